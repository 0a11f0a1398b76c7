package dev.likeness.bench.fleet;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.work.Janitor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Orders run through two nodes that take them and two that carry them out, on one PostgreSQL and one S3 store, while all of
 * them are killed again and again; then the books are read. Everything is a process of its own.
 *
 * <pre>
 * java -cp 'bench/target/*:bench/target/lib/*' dev.likeness.bench.fleet.CrashSuite [--long] [--kills N] [--orders N] [--seed N]
 * </pre>
 *
 * Short: 25 kills over 250 orders, which the build does in part (9 over 90). Long: 200 over 2,000. Ends with 1 where anything was lost, charged twice
 * or left over.
 */
public final class CrashSuite {
    private static final Duration REST = Duration.ofMinutes(10);
    private static final int WORKER_THREADS = 2;
    private static final int CLIENTS = 4;
    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(50);
    /** A blow waits no longer than this for its share of the orders. */
    private static final Duration LONGEST_LULL = Duration.ofMinutes(2);

    private CrashSuite() {}

    /** What befalls the fleet. */
    enum Blow {
        WORKER_KILLED, WORKER_STOPPED, API_KILLED, DATABASE_CRASHED, DATABASE_KILLED, CABLE_PULLED, STORE_KILLED, DISK_FULL, CLOCK_JUMPED
    }

    /**
     * How hard a run is.
     *
     * @param pause between two blows on the average, besides the time that their share of the orders takes
     */
    record Plan(int kills, int orders, Duration pause, long seed) {
        static Plan brief(long seed) {
            return new Plan(25, 250, Duration.ofMillis(400), seed);
        }

        static Plan thorough(long seed) {
            return new Plan(200, 2000, Duration.ofMillis(400), seed);
        }

        /** Of ten blows three kill a worker; PostgreSQL itself is killed seldom, since it gives up after three times a minute. */
        List<Blow> blows() {
            List<Blow> all = new ArrayList<>();
            Blow[] cycle = {Blow.WORKER_KILLED, Blow.CABLE_PULLED, Blow.API_KILLED, Blow.WORKER_KILLED,
                    Blow.DATABASE_CRASHED, Blow.WORKER_STOPPED, Blow.CABLE_PULLED, Blow.WORKER_KILLED,
                    Blow.STORE_KILLED, Blow.DATABASE_CRASHED};
            for (int i = 0; i < kills; i++) {
                all.add(cycle[i % cycle.length]);
            }
            for (int i = 11; i + 4 < kills; i += 50) {
                all.set(i, Blow.DISK_FULL);
                all.set(i + 2, Blow.DATABASE_KILLED);
                all.set(i + 4, Fleet.hasClock() ? Blow.CLOCK_JUMPED : Blow.WORKER_KILLED);
            }
            Collections.shuffle(all, new Random(seed));
            return all;
        }
    }

    /** What a run found. */
    record Report(Map<Blow, Integer> blows, int orders, int repeats, int erased, Books books, Duration took) {
        int kills() {
            return blows.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public String toString() {
            Set<Blow> missing = EnumSet.allOf(Blow.class);
            missing.removeAll(blows.keySet());
            return "kills " + kills() + " " + blows
                    + (missing.isEmpty()
                            ? ""
                            : "\nnot dealt " + missing + ": too few kills, or no libfaketime, or no right to mount")
                    + "\norders " + orders + ", sent again " + repeats + " times, "
                    + took.toSeconds() + " s, files that crashes left and the janitor erased " + erased + "\n" + books;
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        long seed = words.contains("--seed") ? Long.parseLong(words.get(words.indexOf("--seed") + 1)) : 1;
        Path folder = Files.createTempDirectory("likeness-crash");
        Plan plan = words.contains("--long") ? Plan.thorough(seed) : Plan.brief(seed);
        Report report = run(new Plan(number(words, "--kills", plan.kills()), number(words, "--orders", plan.orders()),
                plan.pause(), seed), folder);
        System.out.println(report);
        if (report.books().areRight()) {
            delete(folder);
        } else {
            System.out.println("logs, database and pictures are in " + folder);
        }
        System.exit(report.books().areRight() ? 0 : 1);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static int number(List<String> words, String name, int otherwise) {
        return words.contains(name) ? Integer.parseInt(words.get(words.indexOf(name) + 1)) : otherwise;
    }

    static Report run(Plan plan, Path folder) throws Exception {
        long start = System.nanoTime();
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        boolean small = command("mount", "-t", "tmpfs", "-o", "size=150m", "likeness-crash", pictures.toString());
        try (Fleet fleet = Fleet.start(folder,
                new Fleet.Size(2, 2, WORKER_THREADS, 100, 1 + plan.orders(), pictures))) {
            System.out.printf(Locale.ROOT, "%6.1f s  all nodes are ready%n", (System.nanoTime() - start) / 1e9);
            Orders orders = new Orders(fleet.apis);
            Map<Blow, Integer> dealt = new EnumMap<>(Blow.class);
            try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
                AtomicInteger next = new AtomicInteger();
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    running.add(clients.submit(() -> {
                        for (int n = next.getAndIncrement(); n < plan.orders(); n = next.getAndIncrement()) {
                            orders.place(n);
                            Thread.sleep(BETWEEN_ORDERS);
                        }
                        return null;
                    }));
                }
                try {
                    deal(plan, fleet, orders, small ? pictures : folder.resolve("no disk of its own"), dealt);
                    for (Future<?> client : running) {
                        client.get(REST.toSeconds(), TimeUnit.SECONDS);
                    }
                } catch (Exception | Error e) {
                    clients.shutdownNow();
                    throw e;
                }
            }
            awaitRest(fleet);
            Janitor janitor = new Janitor(fleet.database, fleet.objects, Duration.ZERO);
            Fleet.answered(janitor::run);
            Books books = Fleet.answered(
                    () -> Books.of(fleet.database, fleet.objects, orders.taken().values()));
            return new Report(dealt, plan.orders(), orders.repeats(), janitor.orphansErased(), books,
                    Duration.ofNanos(System.nanoTime() - start));
        } finally {
            if (small) {
                command("umount", "-l", pictures.toString());
            }
        }
    }

    /** Evenly over the orders, so that each blow meets a service at work, however slow the machine. */
    private static void deal(Plan plan, Fleet fleet, Orders orders, Path disk, Map<Blow, Integer> dealt)
            throws Exception {
        Random chance = new Random(plan.seed());
        long begun = System.nanoTime();
        for (Blow planned : plan.blows()) {
            Thread.sleep(chance.nextLong(2 * plan.pause().toMillis()));
            int dealtSoFar = dealt.values().stream().mapToInt(Integer::intValue).sum();
            long patience = System.nanoTime() + LONGEST_LULL.toNanos();
            while (orders.taken().size() < dealtSoFar * plan.orders() / plan.kills()
                    && System.nanoTime() < patience) {
                revive(fleet.members());
                Thread.sleep(20);
            }
            Blow blow = planned == Blow.DISK_FULL && !Files.isDirectory(disk) ? Blow.WORKER_KILLED : planned;
            switch (blow) {
                case WORKER_KILLED -> ready(fleet.workers, chance).kill();
                case WORKER_STOPPED -> ready(fleet.workers, chance).restart();
                case API_KILLED -> ready(fleet.apis, chance).kill();
                case DATABASE_CRASHED -> fleet.crashDatabase();
                case DATABASE_KILLED -> fleet.killDatabase();
                case CABLE_PULLED -> {
                    fleet.cable.pull();
                    Thread.sleep(chance.nextInt(700));
                    fleet.cable.plug();
                }
                case STORE_KILLED -> {
                    fleet.store().kill();
                    fleet.store().awaitReady(60);
                }
                case DISK_FULL -> fill(disk);
                case CLOCK_JUMPED -> {
                    fleet.setClock("+300s");
                    Thread.sleep(1500);
                    fleet.setClock("-300s");
                    Thread.sleep(1500);
                    fleet.setClock("+0s");
                }
            }
            dealt.merge(blow, 1, Integer::sum);
            System.out.printf(Locale.ROOT, "%6.1f s  blow %d: %s%n", (System.nanoTime() - begun) / 1e9,
                    dealt.values().stream().mapToInt(Integer::intValue).sum(), blow);
        }
    }

    /** One that is up: killing what has not started yet proves little. */
    private static Member ready(List<Member> members, Random chance) throws IOException, InterruptedException {
        List<Member> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, chance);
        long start = System.nanoTime();
        for (int i = 0; System.nanoTime() - start < REST.toNanos(); i++) {
            Member member = shuffled.get(i % shuffled.size());
            if (member.isReady()) {
                return member;
            }
            revive(members);
            Thread.sleep(20);
        }
        throw new IllegalStateException("no node has come up for " + REST.toSeconds() + " s");
    }

    /** A node whose database is away when it starts gives up and says so; a supervisor starts it again. */
    private static void revive(List<Member> members) throws IOException, InterruptedException {
        for (Member member : members) {
            if (member.isLost()) {
                member.kill();
            }
        }
    }

    private static void fill(Path disk) throws IOException, InterruptedException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] megabyte = new byte[1 << 20];
            while (true) {
                out.write(megabyte);
            }
        } catch (IOException full) {
            Thread.sleep(1500);
        } finally {
            Files.deleteIfExists(filler);
        }
    }

    private static void awaitRest(Fleet fleet) throws IOException, InterruptedException {
        Database database = fleet.database;
        long end = System.nanoTime() + REST.toNanos();
        while (System.nanoTime() < end) {
            revive(fleet.members());
            try {
                if (!database.alone(sql -> sql.exists("select from tasks where finished_at is null"))
                        && !database.alone(sql -> sql.exists("select from scheduled_tasks where picked"))) {
                    return;
                }
            } catch (StoreException recovering) {
                // The database was killed last.
            }
            Thread.sleep(200);
        }
    }

    private static boolean command(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
