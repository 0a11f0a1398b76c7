package dev.likeness.server.openai;

import dev.likeness.core.PortraitException;
import java.util.function.Supplier;

/** A refusal that one field of the request is to blame for. */
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

    /** What the reading gives; a refusal is blamed on the field. */
    static <T> T inField(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (PortraitException refusal) {
            throw new WrongField(field, refusal);
        }
    }
}
