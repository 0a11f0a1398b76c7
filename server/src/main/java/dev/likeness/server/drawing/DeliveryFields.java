package dev.likeness.server.drawing;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.service.tasks.Delivery;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client says about the form of the result, at submit or when it asks for it. What it does not say is empty, so
 * that the later word overrides the earlier one field by field.
 */
public record DeliveryFields(Optional<Boolean> asLink, LogoFields logo, AigcMeta aigc) {
    public static final DeliveryFields NOTHING_SAID = new DeliveryFields(Optional.empty(), LogoFields.NOTHING_SAID,
            AigcMeta.NONE);

    /** From {@code return_url}, {@code logo_info} and {@code aigc_meta}. */
    static DeliveryFields of(LenientFields fields) {
        return new DeliveryFields(fields.flag("return_url"),
                fields.object("logo_info").map(LogoFields::of).orElse(LogoFields.NOTHING_SAID),
                fields.object("aigc_meta").map(AigcFields::of).orElse(AigcMeta.NONE));
    }

    /** The query parameter {@code response_format} of 302.ai. */
    public static DeliveryFields ofResponseFormat(Optional<String> format) {
        return format.map(name -> switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "url" -> asLink(true);
            case "b64_json", "base64" -> asLink(false);
            default -> throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "response_format is unknown: use url or base64, or leave it out");
        }).orElse(NOTHING_SAID);
    }

    private static DeliveryFields asLink(boolean link) {
        return new DeliveryFields(Optional.of(link), LogoFields.NOTHING_SAID, AigcMeta.NONE);
    }

    /** This word where it says something, else the other. */
    public DeliveryFields or(DeliveryFields earlier) {
        return new DeliveryFields(asLink.or(earlier::asLink), logo.or(earlier.logo),
                AigcFields.or(aigc, earlier.aigc));
    }

    Delivery over(Delivery earlier) {
        return new Delivery(asLink.orElse(earlier.asLink()), logo.over(earlier.logo()),
                AigcFields.or(aigc, earlier.aigc()));
    }
}
