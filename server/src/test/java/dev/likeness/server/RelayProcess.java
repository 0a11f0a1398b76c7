package dev.likeness.server;

import dev.likeness.core.ChildJava;
import dev.likeness.relay.Cloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A service with one cloud in a process of its own, as its environment says; to be killed. */
final class RelayProcess {
    private static final String READY = "answers at ";

    private RelayProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(System.getenv());
        try (LikenessServer server = LikenessServer.start(settings,
                List.of(Cloud.VOLCENGINE.open(System.getenv())))) {
            System.out.println(READY + server.address());
            server.await();
        }
    }

    /** Started and answering. */
    static Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ChildJava.command(List.of(), RelayProcess.class))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }

    static String address(Process process) throws IOException {
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        throw new AssertionError("the service ended before it answered");
    }
}
