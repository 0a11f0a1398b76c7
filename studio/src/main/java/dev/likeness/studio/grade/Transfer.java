package dev.likeness.studio.grade;

/**
 * Linear light to encoded sRGB (IEC 61966-2-1) by table. The table runs over the square root of the light, where the
 * transfer function is nearly straight: 4096 steps keep the error below a thousandth of an 8-bit code, down to black.
 */
final class Transfer {
    private static final int STEPS = 4096;
    private static final float[] CODES = new float[STEPS + 2];

    static {
        for (int i = 0; i < CODES.length; i++) {
            double root = Math.min(1, i / (double) STEPS);
            double light = root * root;
            CODES[i] = (float) (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
        }
    }

    private Transfer() {}

    /** Encoded value 0..1 of linear light; light outside 0..1 is clipped. */
    static float encode(float light) {
        float position = (float) Math.sqrt(Math.clamp(light, 0f, 1f)) * STEPS;
        int index = (int) position;
        return CODES[index] + (CODES[index + 1] - CODES[index]) * (position - index);
    }
}
