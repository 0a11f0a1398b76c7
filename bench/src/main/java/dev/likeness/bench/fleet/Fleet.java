package dev.likeness.bench.fleet;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.pictures.S3Objects;
import dev.likeness.service.pictures.S3Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL (of this process), an S3 store, and nodes, each a process, on one machine. The nodes reach the database through
 * a {@link Cable}.
 */
final class Fleet implements AutoCloseable {
    static final String KEY = "the key of the fleet";
    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    /** On a machine that others load as well. */
    private static final long START_SECONDS = 300;

    private final Path folder;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    final Database database;
    final Cable cable;
    final List<Member> apis = new ArrayList<>();
    final List<Member> workers = new ArrayList<>();
    final S3Objects objects;
    private final Path clock;
    private final int storePort;
    private @Nullable Member store;

    /**
     * How large a fleet is.
     *
     * @param apis     nodes that take orders
     * @param workers  nodes that carry them out
     * @param threads  portraits that the first worker makes at once; each further one makes one more
     * @param millis   that the engine takes for one
     * @param ptc      what the account of {@link #KEY} owns
     * @param pictures folder of the store, which may be a small disk
     */
    record Size(int apis, int workers, int threads, int millis, int ptc, Path pictures) {}

    static Fleet start(Path folder, Size size) throws IOException, InterruptedException {
        Fleet fleet = new Fleet(folder);
        try {
            fleet.open(size);
            return fleet;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            fleet.close();
            throw e;
        }
    }

    private Fleet(Path folder) throws IOException {
        this.folder = folder;
        this.clock = Files.writeString(folder.resolve("clock"), "+0s");
        Path data = folder.resolve("database");
        database = opened(Database.embedded(data));
        cable = opened(new Cable(Integer.parseInt(Files.readString(data.resolve("postgres.port")).strip())));
        storePort = freePort();
        objects = opened(new S3Objects(S3Settings.at(URI.create("http://127.0.0.1:" + storePort), FleetStore.BUCKET,
                new S3Settings.Credentials(FleetStore.ID, FleetStore.SECRET))));
    }

    private void open(Size size) throws IOException, InterruptedException {
        Path data = folder.resolve("database");
        Files.createDirectories(size.pictures().resolve(FleetStore.BUCKET));
        store = opened(Member.start("store", FleetStore.class,
                List.of(size.pictures().toString(), Integer.toString(storePort)), Map.of(), folder, storePort));
        Map<String, String> common = new HashMap<>(Map.of("LIKENESS_DB_URL",
                "jdbc:postgresql://localhost:" + cable.port() + "/postgres?sslmode=disable&gssEncMode=disable",
                "LIKENESS_DB_USER", "postgres", "LIKENESS_DB_PASSWORD",
                Files.readString(data.resolve("postgres.password")).strip(), "LIKENESS_API_KEY", KEY,
                "LIKENESS_STARTING_BALANCE", Integer.toString(size.ptc()), "LIKENESS_S3_BUCKET", FleetStore.BUCKET,
                "LIKENESS_S3_ENDPOINT", "http://127.0.0.1:" + storePort, "LIKENESS_S3_ACCESS_KEY", FleetStore.ID,
                "LIKENESS_S3_SECRET_KEY", FleetStore.SECRET, "LIKENESS_WORKER_THREADS",
                Integer.toString(size.threads())));
        common.put("LIKENESS_SECRETS", Files.createDirectories(folder.resolve("secrets")).toString());
        common.put("LIKENESS_DRAIN_SECONDS", "5");
        store().awaitReady(START_SECONDS);
        for (int i = 0; i < size.apis(); i++) {
            apis.add(node("api-" + i, "api", common, size.millis()));
            if (i == 0) {
                // It makes the secrets that the others read, and what lets them start in half the time.
                apis.getFirst().learn();
                apis.getFirst().awaitReady(START_SECONDS);
                apis.getFirst().restart();
            }
        }
        for (int i = 0; i < size.workers(); i++) {
            // A thread more than the one before: so they can be told apart in the table of workers.
            common.put("LIKENESS_WORKER_THREADS", Integer.toString(size.threads() + i));
            workers.add(node("worker-" + i, "worker", common, size.millis()));
        }
        for (Member member : members()) {
            member.awaitReady(START_SECONDS);
        }
    }

    /** Folder of the secrets that all nodes share. */
    Path secrets() {
        return folder.resolve("secrets");
    }

    /** The process of the S3 store. */
    Member store() {
        return Objects.requireNonNull(store, "it is started first");
    }

    List<Member> members() {
        List<Member> all = new ArrayList<>(apis);
        all.addAll(workers);
        return all;
    }

    private Member node(String name, String role, Map<String, String> common, int millis) throws IOException {
        int port = freePort();
        Map<String, String> environment = new HashMap<>(common);
        environment.put("LIKENESS_ROLE", role);
        environment.put("LIKENESS_PORT", Integer.toString(port));
        environment.put("LIKENESS_DATA", folder.resolve(name).toString());
        if (hasClock() && name.equals("worker-0")) {
            // The clock on the wall alone: intervals are measured by another one. Without the last setting every timed wait
            // of Java returns at once and is begun again, which takes half a core and seconds of delay.
            environment.putAll(Map.of("LD_PRELOAD", FAKETIME.toString(), "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                    "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_CACHE_DURATION", "1",
                    "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
        }
        return opened(Member.start(name, FleetNode.class, List.of(Integer.toString(millis)), environment, folder,
                port));
    }

    /** Whether the clock of the first worker can be set (libfaketime is installed). */
    static boolean hasClock() {
        return Files.exists(FAKETIME);
    }

    /** Sets the clock of the first worker to so much more or less than it is, for example {@code +300s}. */
    void setClock(String offset) throws IOException {
        Files.writeString(clock, offset);
    }

    /** Kills one of the database's processes, upon which PostgreSQL ends them all and recovers; waits while it recovers. */
    void crashDatabase() throws IOException, InterruptedException {
        Optional<Integer> backend = answered(() -> database.alone(sql -> sql.first(
                "select pid from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'"
                        + " and application_name = 'likeness' order by random() limit 1",
                row -> row.getInt("pid"))));
        if (backend.isPresent()) {
            new ProcessBuilder("kill", "-9", backend.get().toString()).start().waitFor();
        }
    }

    /** The answer of the database or the store, as soon as it gives one. */
    static <T> T answered(Supplier<T> question) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                return question.get();
            } catch (StoreException recovering) {
                if (System.nanoTime() > end) {
                    throw recovering;
                }
                Thread.sleep(100);
            }
        }
    }

    /** Kills PostgreSQL's first process; it is started again by the process that serves it. */
    void killDatabase() throws IOException, InterruptedException {
        String first = Files.readAllLines(folder.resolve("database/postgres/postmaster.pid")).getFirst().strip();
        new ProcessBuilder("kill", "-9", first).start().waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("left behind: " + e);
            }
        }
    }
}
