package dev.likeness.studio.plan;

/** Everything the studio decides before it touches a pixel. */
public record Plan(BackdropName backdrop, LightName light, GradeName grade, FramingName framing,
        RenditionName rendition) {
    /** A photograph. */
    public Plan(BackdropName backdrop, LightName light, GradeName grade, FramingName framing) {
        this(backdrop, light, grade, framing, RenditionName.NONE);
    }

    /** The same before another ground. */
    public Plan before(BackdropName other) {
        return new Plan(other, light, grade, framing, rendition);
    }
}
