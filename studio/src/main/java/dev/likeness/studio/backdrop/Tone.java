package dev.likeness.studio.backdrop;

/**
 * A colour in linear light.
 *
 * @param b blue, 0 to 1 and above
 * @param g green
 * @param r red
 */
record Tone(double b, double g, double r) {
    static final Tone BLACK = new Tone(0, 0, 0);

    /** Decodes 0xRRGGBB by the sRGB transfer function (IEC 61966-2-1). */
    static Tone ofSrgb(int rgb) {
        return new Tone(linear(rgb & 255), linear(rgb >> 8 & 255), linear(rgb >> 16 & 255));
    }

    private static double linear(int code) {
        double v = code / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    Tone times(double factor) {
        return new Tone(b * factor, g * factor, r * factor);
    }

    Tone times(Tone other) {
        return new Tone(b * other.b, g * other.g, r * other.r);
    }

    Tone plus(Tone other) {
        return new Tone(b + other.b, g + other.g, r + other.r);
    }

    /** Additive mixture: this at 0, other at 1. */
    Tone mix(Tone other, double t) {
        return new Tone(b + (other.b - b) * t, g + (other.g - g) * t, r + (other.r - r) * t);
    }

    /** Mixture of paints rather than of lights (geometric): darker and truer to pigment. */
    Tone blend(Tone other, double t) {
        return new Tone(geometric(b, other.b, t), geometric(g, other.g, t), geometric(r, other.r, t));
    }

    private static double geometric(double from, double to, double t) {
        return Math.exp((1 - t) * Math.log(from + 1e-4) + t * Math.log(to + 1e-4)) - 1e-4;
    }

    void store(float[] data, int at) {
        data[at] = (float) Math.max(0, b);
        data[at + 1] = (float) Math.max(0, g);
        data[at + 2] = (float) Math.max(0, r);
    }
}
