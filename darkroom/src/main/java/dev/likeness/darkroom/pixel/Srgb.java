package dev.likeness.darkroom.pixel;

/** The transfer function of sRGB (IEC 61966-2-1), by tables: exact to 1e-5, fast enough for every pixel. */
public final class Srgb {
    private static final int SIZE = 4096;
    private static final float[] TO_LINEAR = new float[SIZE + 2];
    private static final float[] FROM_LINEAR = new float[SIZE + 2];

    static {
        for (int i = 0; i < SIZE + 2; i++) {
            double v = Math.min(1, (double) i / SIZE);
            TO_LINEAR[i] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
            double root = v * v; // finer steps in the shadows, where the curve is steep
            FROM_LINEAR[i] = (float) (root <= 0.0031308 ? root * 12.92 : 1.055 * Math.pow(root, 1 / 2.4) - 0.055);
        }
    }

    private Srgb() {}

    /** @param value encoded, clipped to 0..1 */
    public static float toLinear(float value) {
        return look(TO_LINEAR, Math.clamp(value, 0f, 1f));
    }

    /** @param value linear light, clipped to 0..1 */
    public static float fromLinear(float value) {
        return look(FROM_LINEAR, (float) Math.sqrt(Math.clamp(value, 0f, 1f)));
    }

    private static float look(float[] table, float at) {
        float position = at * SIZE;
        int i = (int) position;
        return table[i] + (table[i + 1] - table[i]) * (position - i);
    }

    /** Relative luminance of a linear B, G, R pixel. */
    public static float luminance(float b, float g, float r) {
        return 0.0722f * b + 0.7152f * g + 0.2126f * r;
    }
}
