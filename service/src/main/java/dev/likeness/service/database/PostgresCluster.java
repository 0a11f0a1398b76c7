package dev.likeness.service.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the embedded PostgreSQL: creates, serves and stops them. The caller holds the lock of the data directory.
 */
final class PostgresCluster {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final String USER = "postgres";
    private static final Duration MADE = Duration.ofMinutes(5);
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);
    /** Seconds: sessions are ended at once, so this is the time of a last checkpoint. */
    private static final int FAST = 20;
    private static final int IMMEDIATE = 10;
    /** Which line of postmaster.pid says how far the server is. */
    private static final int STATUS = 7;
    private static final int LAST_WORDS = 5;
    private static final int TAIL_BYTES = 8192;
    private static final long LONGEST_LOG = 10_000_000;

    private final Path data;
    private final Path files;
    private final Path log;
    private final PostgresBinaries binaries;

    private PostgresCluster(Path data, PostgresBinaries binaries) {
        this.data = data;
        this.files = data.resolve("postgres");
        this.log = data.resolve("postgres.log");
        this.binaries = binaries;
    }

    static PostgresCluster in(Path data) throws IOException {
        PostgresCluster cluster = new PostgresCluster(data, PostgresBinaries.in(data));
        if (Files.exists(cluster.log) && Files.size(cluster.log) > LONGEST_LOG) {
            Files.delete(cluster.log);
        }
        return cluster;
    }

    /**
     * Creates the cluster's files where there are none. They are moved into place only when complete: what a killed process
     * left unfinished is deleted.
     *
     * @param password a file that holds it
     */
    void make(Path password) throws IOException, InterruptedException {
        if (Files.exists(files.resolve("PG_VERSION")) && Files.exists(files.resolve("global/pg_control"))) {
            return;
        }
        DataFolder.erase(files);
        for (Path begun : drafts()) {
            try {
                DataFolder.erase(begun);
            } catch (IOException e) {
                LOG.debug("{} is still being written to, and is left to the next start", begun, e);
            }
        }
        Path draft = data.resolve("postgres.part-" + UUID.randomUUID());
        long before = logged();
        WatchedProcess initdb = WatchedProcess.start(binaries.command("initdb",
                List.of("-D", draft.toString(), "-U", USER, "-A", "scram-sha-256", "--pwfile=" + password,
                        "--locale=C", "--encoding=UTF8", "--no-instructions")),
                log);
        try {
            if (!initdb.ended(MADE)) {
                throw new IOException("initdb did not end in " + MADE.toMinutes() + " minutes");
            }
        } finally {
            stop(initdb);
        }
        if (initdb.exitCode() != 0) {
            throw new IOException("initdb ended with " + initdb.exitCode() + logTail(before));
        }
        Files.move(draft, files, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<Path> drafts() throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.filter(file -> file.getFileName().toString().startsWith("postgres.part-")).toList();
        }
    }

    /** Starts the server; it answers when this returns. */
    WatchedProcess serve(int port) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-D", files.toString(), "-p", Integer.toString(port)));
        for (String setting : List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on",
                "listen_addresses=localhost", "unix_socket_directories=", "max_connections=50", "logging_collector=off",
                "log_destination=stderr", "log_line_prefix=%t ",
                // Rows and statements hold what customers wrote.
                "log_error_verbosity=terse", "log_min_error_statement=panic")) {
            arguments.addAll(List.of("-c", setting));
        }
        long before = logged();
        WatchedProcess server = WatchedProcess.start(binaries.command("postgres", arguments), log);
        boolean ready = false;
        try {
            long start = System.nanoTime();
            while (!isReady(server)) {
                if (server.ended(LOOK)) {
                    throw new IOException("PostgreSQL ended with " + server.exitCode() + logTail(before));
                }
                if (System.nanoTime() - start > READY.toNanos()) {
                    throw new IOException("PostgreSQL did not answer within " + READY.toSeconds() + " seconds"
                            + logTail(before));
                }
            }
            ready = true;
            return server;
        } finally {
            if (!ready) {
                stop(server);
            }
        }
    }

    private boolean isReady(WatchedProcess server) {
        try {
            List<String> lines = Files.readAllLines(files.resolve("postmaster.pid"), StandardCharsets.UTF_8);
            return lines.size() > STATUS && lines.getFirst().strip().equals(Long.toString(server.pid()))
                    && lines.get(STATUS).strip().equals("ready");
        } catch (IOException e) {
            // Not yet written.
            return false;
        }
    }

    /** Stops the server: gracefully, then by force. Returns only when it has ended, even when interrupted. */
    static void stop(WatchedProcess program) {
        boolean interrupted = Thread.interrupted();
        program.signal(WatchedProcess.STOP);
        interrupted |= await(program, Duration.ofSeconds(FAST));
        if (program.isAlive()) {
            program.signal(WatchedProcess.LEAVE);
            interrupted |= await(program, Duration.ofSeconds(IMMEDIATE));
        }
        if (program.isAlive()) {
            LOG.warn("PostgreSQL did not stop and is killed; it will recover at its next start");
            program.kill();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end of the program; returns whether the thread was interrupted meanwhile. */
    private static boolean await(WatchedProcess program, Duration patience) {
        boolean interrupted = false;
        long start = System.nanoTime();
        while (program.isAlive() && System.nanoTime() - start < patience.toNanos()) {
            try {
                program.ended(patience);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    /**
     * Stops a server of these files that a killed process left running; nobody else needs it, because this process holds
     * the lock.
     */
    void stopOrphan() throws IOException, InterruptedException {
        Optional<ProcessHandle> orphan = orphan();
        if (orphan.isEmpty()) {
            return;
        }
        LOG.info("stopping the PostgreSQL that a killed process left behind");
        // A fast shutdown ends open sessions; a smart one (SIGTERM) would wait for them for ever.
        if (!control("fast", FAST) && !control("immediate", IMMEDIATE) && orphan.get().isAlive()) {
            throw new StoreException("a PostgreSQL (process " + orphan.get().pid() + ") still runs in " + files
                    + " and does not stop: end it and try again");
        }
    }

    private Optional<ProcessHandle> orphan() throws IOException {
        Path pidFile = files.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(process -> process.info().command().orElse("").contains("postgres"));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean control(String mode, int seconds) throws IOException, InterruptedException {
        Process stop = new ProcessBuilder(
                binaries.command("pg_ctl", List.of("stop", "-D", files.toString(), "-m", mode, "-w", "-t",
                        Integer.toString(seconds))))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return stop.waitFor(seconds + 5L, TimeUnit.SECONDS) && stop.exitValue() == 0;
    }

    long logged() throws IOException {
        if (!Files.exists(log)) {
            Files.writeString(log, "", StandardOpenOption.CREATE);
        }
        return Files.size(log);
    }

    /** The last lines of PostgreSQL's log since it had that length, to be appended to an error message. */
    String logTail(long since) {
        try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(since, in.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(tail);
            List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().map(String::strip)
                    .filter(line -> !line.isEmpty()).toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
            return last.isEmpty() ? ", and logged nothing" : "; its log ends: " + String.join(" | ", last);
        } catch (IOException e) {
            return "; its log " + log + " cannot be read";
        }
    }
}
