package dev.likeness.studio.grade;

import dev.likeness.studio.plan.GradeName;

/**
 * The numbers of a grade.
 *
 * @param curve      tone curve on encoded values
 * @param balance    factors on linear light, shifting the white point
 * @param shadows    added to encoded values in the shadows
 * @param lights     added to encoded values in the highlights
 * @param saturation 1 = unchanged; 0 = silver
 * @param protection how much of the tint skin is spared, 0..1
 * @param bloom      share of light above {@link Bloom#FROM} that spreads
 * @param vignette   share of light lost in the far corner
 * @param grain      standard deviation in mid-tones, encoded
 */
record Recipe(Curve curve, Tint balance, Tint shadows, Tint lights, float saturation, float protection, float bloom,
        float vignette, float grain) {

    /** An amount for each channel. */
    record Tint(float b, float g, float r) {
        static final Tint NONE = new Tint(0, 0, 0);
        static final Tint ONE = new Tint(1, 1, 1);
    }

    private static final Recipe NEUTRAL = new Recipe(Curve.through(0, 0, 1, 1), Tint.ONE, Tint.NONE, Tint.NONE, 1, 0, 0,
            0.10f, 0.004f);
    private static final Recipe FILM = new Recipe(
            Curve.through(0, 0.030, 0.12, 0.112, 0.25, 0.232, 0.5, 0.512, 0.75, 0.782, 1, 0.978), Tint.ONE,
            new Tint(0.010f, 0.002f, -0.003f), new Tint(-0.016f, 0.003f, 0.007f), 0.93f, 0.45f, 0.10f, 0.24f, 0.0080f);
    private static final Recipe BLACK_AND_WHITE = new Recipe(
            Curve.through(0, 0.012, 0.15, 0.112, 0.35, 0.335, 0.55, 0.582, 0.8, 0.852, 1, 0.985), Tint.ONE, Tint.NONE,
            new Tint(-0.006f, 0, 0.003f), 0, 0, 0.10f, 0.28f, 0.0170f);
    private static final Recipe WARM = new Recipe(
            Curve.through(0, 0.016, 0.25, 0.255, 0.5, 0.522, 0.75, 0.785, 1, 0.985),
            new Tint(0.90f, 0.995f, 1.045f), new Tint(-0.006f, 0.001f, 0.007f), new Tint(-0.024f, 0.003f, 0.010f),
            0.98f,
            0.6f, 0.12f, 0.22f, 0.0060f);
    private static final Recipe COOL = new Recipe(
            Curve.through(0, 0.018, 0.25, 0.232, 0.5, 0.505, 0.75, 0.775, 1, 0.985),
            new Tint(1.075f, 1.0f, 0.94f), new Tint(0.022f, 0.007f, -0.014f), new Tint(0.004f, 0.002f, -0.004f), 0.94f,
            0.7f, 0.10f, 0.24f, 0.0065f);

    static Recipe of(GradeName name) {
        return switch (name) {
            case NEUTRAL -> NEUTRAL;
            case FILM -> FILM;
            case BLACK_AND_WHITE -> BLACK_AND_WHITE;
            case WARM -> WARM;
            case COOL -> COOL;
        };
    }
}
