package dev.likeness.service.ids;

/** The id of a key's row; never secret. */
public record KeyId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
