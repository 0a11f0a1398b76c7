package dev.likeness.bench.fleet;

import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.DatabaseAddress;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.orders.Submission;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.Pace;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.PhotoSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many portraits a second go through the queue and the books with 1, 2, 4 and 8 workers, when making one takes no time:
 * the ceiling that PostgreSQL sets, on this machine. Each worker has its own pool of connections and two threads, as a process
 * would; they share one process here, so that eight of them do not measure the start of eight virtual machines.
 *
 * <pre>
 * java -cp 'bench/target/*:bench/target/lib/*' dev.likeness.bench.fleet.ScaleMeasures [portraits]
 * </pre>
 */
public final class ScaleMeasures {
    private static final int THREADS = 2;
    private static final int BATCH = 100;
    private static final String ENGINE = "instant";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private ScaleMeasures() {}

    public static void main(String[] arguments) throws Exception {
        int portraits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        Path data = Files.createTempDirectory("likeness-scale");
        try (Database database = Database.embedded(data)) {
            DatabaseAddress address = new DatabaseAddress(
                    "jdbc:postgresql://localhost:" + Files.readString(data.resolve("postgres.port")).strip()
                            + "/postgres",
                    "postgres", Files.readString(data.resolve("postgres.password")).strip());
            Caller caller = caller(database, data);
            run(database, address, caller, 2, portraits); // the compiler's turn
            for (int workers : new int[]{1, 2, 4, 8}) {
                Done before = Done.by(database);
                double seconds = run(database, address, caller, workers, portraits);
                Done after = Done.by(database);
                System.out.printf(Locale.ROOT,
                        "%d workers of %d threads: %,.0f portraits a second; with taking the orders %.1f commits and %.1f kB"
                                + " of log each%n",
                        workers, THREADS, portraits / seconds,
                        (double) (after.commits() - before.commits()) / portraits,
                        (after.logged() - before.logged()) / 1000.0 / portraits);
            }
        }
    }

    private static Caller caller(Database database, Path data) {
        Accounts accounts = new Accounts(database);
        AccountId account = accounts.open("scale");
        accounts.deposit(account, Money.ptc("1000000"));
        IssuedKey key = new Keys(database, SealedSecrets.open(data)).create(account, NewKey.named("scale"));
        return new Keys(database, SealedSecrets.open(data)).admit(key.key());
    }

    /** What the database has done so far: transactions that wrote or read, and bytes of its log. */
    private record Done(long commits, long logged) {
        static Done by(Database database) {
            // A session tells its own counts when it ends a transaction, at most once a second.
            return database.alone(sql -> sql.one("""
                    select (select sum(xact_commit) from pg_stat_database)::bigint as commits,
                        (select wal_bytes from pg_stat_wal)::bigint as logged
                    """, row -> new Done(row.getLong("commits"), row.getLong("logged"))));
        }
    }

    private static double run(Database database, DatabaseAddress address, Caller caller, int workers, int portraits)
            throws InterruptedException {
        TaskLifecycle orders = new TaskLifecycle(database, new Queue(database));
        NewTask task = new NewTask(ENGINE, PortraitRequest.of("a poet", FrameSize.DEFAULT, Retouch.DEFAULT,
                Optional.empty(), 7), new PhotoSource.Kept(ObjectName.freshPhoto()), Delivery.LINK);
        for (int placed = 0; placed < portraits; placed += BATCH) {
            orders.place(new Submission(caller.account(), caller.key(),
                    Collections.nCopies(Math.min(BATCH, portraits - placed), task), Optional.empty(),
                    Optional.empty()));
        }
        List<AutoCloseable> running = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (int i = 0; i < workers; i++) {
                Database own = Database.connect(address);
                running.add(own);
                Queue queue = new Queue(own);
                TaskLifecycle lifecycle = new TaskLifecycle(own, queue);
                running.add(queue.work(Pace.ofThreads(THREADS, Duration.ofSeconds(5)),
                        Queue.Handler.of(List.of(ENGINE), id -> lifecycle.begin(id).ifPresent(
                                attempt -> lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of()))),
                        () -> {}));
            }
            long end = start + PATIENCE.toNanos();
            while (database.alone(sql -> sql.exists("select from tasks where finished_at is null limit 1"))
                    && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            Collections.reverse(running);
            for (AutoCloseable each : running) {
                close(each);
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("left behind: " + e);
        }
    }
}
