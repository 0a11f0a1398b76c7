package dev.likeness.studio.backdrop;

/**
 * What a {@link Solid} is made of.
 *
 * @param skin  its colour, place by place
 * @param glow  0 for things that are lit; else the light of a lamp or a window, a factor of its colour
 * @param gloss share of light that is mirrored at right angles, 0 to 1; more at grazing ones (Schlick 1994)
 * @param rough spread of what is mirrored, 0 for a mirror, 0.2 for a worn floor
 * @param isPierced whether its skin has holes
 */
record Finish(Skin skin, double glow, double gloss, double rough, boolean isPierced) {
    /** Colour of a place where there is nothing: one sees past it. */
    static final Tone HOLE = new Tone(-1, -1, -1);

    /** The colour of a place. */
    @FunctionalInterface
    interface Skin {
        /** @param axis 0, 1, 2 for a face across x, y, z */
        Tone at(double x, double y, double z, int axis);
    }

    static Finish matt(Tone tone) {
        return matt((x, y, z, axis) -> tone);
    }

    static Finish matt(Skin skin) {
        return new Finish(skin, 0, 0, 0, false);
    }

    static Finish glossy(Tone tone, double gloss, double rough) {
        return glossy((x, y, z, axis) -> tone, gloss, rough);
    }

    static Finish glossy(Skin skin, double gloss, double rough) {
        return new Finish(skin, 0, gloss, rough, false);
    }

    static Finish lamp(Tone tone, double glow) {
        return lamp((x, y, z, axis) -> tone, glow);
    }

    static Finish lamp(Skin skin, double glow) {
        return new Finish(skin, glow, 0, 0, false);
    }

    /** The same with the holes of its skin. */
    Finish pierced() {
        return new Finish(skin, glow, gloss, rough, true);
    }

    static boolean isHole(Tone tone) {
        return tone.b() < 0;
    }
}
