package dev.likeness.service.orders;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Logo;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Watermark;
import dev.likeness.imaging.WatermarkPainter;
import dev.likeness.service.tasks.Delivery;
import java.util.Optional;

/**
 * Checks before an order is accepted whether the portrait can be delivered in the form that the client asks for, so
 * that nobody pays for a picture that cannot be delivered.
 */
public final class DeliveryCheck {
    /** Longest name in the label of a file, characters. */
    private static final int LONGEST_NAME = 256;

    private DeliveryCheck() {}

    /**
     * @throws InvalidRequest {@code WATERMARK_INVALID} when the mark cannot be drawn or the label cannot be written
     */
    public static void check(Delivery wanted) {
        check(wanted.logo());
        AigcMeta aigc = wanted.aigc();
        check("content_producer", aigc.contentProducer());
        check("producer_id", aigc.producerId());
        check("content_propagator", aigc.contentPropagator());
        check("propagate_id", aigc.propagateId());
    }

    /**
     * Text and opacity are checked even if the order wants no mark, because a later request for the result may want it.
     *
     * @throws InvalidRequest {@code WATERMARK_INVALID} when the mark cannot be drawn
     */
    public static void check(Logo logo) {
        WatermarkPainter.check(new Watermark(logo.words(), logo.corner(), logo.opacity(), logo.size()));
    }

    private static void check(String field, Optional<String> given) {
        String name = given.orElse("");
        int length = name.codePointCount(0, name.length());
        boolean writable = name.codePoints()
                .noneMatch(character -> character == 0 || Character.getType(character) == Character.SURROGATE);
        if (length > LONGEST_NAME || !writable) {
            throw new InvalidRequest(ErrorCode.WATERMARK_INVALID, "aigc_meta." + field + " has " + length
                    + " characters: use at most " + LONGEST_NAME + ", and neither NUL nor half a surrogate pair");
        }
    }
}
