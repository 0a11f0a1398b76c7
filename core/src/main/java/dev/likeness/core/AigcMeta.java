package dev.likeness.core;

import java.util.Optional;

/**
 * Whom the label in a file names besides us, as {@code aigc_meta} says it.
 *
 * @param contentProducer the service that made the picture
 * @param producerId      its own id of the picture
 * @param contentPropagator the service that spreads it
 * @param propagateId     that service's id of it
 */
public record AigcMeta(Optional<String> contentProducer, Optional<String> producerId,
        Optional<String> contentPropagator, Optional<String> propagateId) {
    /** Nobody is named. */
    public static final AigcMeta NONE = new AigcMeta(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());
}
