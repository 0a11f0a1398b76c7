package dev.likeness.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that lives in the data directory and runs while we do. The library that starts it is made for tests and
 * turns durability off; here it is turned on again and checked, the server listens on the loopback interface only and
 * asks for a password that is kept beside the data.
 *
 * <p>
 * Files: {@code postgres/} the cluster, {@code postgres.lock} held by the process that serves it,
 * {@code postgres.password} (0600), {@code postgres.port} while it runs.
 */
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "postgres";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration ORPHAN_STOPS = Duration.ofSeconds(20);

    private final FileChannel lock;
    private final Path data;
    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final DatabaseAddress address;

    private EmbeddedPostgres(Path data, FileChannel lock) throws IOException {
        this.data = data;
        this.lock = lock;
        Path cluster = data.resolve("postgres");
        String password = SecretFile.readOrCreate(data.resolve("postgres.password"));
        stopOrphan(cluster);
        if (!Files.exists(cluster.resolve("PG_VERSION")) || !Files.exists(cluster.resolve("global/pg_control"))) {
            clear(cluster);
        }
        server = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder().setDataDirectory(cluster)
                .setOverrideWorkingDirectory(binaries().toFile()).setCleanDataDirectory(false)
                .setRegisterShutdownHook(false).setPGStartupWait(START)
                // These follow the library's own "-A trust" on initdb's command line, and the later one counts.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", data.resolve("postgres.password").toString()).setLocaleConfig("locale", "C")
                .setConnectConfig("password", password).setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "localhost").setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "50").start();
        address = address(server.getPort(), password);
        Files.writeString(data.resolve("postgres.port"), Integer.toString(server.getPort()));
    }

    private static DatabaseAddress address(int port, String password) {
        return new DatabaseAddress("jdbc:postgresql://localhost:" + port + "/postgres", USER, password);
    }

    /**
     * @throws StoreException when another process serves the directory, or PostgreSQL cannot run here
     */
    static EmbeddedPostgres start(Path data) {
        try {
            Files.createDirectories(data);
            Path home = data.toRealPath();
            Optional<FileChannel> lock = lock(home);
            if (lock.isEmpty()) {
                throw new StoreException("another process serves " + home
                        + ": stop it, choose another directory with --data, or set LIKENESS_DB_URL to share a database");
            }
            try {
                EmbeddedPostgres postgres = new EmbeddedPostgres(home, lock.get());
                postgres.verifyDurable();
                return postgres;
            } catch (IOException | RuntimeException e) {
                lock.get().close();
                throw e;
            }
        } catch (IOException | IllegalStateException e) {
            throw new StoreException("the embedded PostgreSQL cannot start in " + data + " (" + e.getMessage() + "): "
                    + ("root".equals(System.getProperty("user.name"))
                            ? "as root it needs user namespaces; run as a normal user or set LIKENESS_DB_URL"
                            : "check that the directory is writable and the disk not full, or set LIKENESS_DB_URL"),
                    e);
        }
    }

    /** The embedded PostgreSQL that another process runs in the directory now, if one does. */
    static Optional<DatabaseAddress> running(Path data) {
        try {
            if (!Files.isDirectory(data)) {
                return Optional.empty();
            }
            Path home = data.toRealPath();
            Optional<FileChannel> lock = lock(home);
            if (lock.isPresent()) {
                lock.get().close();
                return Optional.empty();
            }
            int port = Integer.parseInt(Files.readString(home.resolve("postgres.port")).strip());
            return Optional.of(address(port, SecretFile.readOrCreate(home.resolve("postgres.password"))));
        } catch (IOException | NumberFormatException e) {
            throw new StoreException("another process is just starting or stopping in " + data + ": try again", e);
        }
    }

    DatabaseAddress address() {
        return address;
    }

    // An operating system lock goes with its process, even one that was killed.
    private static Optional<FileChannel> lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(home.resolve("postgres.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: taken all the same.
            LOG.debug("the data directory is served by this process already");
        }
        channel.close();
        return Optional.empty();
    }

    // A process of ours that was killed leaves its PostgreSQL running; since we hold the lock nobody else needs it.
    private static void stopOrphan(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        Optional<ProcessHandle> orphan = lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(process -> process.info().command().orElse("").contains("postgres"));
        if (orphan.isEmpty()) {
            return;
        }
        LOG.info("stopping the PostgreSQL that a killed process left behind");
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(ORPHAN_STOPS.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StoreException("a PostgreSQL (process " + orphan.get().pid() + ") still runs in " + cluster
                    + " and does not stop: end it and try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException(e);
        }
    }

    // What initdb began and never finished holds no books yet.
    private static void clear(Path cluster) throws IOException {
        if (!Files.exists(cluster)) {
            return;
        }
        try (var files = Files.walk(cluster)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    // Not the shared temporary directory, and closed to others: what they could put there we would run. The library
    // opens its own folder to everybody, so the one above it is what keeps them out.
    private static Path binaries() throws IOException {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path ours = Files.createDirectories(Path.of(cache, "likeness"));
        SecretFile.closeToOthers(ours);
        return Files.createDirectories(ours.resolve("postgres"));
    }

    private void verifyDurable() throws IOException {
        for (String name : List.of("fsync", "synchronous_commit")) {
            try (var connection = server.getPostgresDatabase().getConnection();
                    var show = connection.createStatement();
                    var rows = show.executeQuery("show " + name)) {
                if (!rows.next() || !"on".equals(rows.getString(1))) {
                    close();
                    throw new StoreException(name + " is off in the embedded PostgreSQL: the books would not survive a "
                            + "power failure; remove it from postgresql.auto.conf in " + data.resolve("postgres"));
                }
            } catch (java.sql.SQLException e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
            Files.deleteIfExists(data.resolve("postgres.port"));
        } finally {
            lock.close();
        }
    }
}
