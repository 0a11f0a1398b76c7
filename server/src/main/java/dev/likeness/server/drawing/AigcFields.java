package dev.likeness.server.drawing;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.util.Optional;

/** {@code aigc_meta}: whom the label in the file names. An empty object, which one client sends, names nobody. */
final class AigcFields {
    private static final int LONGEST = 256;

    private AigcFields() {}

    /**
     * @throws InvalidRequest when a name is no text or has more than 256 characters
     */
    static AigcMeta of(Fields meta) {
        return new AigcMeta(name(meta, "content_producer"), name(meta, "producer_id"),
                name(meta, "content_propagator"), name(meta, "propagate_id"));
    }

    private static Optional<String> name(Fields meta, String field) {
        return meta.text(field).map(text -> {
            int length = text.codePointCount(0, text.length());
            if (length > LONGEST || text.indexOf('\0') >= 0) {
                throw new InvalidRequest(ErrorCode.WATERMARK_INVALID, "aigc_meta." + field + " has " + length
                        + " characters: use at most " + LONGEST + ", and none that is NUL");
            }
            return text;
        });
    }

    static AigcMeta or(AigcMeta later, AigcMeta earlier) {
        return new AigcMeta(later.contentProducer().or(earlier::contentProducer),
                later.producerId().or(earlier::producerId), later.contentPropagator().or(earlier::contentPropagator),
                later.propagateId().or(earlier::propagateId));
    }
}
