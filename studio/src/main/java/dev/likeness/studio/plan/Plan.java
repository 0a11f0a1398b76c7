package dev.likeness.studio.plan;

/** Everything the studio decides before it touches a pixel. */
public record Plan(BackdropName backdrop, LightName light, GradeName grade, FramingName framing) {}
