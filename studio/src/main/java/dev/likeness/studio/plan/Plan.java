package dev.likeness.studio.plan;

/** Everything the studio decides before it touches a pixel. */
public record Plan(BackdropName backdrop, LightName light, GradeName grade, FramingName framing) {
    /** The same before another ground. */
    public Plan before(BackdropName other) {
        return new Plan(other, light, grade, framing);
    }
}
