package dev.likeness.server.drawing;

import dev.likeness.core.AigcMeta;

/**
 * Parses {@code aigc_meta}, the names for the label in the file. An empty object, which one client sends, means none.
 */
final class AigcFields {
    private AigcFields() {}

    /**
     * @throws dev.likeness.core.PortraitException.InvalidRequest when a name is not text
     */
    static AigcMeta of(LenientFields meta) {
        return new AigcMeta(meta.text("content_producer"), meta.text("producer_id"), meta.text("content_propagator"),
                meta.text("propagate_id"));
    }

    static AigcMeta or(AigcMeta later, AigcMeta earlier) {
        return new AigcMeta(later.contentProducer().or(earlier::contentProducer),
                later.producerId().or(earlier::producerId), later.contentPropagator().or(earlier::contentPropagator),
                later.propagateId().or(earlier::propagateId));
    }
}
