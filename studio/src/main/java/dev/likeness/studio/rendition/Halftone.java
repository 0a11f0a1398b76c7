package dev.likeness.studio.rendition;

/**
 * The printer's screen: round dots on a turned square grid, growing with the tone.
 *
 * @param pitch distance of two dots, pixels
 * @param cos   direction of the grid's rows
 */
record Halftone(float pitch, float cos, float sin) {
    /** @param degrees angle of the screen */
    static Halftone of(double pitch, double degrees) {
        double turn = Math.toRadians(degrees);
        return new Halftone((float) Math.max(3, pitch), (float) Math.cos(turn), (float) Math.sin(turn));
    }

    /** Coverage of a pixel with ink where {@code tone}, 0..1, is the share of the paper to be covered. */
    float ink(int x, int y, float tone) {
        if (tone <= 0.015f) {
            return 0;
        }
        if (tone > 0.5f) {
            return 1 - disc(x + 0.5f * pitch * (cos - sin), y + 0.5f * pitch * (sin + cos), 1 - tone);
        }
        return disc(x, y, tone);
    }

    private float disc(float x, float y, float cover) {
        float u = (x * cos + y * sin) / pitch;
        float v = (y * cos - x * sin) / pitch;
        float du = u - Math.round(u);
        float dv = v - Math.round(v);
        float distance = pitch * (float) Math.sqrt(du * du + dv * dv);
        float radius = pitch * (float) Math.sqrt(Math.max(0, cover) / Math.PI);
        return Math.clamp(radius - distance + 0.5f, 0f, 1f) * Math.clamp(2 * radius, 0f, 1f);
    }
}
