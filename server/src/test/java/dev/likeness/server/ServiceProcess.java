package dev.likeness.server;

import dev.likeness.core.ChildJava;
import dev.likeness.server.settings.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, to be stopped and killed; it takes orders and carries none out. */
final class ServiceProcess {
    private static final String READY = "answers at ";

    private final Process process;
    private final BufferedReader said;

    private ServiceProcess(Process process) {
        this.process = process;
        this.said = process.inputReader();
    }

    public static void main(String[] arguments) throws InterruptedException {
        ServerSettings settings = ServerSettings.in(Path.of(arguments[0])).withPort(0).withRole(Role.API);
        try (LikenessServer server = LikenessServer.start(settings, List.of(new FlatEngine()))) {
            server.newKey().ifPresent(key -> System.out.println("key " + key.key()));
            System.out.println(READY + server.address());
            server.await();
        }
    }

    static ServiceProcess start(Path data) throws IOException {
        return new ServiceProcess(new ProcessBuilder(
                ChildJava.command(List.of(), ServiceProcess.class, data.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** What follows a word that it says. */
    String hears(String word) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(word)) {
                return line.substring(word.length());
            }
        }
        throw new AssertionError("the service ended before it said \"" + word + "\"");
    }

    String address() throws IOException {
        return hears(READY);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void terminate() {
        process.destroy();
    }

    /** Its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the service did not end");
        }
        return process.exitValue();
    }
}
