package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * Divides pixels into certain ones and those for matting to solve. A pixel is certain when the first alpha is nearly 0
 * or 1 and the contour is far enough away; the band is wide at hair, which reaches far out of any contour, and narrow
 * at cheeks, where the old background would shine through a wide one. It is wider again at the picture's sides, where
 * the network sees only half of a sleeve. Pixels farther from the half-way contour than any hair reaches are certain
 * too, whatever the network's alpha is; that removes haze and holes.
 *
 * @param target the certain or expected alpha, 0 to 1
 * @param weight how firmly it is held there: {@link #SURE} or {@link #LEANING}
 */
@SuppressWarnings("ArrayRecordComponent") // pixels: never compared
record Trimap(float[] target, float[] weight) {
    static final float SURE = 20;
    static final float LEANING = 0.05f;

    private static final float INSIDE = 0.9f;
    private static final float OUTSIDE = 0.08f;
    private static final float MIDDLE = 0.5f;

    /**
     * @param alpha the first estimate
     * @param bw    face width in its pixels; {@code (eyesX, eyesY)} the eyes' midpoint
     */
    static Trimap of(Raster alpha, double bw, double eyesX, double eyesY) {
        int width = alpha.width();
        float[] a = alpha.data();
        float[] depth = distance(alpha, value -> value > INSIDE);
        float[] away = distance(alpha, value -> value < OUTSIDE);
        float[] inner = distance(alpha, value -> value > MIDDLE);
        float[] outer = distance(alpha, value -> value <= MIDDLE);
        float[] target = new float[a.length];
        float[] weight = new float[a.length];
        Rows.parallel(alpha.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                double v = (y - eyesY) / bw;
                for (int x = 0; x < width; x++) {
                    int i = y * width + x;
                    double hair = hair(Math.abs(x - eyesX) / bw, v);
                    double near = Math.clamp(1.5 - Math.min(x, width - 1 - x) / (0.08 * bw), 0, 1);
                    double side = 0.06 * near;
                    boolean person = depth[i] > (0.033 + 0.047 * hair + side) * bw
                            || inner[i] > (0.08 + 0.1 * hair + side) * bw;
                    boolean background = away[i] > (0.033 + 0.067 * hair + side) * bw
                            || outer[i] > (0.06 + 0.09 * hair + side) * bw;
                    float t = Math.clamp((a[i] - 0.15f) / 0.7f, 0f, 1f);
                    target[i] = person ? 1 : background ? 0 : t * t * (3 - 2 * t);
                    weight[i] = person || background ? SURE : (float) (LEANING * (1 - 0.95 * near));
                }
            }
        });
        return new Trimap(target, weight);
    }

    /** Probability of hair at this place, 0 to 1: high above the eyes, lower beside face and neck. */
    private static double hair(double u, double v) {
        double top = Math.clamp((0.3 - v) / 0.35, 0, 1);
        double side = 0.6 * Math.clamp((u - 0.4) / 0.15, 0, 1) * Math.clamp((1.3 - v) / 0.3, 0, 1);
        return Math.max(top, side);
    }

    /** Distance in pixels to the nearest pixel where the condition does not hold; 0 where it does not. */
    private static float[] distance(Raster alpha, Mask.Condition condition) {
        return Mask.where(alpha, condition).distances().data();
    }
}
