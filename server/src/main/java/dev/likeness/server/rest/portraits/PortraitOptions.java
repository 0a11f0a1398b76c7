package dev.likeness.server.rest.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PortraitRequest.Setting;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.core.Template;
import java.util.Optional;
import java.util.OptionalInt;

/** The fields of an order that shape the portrait, before a template's suggestions are applied. */
public record PortraitOptions(Optional<String> prompt, Optional<Long> width, Optional<Long> height,
        Optional<Double> gpen,
        Optional<Double> skin, Optional<Double> skinUnifi, Optional<String> genMode, Optional<Long> seed,
        Optional<Long> face, Setting setting) {
    /**
     * The request, with the template's suggestions for fields that are absent.
     *
     * @throws InvalidRequest when a field is invalid
     */
    public PortraitRequest request(Optional<Template> template) {
        String words = prompt.orElse("");
        if (words.indexOf('\0') >= 0) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "prompt contains the character NUL: remove it");
        }
        Optional<GenMode> mode = genMode.map(GenMode::ofWireName).or(() -> template.map(Template::mode));
        Retouch suggested = template.map(Template::retouch).orElse(Retouch.DEFAULT);
        PortraitRequest request = PortraitRequest.of(words,
                size(),
                new Retouch(gpen.orElse(suggested.gpen()), skin.orElse(suggested.skin()),
                        skinUnifi.orElse(suggested.skinUnifi())),
                mode, seed.orElse(Seed.RANDOM)).ofFace(chosen()).in(setting);
        return template.map(request::with).orElse(request);
    }

    private FrameSize size() {
        if (setting.document().isEmpty()) {
            return new FrameSize(side(width, FrameSize.DEFAULT.width()), side(height, FrameSize.DEFAULT.height()));
        }
        FrameSize asked = FrameSize.of(setting.document().get());
        if (side(width, asked.width()) != asked.width() || side(height, asked.height()) != asked.height()) {
            throw new InvalidRequest(ErrorCode.SIZE_OUT_OF_RANGE, "the document asks for " + asked.width() + " x "
                    + asked.height() + " pixels: leave width and height out");
        }
        return asked;
    }

    private OptionalInt chosen() {
        return face.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Math.clamp(face.get(), -1, Integer.MAX_VALUE));
    }

    // A number that does not fit an int is out of range anyway.
    private static int side(Optional<Long> side, int otherwise) {
        return Math.clamp(side.orElse((long) otherwise), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
