package dev.likeness.server.rest.portraits;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes server-sent events. Their ids grow over the life of a task, so a client that reconnects with the last id it
 * received gets only later events.
 */
final class EventWriter {
    private static final String RETRY_MILLIS = "2000";

    private final OutputStream out;
    private long last;

    /**
     * @param last id of the last event that the client has received; -1 for none
     */
    EventWriter(OutputStream out, long last) throws IOException {
        this.out = out;
        this.last = last;
        write("retry: " + RETRY_MILLIS + "\n\n");
    }

    /**
     * Writes an event, unless the client has already received it or a later one.
     *
     * @param json one line
     * @return whether it was written
     */
    boolean event(long id, String name, byte[] json) throws IOException {
        if (id <= last) {
            return false;
        }
        last = id;
        write("id: " + id + "\n" + body(name, json));
        return true;
    }

    /**
     * Writes an event without id, about something that holds only at the moment; it is not repeated to a client that
     * reconnects.
     */
    void transientEvent(String name, byte[] json) throws IOException {
        write(body(name, json));
    }

    private static String body(String name, byte[] json) {
        return "event: " + name + "\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n";
    }

    /** Writes a comment, to find out whether the client is still connected. */
    void keepAlive() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
