package dev.likeness.service.ids;

/** Names a key of an account within the books; never secret. */
public record KeyId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
