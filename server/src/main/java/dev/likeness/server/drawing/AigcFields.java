package dev.likeness.server.drawing;

import dev.likeness.core.AigcMeta;

/** {@code aigc_meta}: whom the label in the file names. An empty object, which one client sends, names nobody. */
final class AigcFields {
    private AigcFields() {}

    /**
     * @throws dev.likeness.core.PortraitException.InvalidRequest when a name is no text
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
