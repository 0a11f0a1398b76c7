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
 * Who waits for a worker, in the order in which they will be taken up: that of their queueing, whatever their size or
 * engine. (Large portraits that take turns for memory have been taken up already.) One reading of the queue answers
 * everybody who asks in the moments after it, and readings take no more than a twentieth of the time, so the answers are
 * as fresh as the queue is short.
 */
public final class WaitingLine {
    /** So many are counted; whoever stands further back is told this number. */
    public static final int LONGEST = 100_000;

    private static final Duration FRESH = Duration.ofMillis(150);
    private static final Duration USELESS = Duration.ofMinutes(1);
    private static final long SHARE = 20;

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
     * @param last the youngest that stands in it, 0 when it is empty
     * @param cost of reading it, nanoseconds
     * @param at   when the reading began, nanoseconds
     */
    private record Line(Map<TaskId, Integer> places, long last, long cost, long at) {
        boolean isFull() {
            return places.size() >= LONGEST;
        }
    }

    /**
     * How many will be taken up before each of these; 0 for one that is next, or that a worker is taking up now.
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
            // Who is not in a line read just now has left it; who is younger than all in an older one has joined it.
            boolean joined = place == null && task.value() > seen.last() && (!current || seen.isFull());
            ahead.put(task, place != null ? place : joined ? Math.min(end++, LONGEST) : 0);
        }
        return ahead;
    }

    private Line seen(Collection<TaskId> waiting, long now) {
        if (!isWorthReading(waiting, now)) {
            return line;
        }
        // While one reads, the others make do with what is known, unless it is of no use any more.
        boolean mine = now - line.at() > USELESS.toNanos() ? locked() : reading.tryLock();
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
        return age > SHARE * known.cost()
                && (age > FRESH.toNanos() || !known.places().keySet().containsAll(waiting));
    }

    private Line read() {
        long start = clock.getAsLong();
        List<TaskId> waiting = database.alone(sql -> sql.list("""
                select task_instance::bigint as task from scheduled_tasks where task_name = ? and not picked
                order by execution_time, task_instance collate "C" limit ?
                """, row -> new TaskId(row.getLong("task")), Queue.PORTRAITS, LONGEST));
        Map<TaskId, Integer> places = new HashMap<>();
        long last = 0;
        for (TaskId task : waiting) {
            places.put(task, places.size());
            last = Math.max(last, task.value());
        }
        return new Line(places, last, clock.getAsLong() - start, start);
    }
}
