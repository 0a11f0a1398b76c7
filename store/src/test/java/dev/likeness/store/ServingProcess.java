package dev.likeness.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that serves a data directory until it is killed. */
final class ServingProcess {
    static final String READY = "ready";

    private ServingProcess() {}

    @SuppressWarnings("resource") // killed, not closed
    public static void main(String[] arguments) throws IOException {
        Database database = Database.embedded(Path.of(arguments[0]));
        System.out.println(database.answers() ? READY : "no answer");
        System.in.read();
    }
}
