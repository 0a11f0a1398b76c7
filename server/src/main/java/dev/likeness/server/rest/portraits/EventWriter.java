package dev.likeness.server.rest.portraits;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes server-sent events. Their ids grow over the life of a task, so a client that comes back with the last id it saw
 * is told only what came after.
 */
final class EventWriter {
    private static final String RETRY_MILLIS = "2000";

    private final OutputStream out;
    private long last;

    /**
     * @param last id of the last event the client has seen; -1 for none
     */
    EventWriter(OutputStream out, long last) throws IOException {
        this.out = out;
        this.last = last;
        write("retry: " + RETRY_MILLIS + "\n\n");
    }

    /**
     * Nothing when the client has seen this or what came after it.
     *
     * @param json one line
     * @return whether it was told
     */
    boolean event(long id, String name, byte[] json) throws IOException {
        if (id <= last) {
            return false;
        }
        last = id;
        write("id: " + id + "\n" + body(name, json));
        return true;
    }

    /** Something that is only true at this moment: it has no id, so a client that comes back need not miss it. */
    void aside(String name, byte[] json) throws IOException {
        write(body(name, json));
    }

    private static String body(String name, byte[] json) {
        return "event: " + name + "\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n";
    }

    /** Says nothing, but finds out whether the client is still there. */
    void beat() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
