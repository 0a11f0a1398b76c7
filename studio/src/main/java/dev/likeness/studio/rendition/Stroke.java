package dev.likeness.studio.rendition;

/**
 * One touch of a brush or pencil: a bent ribbon. In its own coordinates, u along and v across, the middle line is {@code
 * v = bend * u * u}.
 *
 * @param x       middle, pixels
 * @param cos     direction of u
 * @param reach   half the length, pixels
 * @param half    half the width, pixels
 * @param opacity 0..1
 * @param salt    chooses its bristles
 */
record Stroke(float x, float y, float cos, float sin, float reach, float half, float bend, float b, float g, float r,
        float opacity, int salt) {
    /** The greatest distance from the middle in y, pixels. */
    float extent() {
        return Math.abs(sin) * reach + half + Math.abs(bend) * reach * reach + 1;
    }

    /** Colour, opacity and bristles of a stroke, without its path. */
    record Paint(float b, float g, float r, float opacity, int salt) {}

    /** The stroke from {@code back} by {@code middle} to {@code ahead} (each x, y), round ends beyond them. */
    static Stroke through(float[] back, float[] middle, float[] ahead, float half, Paint paint) {
        float dx = ahead[0] - back[0];
        float dy = ahead[1] - back[1];
        float chord = (float) Math.hypot(dx, dy);
        float cos = chord < 1e-3f ? 1 : dx / chord;
        float sin = chord < 1e-3f ? 0 : dy / chord;
        float mx = 0.5f * (ahead[0] + back[0]);
        float my = 0.5f * (ahead[1] + back[1]);
        float reach = 0.5f * chord + half;
        // Distance of the path's middle from its chord.
        float sag = (middle[1] - my) * cos - (middle[0] - mx) * sin;
        float bend = Math.clamp(-sag / (reach * reach), -0.35f / reach, 0.35f / reach);
        return new Stroke(mx - sag * sin, my + sag * cos, cos, sin, reach, half, bend, paint.b, paint.g, paint.r,
                paint.opacity, paint.salt);
    }
}
