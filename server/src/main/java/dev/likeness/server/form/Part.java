package dev.likeness.server.form;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One part of a form: a range of the body, not a copy.
 *
 * @param file whether it has a file name
 */
@SuppressWarnings("ArrayRecordComponent") // a window: never compared
public record Part(String name, boolean file, byte[] body, int from, int to) {
    public String text() {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return Arrays.copyOfRange(body, from, to);
    }

    public boolean isEmpty() {
        return from == to;
    }
}
