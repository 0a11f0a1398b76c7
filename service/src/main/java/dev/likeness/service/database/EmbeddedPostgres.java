package dev.likeness.service.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL in the data directory. It ends with this process, even when that is killed, and is restarted
 * when it ends by itself. It syncs every commit to disk, listens on the loopback interface only and requires a password
 * that is stored beside the data.
 *
 * <p>
 * Files: {@code postgres/} the cluster, {@code postgresql-…/} the programs, {@code postgres.lock} held by the process that
 * serves it, {@code postgres.password} (0600), {@code postgres.log}, {@code postgres.port} while it runs.
 */
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "postgres";
    /** A server that ends more often than this within {@link #PERIOD} is not started again. */
    private static final int MOST_RESTARTS = 3;
    private static final Duration PERIOD = Duration.ofMinutes(1);
    /** How long the remaining sessions of a killed server may hold its shared memory. */
    private static final Duration RESTART = Duration.ofSeconds(10);
    private static final Duration TRY_AGAIN = Duration.ofMillis(300);

    private final FileChannel lock;
    private final Path data;
    private final PostgresCluster cluster;
    private final int port;
    private final DatabaseAddress address;
    private final CompletableFuture<StoreException> lost = new CompletableFuture<>();
    private final Deque<Instant> restarts = new ArrayDeque<>();
    /** Held while the server is started or stopped. */
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean closing;
    private WatchedProcess server;

    private EmbeddedPostgres(Path data, FileChannel lock) throws IOException, InterruptedException {
        this.data = data;
        this.lock = lock;
        Path passwordFile = data.resolve("postgres.password");
        String password = SecretFile.readOrCreate(passwordFile);
        cluster = PostgresCluster.in(data);
        cluster.stopOrphan();
        cluster.make(passwordFile);
        port = freePort();
        address = address(port, password);
        server = cluster.serve(port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static DatabaseAddress address(int port, String password) {
        return new DatabaseAddress("jdbc:postgresql://localhost:" + port + "/postgres", USER, password);
    }

    /**
     * @throws StoreException when another process serves the directory, or PostgreSQL cannot run here
     */
    static EmbeddedPostgres start(Path data) {
        try {
            Path home = DataFolder.open(data);
            FileChannel lock = lock(home).orElseThrow(() -> new StoreException("another process serves " + home
                    + ": stop it, choose another directory with --data, or set LIKENESS_DB_URL to share a database"));
            try {
                EmbeddedPostgres postgres = new EmbeddedPostgres(home, lock);
                postgres.begin();
                return postgres;
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the start was interrupted", e);
        } catch (IOException e) {
            throw new StoreException("the embedded PostgreSQL cannot start in " + data + ": " + e.getMessage()
                    + (PostgresBinaries.isRoot()
                            ? " (as root it needs user namespaces; run as a normal user or set LIKENESS_DB_URL)"
                            : " (check that the directory is writable and the disk not full, or set LIKENESS_DB_URL)"),
                    e);
        }
    }

    // The server runs: a failure from here on must not leave it behind.
    private void begin() throws IOException {
        try {
            verifyDurable();
            Files.writeString(data.resolve("postgres.port"), Integer.toString(port));
            watch(server);
        } catch (IOException | RuntimeException | Error e) {
            closing = true;
            PostgresCluster.stop(server);
            throw e;
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

    /** Completed when the server has ended and could not be started again. */
    CompletableFuture<StoreException> lost() {
        return lost;
    }

    // The operating system releases a file lock with its process, even a killed one.
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

    private void verifyDurable() throws IOException {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password())) {
            for (String name : List.of("fsync", "synchronous_commit")) {
                try (var show = connection.createStatement(); var rows = show.executeQuery("show " + name)) {
                    if (!rows.next() || !"on".equals(rows.getString(1))) {
                        throw new StoreException(name + " is off in the embedded PostgreSQL: what is stored would not "
                                + "survive a power failure; remove it from postgresql.auto.conf in "
                                + data.resolve("postgres"));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL runs but accepts no connection: " + e.getMessage(), e);
        }
    }

    private void watch(WatchedProcess running) {
        running.onExit().thenRun(() -> Thread.ofPlatform().daemon().name("postgres-restart").start(this::ended));
    }

    private void ended() {
        turn.lock();
        try {
            if (closing) {
                return;
            }
            LOG.error("PostgreSQL ended by itself{}", cluster.logTail(0));
            restart();
            LOG.warn("PostgreSQL was started again");
        } catch (IOException | RuntimeException e) {
            lost.complete(new StoreException("the embedded PostgreSQL ended and could not be started again: "
                    + e.getMessage(), e));
        } catch (InterruptedException e) {
            lost.complete(new StoreException("the embedded PostgreSQL ended, and so did its restart", e));
        } finally {
            turn.unlock();
        }
    }

    private void restart() throws IOException, InterruptedException {
        Instant now = Instant.now();
        restarts.removeIf(before -> before.isBefore(now.minus(PERIOD)));
        restarts.add(now);
        if (restarts.size() > MOST_RESTARTS) {
            throw new IOException("it ended " + restarts.size() + " times within a minute");
        }
        while (true) {
            try {
                cluster.stopOrphan();
                // On the same port, because other processes and our pool connect there.
                server = cluster.serve(port);
                watch(server);
                return;
            } catch (IOException e) {
                if (closing || Instant.now().isAfter(now.plus(RESTART))) {
                    throw e;
                }
                LOG.debug("not yet", e);
                Thread.sleep(TRY_AGAIN);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        turn.lock();
        try {
            PostgresCluster.stop(server);
            Files.deleteIfExists(data.resolve("postgres.port"));
        } finally {
            turn.unlock();
            lock.close();
        }
    }
}
