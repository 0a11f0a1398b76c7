package dev.likeness.core;

import java.util.Optional;

/**
 * The parties that the label in a file names, as given in {@code aigc_meta}.
 *
 * @param contentProducer the service that made the picture
 * @param producerId      the producer's id of the picture
 * @param contentPropagator the service that distributes it
 * @param propagateId     the propagator's id of the picture
 */
public record AigcMeta(Optional<String> contentProducer, Optional<String> producerId,
        Optional<String> contentPropagator, Optional<String> propagateId) {
    /** Without names. */
    public static final AigcMeta NONE = new AigcMeta(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());
}
