package dev.likeness.service.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A child process that does not outlive this one, even when this one is killed. A shell beside it reads a pipe from us:
 * each line is a signal to forward, and end of file, which the system also delivers when we are killed, means stop.
 *
 * <p>
 * Both are shielded from the terminal's Ctrl+C, because the service stops its parts in a fixed order. Where there is no
 * shell (Windows) the program is a plain child process and may outlive a killed parent.
 */
final class WatchedProcess {
    /** Fast shutdown; initdb cleans up after it. */
    static final String STOP = "INT";
    /** Immediate shutdown: PostgreSQL recovers at its next start. */
    static final String LEAVE = "QUIT";

    private static final String WATCH = """
            exec 3<&0 </dev/null
            trap '' HUP INT TERM
            "$@" >&2 3<&- &
            program=$!
            echo "$program"
            (
                while read -r signal <&3; do kill -s "$signal" "$program"; done
                kill -s INT "$program"
            ) >/dev/null 2>&1 &
            watch=$!
            exec 3<&- >&-
            wait "$program"
            code=$?
            kill -s KILL "$watch" 2>/dev/null
            exit "$code"
            """;

    private final Process watch;
    private final long pid;
    private final boolean shell;
    private final Writer signals;

    private WatchedProcess(Process watch, long pid, boolean shell) {
        this.watch = watch;
        this.shell = shell;
        this.pid = pid;
        this.signals = watch.outputWriter(StandardCharsets.US_ASCII);
    }

    /**
     * @param log file that its output is appended to
     */
    static WatchedProcess start(List<String> command, Path log) throws IOException {
        boolean shell = Files.isExecutable(Path.of("/bin/sh"));
        List<String> whole = new ArrayList<>();
        if (shell) {
            // In a session of its own (where setsid exists) it receives no signals from the terminal.
            program("setsid").ifPresent(whole::add);
            whole.addAll(List.of("/bin/sh", "-c", WATCH, "likeness-watch"));
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!shell) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Process child = builder.start();
            return new WatchedProcess(child, child.pid(), false);
        }
        Process watch = builder.start();
        try (BufferedReader said = watch.inputReader(StandardCharsets.US_ASCII)) {
            String line = said.readLine();
            if (line == null) {
                throw new IOException("the shell that watches over PostgreSQL ended at once");
            }
            return new WatchedProcess(watch, Long.parseLong(line.strip()), true);
        } catch (IOException | NumberFormatException e) {
            watch.destroy();
            throw new IOException("cannot start " + command.getFirst(), e);
        }
    }

    private static Optional<String> program(String name) {
        return Stream.of("/usr/bin", "/bin").map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).map(Path::toString).findFirst();
    }

    /** Of the program itself. */
    long pid() {
        return pid;
    }

    boolean isAlive() {
        return watch.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return watch.onExit();
    }

    /** 0 when it ended well; only once it has ended. */
    int exitCode() {
        return watch.exitValue();
    }

    void signal(String name) {
        if (!shell) {
            watch.destroy();
            return;
        }
        try {
            signals.write(name + "\n");
            signals.flush();
        } catch (IOException e) {
            // It has ended, or its watch was killed; waiting for it will report that.
            if (watch.isAlive()) {
                watch.destroy();
            }
        }
    }

    /** Waits; false when it still runs after that time. */
    boolean ended(Duration patience) throws InterruptedException {
        try {
            watch.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process does not fail", e);
        }
    }

    /** Ends the program without asking, as a last resort. */
    void kill() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        watch.destroyForcibly();
    }
}
