package dev.likeness.bench.fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the fleet, which can be started again after its end. */
final class Member implements AutoCloseable {
    private static final long LONGEST_STOP_SECONDS = 180;

    private static final String CACHE = "nodes.aot";

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Path said;
    private final int port;
    private volatile Process process;
    private volatile boolean ready;
    private volatile boolean closed;

    private Member(String name, Class<?> program, List<String> arguments, Map<String, String> environment, Path folder,
            int port) throws IOException {
        this.name = name;
        this.command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx400m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        this.environment = environment;
        this.log = folder.resolve(name + ".log");
        this.said = folder.resolve(name + ".out");
        this.port = port;
        this.process = start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!closed) {
                process.destroyForcibly();
            }
        }));
    }

    static Member start(String name, Class<?> program, List<String> arguments, Map<String, String> environment,
            Path folder, int port) throws IOException {
        return new Member(name, program, arguments, environment, folder, port);
    }

    /** Remembers at its next end what a JVM has to find out at each start; {@link #CACHE} in the folder from then on. */
    void learn() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = start("-XX:AOTCacheOutput=" + log.resolveSibling(CACHE));
    }

    private Process start() throws IOException {
        Path cache = log.resolveSibling(CACHE);
        return Files.exists(cache) ? start("-XX:AOTCache=" + cache) : start("-Xshare:auto");
    }

    private Process start(String option) throws IOException {
        ready = false;
        List<String> all = new ArrayList<>(command);
        all.add(1, option);
        // Into files: a pipe breaks when this process ends the other, and then that cannot write down what it has learnt.
        Files.deleteIfExists(said);
        ProcessBuilder building = new ProcessBuilder(all).redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        building.environment().keySet().removeIf(key -> key.startsWith("LIKENESS_"));
        building.environment().putAll(environment);
        return building.start();
    }

    String name() {
        return name;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    boolean isReady() {
        if (!ready && process.isAlive()) {
            try {
                ready = Files.readString(said).lines().anyMatch(line -> line.startsWith(FleetNode.READY));
            } catch (IOException e) {
                // It has not said anything yet.
                return false;
            }
        }
        return ready && process.isAlive();
    }

    /** Whether it ended although nobody ended it. */
    boolean isLost() {
        return !process.isAlive();
    }

    void awaitReady(long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!isReady()) {
            if (System.nanoTime() > end || isLost()) {
                throw new IllegalStateException(name + " does not start: see " + log);
            }
            Thread.sleep(20);
        }
    }

    /** Kills it as a power failure would, and starts it again. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = start();
    }

    /** Tells it to stop, waits until it has, and starts it again. */
    void restart() throws IOException, InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " does not stop");
        }
        process = start();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        process.destroy();
        if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
