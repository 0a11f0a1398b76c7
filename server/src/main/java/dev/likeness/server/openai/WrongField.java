package dev.likeness.server.openai;

import dev.likeness.core.PortraitException;
import java.util.function.Supplier;

/** A refusal because of one field of the request, which this dialect names in {@code param}. */
final class WrongField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final PortraitException refusal;

    private WrongField(String field, PortraitException refusal) {
        super(refusal);
        this.field = field;
        this.refusal = refusal;
    }

    String field() {
        return field;
    }

    PortraitException refusal() {
        return refusal;
    }

    static WrongField of(String field, PortraitException refusal) {
        return new WrongField(field, refusal);
    }

    /** The result of reading a field; a refusal is reported as an error of that field. */
    static <T> T inField(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (PortraitException refusal) {
            throw new WrongField(field, refusal);
        }
    }
}
