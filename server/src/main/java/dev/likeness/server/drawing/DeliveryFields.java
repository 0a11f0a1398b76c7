package dev.likeness.server.drawing;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.service.tasks.Delivery;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields about the form of the result, in an order or in a request for the result. Absent fields are empty, so that
 * a later request overrides the order field by field.
 */
public record DeliveryFields(Optional<Boolean> asLink, LogoFields logo, AigcMeta aigc) {
    public static final DeliveryFields NONE = new DeliveryFields(Optional.empty(), LogoFields.NONE,
            AigcMeta.NONE);

    /** From {@code return_url}, {@code logo_info} and {@code aigc_meta}. */
    static DeliveryFields of(LenientFields fields) {
        return new DeliveryFields(fields.flag("return_url"),
                fields.object("logo_info").map(LogoFields::of).orElse(LogoFields.NONE),
                fields.object("aigc_meta").map(AigcFields::of).orElse(AigcMeta.NONE));
    }

    /** The query parameter {@code response_format} of 302.ai. */
    public static DeliveryFields ofResponseFormat(Optional<String> format) {
        return format.map(name -> switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "url" -> asLink(true);
            case "b64_json", "base64" -> asLink(false);
            default -> throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "response_format is unknown: use url or base64, or leave it out");
        }).orElse(NONE);
    }

    private static DeliveryFields asLink(boolean link) {
        return new DeliveryFields(Optional.of(link), LogoFields.NONE, AigcMeta.NONE);
    }

    /** These fields; absent ones are taken from {@code earlier}. */
    public DeliveryFields or(DeliveryFields earlier) {
        return new DeliveryFields(asLink.or(earlier::asLink), logo.or(earlier.logo),
                AigcFields.or(aigc, earlier.aigc));
    }

    Delivery over(Delivery earlier) {
        return new Delivery(asLink.orElse(earlier.asLink()), logo.over(earlier.logo()),
                AigcFields.or(aigc, earlier.aigc()));
    }
}
