package dev.likeness.app.service;

import dev.likeness.server.ServerSettings;
import dev.likeness.service.database.DataFolder;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.S3Objects;
import dev.likeness.service.work.WorkerView;
import dev.likeness.service.work.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at an installation as its service would find it, from the settings up, and says what is wrong and what to do. */
public final class Doctor {
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
    private static final long MEGABYTE = 1_000_000;
    private static final long LEAST_MEMORY = 700 * MEGABYTE;

    private final List<Finding> findings = new ArrayList<>();

    /** How something is. */
    public enum State {
        OK, NOTE, WRONG
    }

    /**
     * What was looked at.
     *
     * @param text what was found; where it is wrong, also what to do
     */
    public record Finding(State state, String what, String text) {}

    private Doctor() {}

    /** All findings, in the order in which a service meets them; what cannot be looked at after a fault is left out. */
    public static List<Finding> examine(Map<String, String> environment) {
        Doctor doctor = new Doctor();
        doctor.java();
        try {
            ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
            doctor.found(State.OK, "settings", settings.toString());
            doctor.folder(settings);
            doctor.pictures(settings);
            doctor.database(settings);
        } catch (IllegalArgumentException e) {
            doctor.found(State.WRONG, "settings", String.valueOf(e.getMessage()));
        }
        return doctor.findings;
    }

    private void found(State state, String what, String text) {
        findings.add(new Finding(state, what, text));
    }

    private void java() {
        long memory = Runtime.getRuntime().maxMemory();
        found(memory < LEAST_MEMORY ? State.WRONG : State.OK, "Java",
                Runtime.version() + ", may use " + memory / MEGABYTE + " MB"
                        + (memory < LEAST_MEMORY ? ": a portrait needs more, set LIKENESS_JAVA_OPTS=-Xmx1500m" : ""));
    }

    private void folder(ServerSettings settings) {
        Path data = settings.storage().data();
        try {
            Path home = DataFolder.open(data);
            Path probe = Files.createTempFile(home, "doctor", ".probe");
            Files.delete(probe);
            long free = Files.getFileStore(home).getUsableSpace();
            boolean enough = free >= settings.storage().reserve();
            found(enough ? State.OK : State.WRONG, "data", home + ", " + free / MEGABYTE + " MB free"
                    + (enough
                            ? ""
                            : ": no orders are taken below " + settings.storage().reserve() / MEGABYTE
                                    + " MB; make room, or set LIKENESS_MIN_FREE_MB"));
        } catch (IOException e) {
            found(State.WRONG, "data", data + " cannot be written: make it a folder of the user that runs the service,"
                    + " or choose another with LIKENESS_DATA (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void pictures(ServerSettings settings) {
        settings.storage().bucket().ifPresentOrElse(bucket -> {
            try (S3Objects store = new S3Objects(bucket)) {
                check(store, "the bucket " + bucket.bucket(), "check LIKENESS_S3_ENDPOINT, LIKENESS_S3_BUCKET,"
                        + " LIKENESS_S3_ACCESS_KEY and LIKENESS_S3_SECRET_KEY, and the rights of that key");
            }
        }, () -> {
            try {
                check(new FileObjects(settings.storage().data().resolve("objects")), "files in the data folder",
                        "check the free space and the permissions");
            } catch (StoreException e) {
                found(State.WRONG, "pictures", String.valueOf(e.getMessage()));
            }
        });
    }

    private void check(ObjectStore store, String where, String advice) {
        try {
            store.check();
            found(State.OK, "pictures", where);
        } catch (StoreException e) {
            Throwable why = e.getCause();
            found(State.WRONG, "pictures", where + " cannot keep any: " + advice
                    + (why == null
                            ? ""
                            : " (" + String.valueOf(why.getMessage()).lines().findFirst().orElse("") + ")"));
        }
    }

    private void database(ServerSettings settings) {
        try (Database database = Database.reach(settings.storage().data(), settings.storage().database())) {
            found(State.OK, "database", (settings.storage().database().isPresent() ? "external, " : "embedded, ")
                    + setting(database, "server_version"));
            durability(database);
            clock(database);
            work(database);
        } catch (StoreException e) {
            found(State.WRONG, "database", String.valueOf(e.getMessage()));
        }
    }

    private static String setting(Database database, String name) {
        return database.alone(
                sql -> sql.one("select current_setting(?) as value", row -> row.getString("value"), name));
    }

    private void durability(Database database) {
        for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (setting(database, name).equals("off")) {
                found(State.WRONG, "database",
                        name + " is off: orders that were acknowledged would be lost with the power;"
                                + " switch it on in postgresql.conf");
            }
        }
    }

    private void clock(Database database) {
        Instant theirs = database.alone(
                sql -> sql.one("select clock_timestamp() as now", row -> Sql.instant(row, "now").orElseThrow()));
        Duration apart = Duration.between(theirs, Instant.now()).abs();
        boolean off = apart.compareTo(CLOCKS_DIFFER) > 0;
        found(off ? State.WRONG : State.OK, "clock", apart.toSeconds() + " s off the database's"
                + (off ? ": links and the queue go wrong; set the time (NTP)" : ""));
    }

    private record Waiting(String engine, long orders) {}

    private void work(Database database) {
        List<WorkerView> present = new Workers(database).list().stream().filter(worker -> !worker.gone()).toList();
        Set<String> served = present.stream().flatMap(worker -> worker.engines().keySet().stream())
                .collect(Collectors.toCollection(HashSet::new));
        found(present.isEmpty() ? State.NOTE : State.OK, "workers", present.isEmpty()
                ? "none is running: orders wait until one is (likeness serve --role worker)"
                : present.size() + " running, for " + String.join(", ", served.stream().sorted().toList()));
        List<Waiting> waiting = database.alone(sql -> sql.list("""
                select engine, count(*) as orders from tasks where finished_at is null group by engine order by engine
                """, row -> new Waiting(row.getString("engine"), row.getLong("orders"))));
        for (Waiting each : waiting) {
            boolean hopeless = !present.isEmpty() && !served.contains(each.engine());
            found(hopeless ? State.WRONG : State.OK, "queue", each.orders() + " open for " + each.engine() + (hopeless
                    ? ": no worker serves this engine; start one with --engines " + each.engine()
                    : ""));
        }
    }
}
