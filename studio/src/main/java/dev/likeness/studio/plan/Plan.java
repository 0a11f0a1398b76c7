package dev.likeness.studio.plan;

import java.util.List;
import java.util.Optional;

/**
 * Everything the studio decides before it touches a pixel.
 *
 * @param dyes  one a garment at most
 * @param plain the colour of a background that {@linkplain BackdropName#hasColour has one} given; empty for every other
 * @param air   the hour and weather of a place in the open; {@link Air#CLEAR} for every other background
 */
public record Plan(BackdropName backdrop, LightName light, GradeName grade, FramingName framing,
        RenditionName rendition, List<Dye> dyes, Optional<PlainColour> plain, Air air) {
    public Plan {
        dyes = List.copyOf(dyes);
        if (plain.isPresent() != backdrop.hasColour()) {
            throw new IllegalArgumentException("a plain background and a gradient have a colour, and no other has");
        }
    }

    /** Before a background that is no plain colour. */
    public Plan(BackdropName backdrop, LightName light, GradeName grade, FramingName framing, RenditionName rendition,
            List<Dye> dyes) {
        this(backdrop, light, grade, framing, rendition, dyes, Optional.empty(), Air.CLEAR);
    }

    /** A photograph with every garment in its own colour. */
    public Plan(BackdropName backdrop, LightName light, GradeName grade, FramingName framing) {
        this(backdrop, light, grade, framing, RenditionName.NONE, List.of());
    }

    /** The same before another background, which is no plain colour. */
    public Plan before(BackdropName other) {
        return new Plan(other, light, grade, framing, rendition, dyes);
    }
}
