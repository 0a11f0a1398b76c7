package dev.likeness.bench.fleet;

import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.NewKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How soon a killed worker's order is with another one, and how long an account that orders one portrait waits behind one
 * that has ordered many: measured with real processes on PostgreSQL and an S3 store.
 *
 * <pre>
 * java -cp 'bench/target/*:bench/target/lib/*' dev.likeness.bench.fleet.FleetMeasures [kills] [orders]
 * </pre>
 *
 * Without words: 5 kills, 1,000 orders.
 */
public final class FleetMeasures {
    private static final int ENGINE_MILLIS = 3000;
    private static final int SOON_MILLIS = 20;
    private static final int THREADS = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private FleetMeasures() {}

    public static void main(String[] arguments) throws Exception {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int orders = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        Path pictures = Files.createTempDirectory("likeness-pictures");
        try (Fleet fleet = Fleet.start(Files.createTempDirectory("likeness-fleet"),
                new Fleet.Size(1, 2, THREADS, ENGINE_MILLIS, 1 + kills, pictures))) {
            takeover(fleet, kills);
        }
        try (Fleet fleet = Fleet.start(Files.createTempDirectory("likeness-fleet"),
                new Fleet.Size(1, 1, 2, SOON_MILLIS, 1 + orders, pictures))) {
            fairness(fleet, orders);
        }
    }

    private record Attempt(int number, Instant begun) {}

    /** From kill -9 of the process that makes a portrait until another has begun it; the engine takes three seconds. */
    private static void takeover(Fleet fleet, int kills) throws Exception {
        Orders orders = new Orders(fleet.apis);
        List<Double> waits = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            for (Member worker : fleet.workers) {
                worker.awaitReady(PATIENCE.toSeconds());
            }
            orders.place(i);
            long task = Long.parseLong(orders.taken().get("order-" + i));
            await(fleet, task, 1);
            Member busy = busy(fleet, task);
            Instant killed = Instant.now();
            busy.kill();
            Attempt second = await(fleet, task, 2);
            waits.add(Duration.between(killed, second.begun()).toMillis() / 1000.0);
            System.out.printf(Locale.ROOT, "kill %d: with another worker after %.1f s%n", i + 1, waits.getLast());
        }
        waits.sort(null);
        System.out.printf(Locale.ROOT, "takeover: median %.1f s, longest %.1f s of %d%n", waits.get(kills / 2),
                waits.getLast(), kills);
    }

    private static Attempt await(Fleet fleet, long task, int attempt) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Attempt> found = Fleet.answered(() -> fleet.database.alone(sql -> sql.first(
                    "select attempt, started_at from tasks where id = ? and attempt >= ? and state = 'generating'",
                    row -> new Attempt(row.getInt("attempt"), Sql.instant(row, "started_at").orElseThrow()), task,
                    attempt)));
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("nobody took the order");
    }

    /** The process that has picked the order, told by its threads. */
    private static Member busy(Fleet fleet, long task) {
        int places = fleet.database.alone(sql -> sql.one("""
                select w.places from workers w join scheduled_tasks q on q.picked_by = w.id where q.task_instance = ?
                """, row -> row.getInt("places"), Long.toString(task)));
        return fleet.workers.get(places - THREADS);
    }

    /** One account orders many, another then orders one: how many of the first's are finished before it. */
    private static void fairness(Fleet fleet, int many) throws Exception {
        Database database = fleet.database;
        Accounts accounts = new Accounts(database);
        AccountId other = accounts.open("other");
        accounts.deposit(other, Money.ptc("10"));
        String key = new Keys(database, SealedSecrets.open(fleet.secrets())).create(other, NewKey.named("other")).key();
        Orders crowd = new Orders(fleet.apis);
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<?>> placed = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                placed.add(clients.submit(() -> {
                    crowd.place(number);
                    return null;
                }));
            }
            for (Future<?> each : placed) {
                each.get();
            }
        }
        Orders single = new Orders(fleet.apis, key);
        for (int i = 0; i < 5; i++) {
            long waiting = count(database, "select count(*) as n from tasks where finished_at is null");
            single.place(i);
            long task = Long.parseLong(single.taken().get("order-" + i));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (count(database, "select count(*) as n from tasks where finished_at is null and id = ?", task) > 0
                    && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            long before = count(database, """
                    select count(*) as n from tasks t, tasks one where one.id = ? and t.id <> one.id
                        and t.started_at >= one.created_at and t.started_at < one.started_at
                    """, task);
            long being = count(database, """
                    select count(*) as n from tasks t, tasks one where one.id = ? and t.id <> one.id
                        and t.started_at < one.created_at and t.finished_at >= one.created_at
                    """, task);
            System.out.printf(Locale.ROOT,
                    "one portrait behind %d that wait: %d were being made, %d more were begun before it%n", waiting,
                    being, before);
        }
    }

    private static long count(Database database, String query, Object... parameters) {
        return database.alone(sql -> sql.one(query, row -> row.getLong("n"), parameters));
    }
}
