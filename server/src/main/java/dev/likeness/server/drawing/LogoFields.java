package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Logo;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Watermark;
import java.util.Optional;

/** The fields of {@code logo_info}, the visible mark; absent fields are empty. */
record LogoFields(Optional<Boolean> wanted, Optional<Watermark.Corner> corner, Optional<Logo.Language> language,
        Optional<Double> opacity, Optional<String> text) {
    static final LogoFields NONE = new LogoFields(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    /**
     * @throws InvalidRequest when a field is of the wrong type or out of range, even if no mark is wanted
     */
    static LogoFields of(LenientFields logo) {
        Optional<Double> opacity = logo.number("opacity").map(Number::doubleValue);
        opacity.filter(value -> value < 0 || value > 1).ifPresent(value -> {
            throw outOfRange("opacity", value.toString(), "from 0 to 1");
        });
        Optional<String> text = logo.text("logo_text_content").map(String::strip);
        return new LogoFields(logo.flag("add_logo"), choice(logo, "position", Watermark.Corner.values()),
                choice(logo, "language", Logo.Language.values()), opacity, text);
    }

    private static <T> Optional<T> choice(LenientFields logo, String name, T[] choices) {
        return logo.integer(name, ErrorCode.WATERMARK_INVALID).map(number -> {
            if (number < 0 || number >= choices.length) {
                throw outOfRange(name, number.toString(), "a whole number from 0 to " + (choices.length - 1));
            }
            return choices[number.intValue()];
        });
    }

    private static InvalidRequest outOfRange(String name, String value, String wanted) {
        return new InvalidRequest(ErrorCode.WATERMARK_INVALID,
                "logo_info." + name + " is " + value + ": it must be " + wanted);
    }

    LogoFields or(LogoFields earlier) {
        return new LogoFields(wanted.or(earlier::wanted), corner.or(earlier::corner), language.or(earlier::language),
                opacity.or(earlier::opacity), text.or(earlier::text));
    }

    Logo over(Logo earlier) {
        return new Logo(wanted.orElse(earlier.wanted()), corner.orElse(earlier.corner()),
                language.orElse(earlier.language()), opacity.orElse(earlier.opacity()), text.or(earlier::text),
                earlier.size());
    }
}
