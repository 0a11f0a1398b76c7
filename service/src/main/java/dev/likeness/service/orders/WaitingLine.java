package dev.likeness.service.orders;

import dev.likeness.service.database.Database;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.queue.Queue;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The waiting tasks of each engine, in the order in which workers will start them: accounts take turns, and within an
 * account the older is first, whatever its size. (Large portraits that wait for memory have been started already.) The queue is read once for all clients
 * that ask within a short time, and reading it takes at most a twentieth of the time; so the longer the queue, the
 * older the answers may be.
 */
public final class WaitingLine {
    /** Only so many tasks are counted; those further back are told this number. */
    public static final int MOST_COUNTED = 100_000;

    private static final Duration FRESH = Duration.ofMillis(150);
    private static final Duration TOO_OLD = Duration.ofMinutes(1);
    private static final long PAUSE_PER_READING = 20;

    private final Database database;
    private final LongSupplier clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Line line;

    public WaitingLine(Database database) {
        this(database, System::nanoTime);
    }

    /**
     * @param clock nanoseconds
     */
    WaitingLine(Database database, LongSupplier clock) {
        this.database = database;
        this.clock = clock;
        line = new Line(Map.of(), 0, 0, clock.getAsLong() - Duration.ofDays(1).toNanos());
    }

    /**
     * @param last the newest waiting task, 0 when none waits
     * @param cost time that reading it took, nanoseconds
     * @param at   when the reading began, nanoseconds
     */
    private record Line(Map<TaskId, Integer> places, long last, long cost, long at) {
        boolean isFull() {
            return places.size() >= MOST_COUNTED;
        }
    }

    /**
     * How many tasks will be started before each of these; 0 for one that is next or is being started now.
     *
     * @param waiting tasks that are in the queue
     */
    public Map<TaskId, Integer> ahead(Collection<TaskId> waiting) {
        if (waiting.isEmpty()) {
            return Map.of();
        }
        long asked = clock.getAsLong();
        Line seen = seen(waiting, asked);
        boolean current = seen.at() - asked >= 0;
        Map<TaskId, Integer> ahead = new HashMap<>();
        int end = seen.places().size();
        for (TaskId task : waiting.stream().sorted(Comparator.comparingLong(TaskId::value)).toList()) {
            Integer place = seen.places().get(task);
            // A task that is missing in a line that was read just now has left it; one that is newer than all tasks of
            // an older line has joined since.
            boolean joined = place == null && task.value() > seen.last() && (!current || seen.isFull());
            ahead.put(task, place != null ? place : joined ? Math.min(end++, MOST_COUNTED) : 0);
        }
        return ahead;
    }

    private Line seen(Collection<TaskId> waiting, long now) {
        if (!isWorthReading(waiting, now)) {
            return line;
        }
        // While one thread reads, the others use the last line, unless that is too old.
        boolean mine = now - line.at() > TOO_OLD.toNanos() ? locked() : reading.tryLock();
        if (mine) {
            try {
                if (isWorthReading(waiting, now)) {
                    line = read();
                }
            } finally {
                reading.unlock();
            }
        }
        return line;
    }

    private boolean locked() {
        reading.lock();
        return true;
    }

    private boolean isWorthReading(Collection<TaskId> waiting, long now) {
        Line known = line;
        long age = now - known.at();
        return age > PAUSE_PER_READING * known.cost()
                && (age > FRESH.toNanos() || !known.places().keySet().containsAll(waiting));
    }

    /** Each engine has a line of its own. */
    private record Waiting(TaskId task, String line) {}

    private Line read() {
        long start = clock.getAsLong();
        List<Waiting> waiting = database.alone(sql -> sql.list("""
                select task_instance::bigint as task, task_name from scheduled_tasks
                where not picked and starts_with(task_name, ?)
                order by priority desc, execution_time, task_instance collate "C" limit ?
                """, row -> new Waiting(new TaskId(row.getLong("task")), row.getString("task_name")), Queue.PORTRAITS,
                MOST_COUNTED));
        Map<TaskId, Integer> places = new HashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        long last = 0;
        for (Waiting each : waiting) {
            places.put(each.task(), lines.merge(each.line(), 1, Integer::sum) - 1);
            last = Math.max(last, each.task().value());
        }
        return new Line(places, last, clock.getAsLong() - start, start);
    }
}
