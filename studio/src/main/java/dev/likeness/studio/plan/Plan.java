package dev.likeness.studio.plan;

import java.util.List;

/**
 * Everything the studio decides before it touches a pixel.
 *
 * @param dyes one a garment at most
 */
public record Plan(BackdropName backdrop, LightName light, GradeName grade, FramingName framing,
        RenditionName rendition, List<Dye> dyes) {
    public Plan {
        dyes = List.copyOf(dyes);
    }

    /** A photograph with every garment in its own colour. */
    public Plan(BackdropName backdrop, LightName light, GradeName grade, FramingName framing) {
        this(backdrop, light, grade, framing, RenditionName.NONE, List.of());
    }

    /** The same before another ground. */
    public Plan before(BackdropName other) {
        return new Plan(other, light, grade, framing, rendition, dyes);
    }
}
