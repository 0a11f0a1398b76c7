package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Logo;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.store.Delivery;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a client says about the form of the result, at submit or when it asks for it. What it does not say is empty, so
 * that the later word overrides the earlier one field by field.
 */
record DeliveryFields(Optional<Boolean> asLink, Optional<Boolean> addLogo) {
    static final DeliveryFields NOTHING_SAID = new DeliveryFields(Optional.empty(), Optional.empty());

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final int LONGEST_LOGO_TEXT = 256;

    /** From {@code return_url}, {@code logo_info} and {@code aigc_meta}, all checked whether they are used or not. */
    static DeliveryFields of(Fields fields) {
        fields.object("aigc_meta").ifPresent(meta -> {
            for (String name : new String[]{"content_producer", "producer_id", "content_propagator",
                    "propagate_id"}) {
                meta.text(name);
            }
        });
        Optional<Fields> logo = fields.object("logo_info");
        logo.ifPresent(DeliveryFields::checkLogo);
        return new DeliveryFields(fields.flag("return_url"), logo.flatMap(info -> info.flag("add_logo")));
    }

    private static void checkLogo(Fields logo) {
        checkRange(logo, "position", 3);
        checkRange(logo, "language", 1);
        logo.number("opacity").ifPresent(opacity -> {
            if (opacity.signum() < 0 || opacity.compareTo(ONE) > 0) {
                throw outOfRange("opacity", opacity.toPlainString(), "0 to 1");
            }
        });
        logo.text("logo_text_content").ifPresent(text -> {
            if (text.length() > LONGEST_LOGO_TEXT) {
                throw outOfRange("logo_text_content", text.length() + " characters long",
                        "at most " + LONGEST_LOGO_TEXT + " characters");
            }
        });
    }

    private static void checkRange(Fields logo, String name, int largest) {
        logo.integer(name, ErrorCode.MALFORMED_REQUEST).ifPresent(value -> {
            if (value < 0 || value > largest) {
                throw outOfRange(name, value.toString(), "0 to " + largest);
            }
        });
    }

    private static InvalidRequest outOfRange(String name, String value, String wanted) {
        return new InvalidRequest(ErrorCode.STRENGTH_OUT_OF_RANGE,
                "logo_info." + name + " is " + value + ": it must be " + wanted);
    }

    /** The query parameter {@code response_format}. */
    static DeliveryFields ofResponseFormat(Optional<String> format) {
        return format.map(name -> switch (name) {
            case "url" -> new DeliveryFields(Optional.of(true), Optional.empty());
            case "b64_json", "base64" -> new DeliveryFields(Optional.of(false), Optional.empty());
            default -> throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "response_format is unknown: use url or base64, or leave it out");
        }).orElse(NOTHING_SAID);
    }

    /** This word where it says something, else the other. */
    DeliveryFields or(DeliveryFields earlier) {
        return new DeliveryFields(asLink.or(earlier::asLink), addLogo.or(earlier::addLogo));
    }

    Delivery or(Delivery earlier) {
        Logo logo = earlier.logo();
        return new Delivery(asLink.orElse(earlier.asLink()), new Logo(addLogo.orElse(logo.wanted()), logo.corner(),
                logo.language(), logo.opacity(), logo.text()), earlier.aigc());
    }
}
