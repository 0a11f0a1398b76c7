package dev.likeness.service.work;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.queue.Queue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker processes, busy or idle; each sends a heartbeat every {@link #HEARTBEAT}. */
public final class Workers {
    /** Interval of the heartbeat. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(10);
    /** A worker without a heartbeat for this long counts as gone. */
    public static final Duration GONE = Duration.ofSeconds(45);
    /** After this long a worker that is gone is deleted from the list. */
    public static final Duration LISTED_FOR = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final Database database;

    public Workers(Database database) {
        this.database = database;
    }

    /**
     * The data with which a worker registers.
     *
     * @param id      the name with which it picks orders: {@link Queue#workerName}
     * @param places  portraits it renders at the same time, 1 or more
     * @param engines the device it computes on, by the name of the engine
     */
    public record Introduction(String id, int places, Map<String, String> engines) {
        public Introduction {
            engines = new TreeMap<>(engines);
        }
    }

    /** Sends heartbeats until it is closed, which removes the worker; a process that dies stays listed as gone. */
    public interface Presence extends AutoCloseable {
        @Override
        void close();
    }

    /** Registers the worker and starts its heartbeat. */
    public Presence enter(Introduction worker) {
        return enter(worker, HEARTBEAT);
    }

    Presence enter(Introduction worker, Duration interval) {
        String host = host();
        ScheduledExecutorService clock = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("worker-presence").factory());
        beat(worker, host);
        clock.scheduleWithFixedDelay(() -> {
            try {
                beat(worker, host);
            } catch (RuntimeException e) {
                LOG.warn("the heartbeat of this worker cannot be written at the moment", e);
            }
        }, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            clock.shutdownNow();
            clock.close();
            remove(worker.id());
        };
    }

    private void beat(Introduction worker, String host) {
        // Deletes workers that are long gone, too; there are never many.
        database.alone(sql -> sql.update("""
                with forgotten as (delete from workers where seen_at < now() - ? * interval '1 second')
                insert into workers (id, host, places, engines, devices) values (?, ?, ?, ?, ?)
                on conflict (id) do update set seen_at = now()
                """, LISTED_FOR.toSeconds(), worker.id(), host, worker.places(), Sql.texts(worker.engines().keySet()),
                Sql.texts(worker.engines().values())));
    }

    private void remove(String id) {
        database.alone(sql -> sql.update("delete from workers where id = ?", id));
    }

    /** Workers that are alive, and those that disappeared within {@link #LISTED_FOR}, newest first. */
    public List<WorkerView> list() {
        return database.alone(sql -> sql.list("""
                select w.*, w.seen_at < now() - ? * interval '1 second' as gone,
                    array(select q.task_instance from scheduled_tasks q
                        where q.picked and q.picked_by = w.id and starts_with(q.task_name, ?)
                        order by q.task_instance) as making
                from workers w where w.seen_at >= now() - ? * interval '1 second' order by w.started_at desc, w.id
                """, Workers::view, GONE.toSeconds(), Queue.PORTRAITS, LISTED_FOR.toSeconds()));
    }

    private static WorkerView view(ResultSet row) throws SQLException {
        List<String> engines = Sql.texts(row, "engines");
        List<String> devices = Sql.texts(row, "devices");
        Map<String, String> served = new TreeMap<>();
        for (int i = 0; i < engines.size(); i++) {
            served.put(engines.get(i), devices.get(i));
        }
        List<TaskId> making = Sql.texts(row, "making").stream().flatMap(id -> TaskId.parse(id).stream()).toList();
        Instant started = Sql.instant(row, "started_at").orElseThrow();
        return new WorkerView(row.getString("id"), row.getString("host"), started,
                Sql.instant(row, "seen_at").orElseThrow(), served, row.getInt("places"), making,
                row.getBoolean("gone"));
    }

    /** The name of this machine. */
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
