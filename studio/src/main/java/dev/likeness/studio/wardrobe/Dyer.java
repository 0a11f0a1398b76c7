package dev.likeness.studio.wardrobe;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.plan.ClothColour;

/**
 * Changes the colour of cloth in OKLab and keeps its folds and texture.
 *
 * <p>Its lightness is split into the garment's mean, folds (a blurred picture less the mean) and weave (the rest). The
 * mean moves most of the way to that of the new colour. Folds are scaled with it, because shade is multiplicative, but
 * less than fully, because black cloth has more sheen than shade. The weave changes little; otherwise the noise of a
 * dark photo would be visible in a light jacket. Chroma follows lightness and fades in highlights, which have the
 * colour of the lamp. Where the old cloth is paler than its mean (a pinstripe, a button) the new one is too.
 */
final class Dyer {
    /** Share of the way from the old mean lightness to that of the new colour. */
    private static final float REACH = 0.82f;
    /** Standard deviation of the blur that leaves folds, in widths of the picture. */
    private static final double FOLD = 0.004;
    /** Chroma from which on cloth counts as coloured; half the width of the transition. */
    private static final float COLOURED = 0.06f;

    private final Raster bgr;
    private final Raster mask;
    private final Raster lab;

    private Dyer(Raster bgr, Raster mask) {
        this.bgr = bgr;
        this.mask = mask;
        lab = Raster.blank(bgr.width(), bgr.height(), 3);
    }

    /**
     * @param bgr  sRGB 0 to 1, changed in place
     * @param mask of the garment, one channel of the same size, about 0 to 1; its edges are made a little steeper
     */
    static void apply(Raster bgr, Raster mask, ClothColour colour) {
        Dyer dyer = new Dyer(bgr, mask);
        Raster folds = dyer.folds();
        dyer.dye(folds, Shift.of(dyer.mean(), Oklab.of(colour.rgb())));
    }

    /**
     * The change of the cloth's mean colour.
     *
     * @param from   L, a, b of the old
     * @param to     L, a, b of the new, its L as far away as {@link #REACH} says
     * @param depth  factor for folds
     * @param weave  factor for the rest
     * @param tinted 0 when the old cloth is grey, 1 when it has a colour
     */
    @SuppressWarnings("ArrayRecordComponent") // colours: never compared
    private record Shift(float[] from, float[] to, float depth, float weave, float tinted) {
        static Shift of(float[] from, float[] wanted) {
            float lightness = from[0] + REACH * (wanted[0] - from[0]);
            float depth = (float) Math.clamp(Math.pow(lightness / Math.max(0.05, from[0]), 0.65), 0.55, 1.7);
            float tinted = Math.clamp((float) Math.hypot(from[1], from[2]) / COLOURED - 0.5f, 0f, 1f);
            return new Shift(from, new float[]{lightness, wanted[1], wanted[2]}, depth, Math.min(depth, 1.15f), tinted);
        }

        /** New lightness of a pixel of lightness {@code l}, in a fold of lightness {@code fold}. */
        float lightness(float l, float fold) {
            return Math.clamp(to[0] + depth * (fold - from[0]) + weave * (l - fold), 0.02f, 1f);
        }

        /** New chroma of the pixel, relative to that of the new colour. */
        float chroma(float l, float a, float b, float lightness) {
            float shade = lightness / to[0];
            float faded = Math.min(shade, 1.3f) / (1 + 2.5f * Math.max(0, shade - 1.15f));
            double own = Math.max(0.01, Math.hypot(from[1], from[2])) / Math.max(0.05f, from[0]);
            float relative = (float) (Math.sqrt(a * a + b * b) / Math.max(0.05f, l) / own);
            return faded * (1 + tinted * (Math.clamp(relative, 0.25f, 1.2f) - 1));
        }
    }

    /** Fills {@link #lab} and blurs its L within the mask: two channels, weighted lightness and weight. */
    private Raster folds() {
        int width = bgr.width();
        Raster weighted = Raster.blank(width, bgr.height(), 2);
        Rows.parallel(bgr.height(), (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                float m = Math.clamp(mask.data()[i] * 1.2f - 0.1f, 0f, 1f);
                mask.data()[i] = m;
                if (m > 0) {
                    Oklab.of(Srgb.toLinear(bgr.data()[3 * i]), Srgb.toLinear(bgr.data()[3 * i + 1]),
                            Srgb.toLinear(bgr.data()[3 * i + 2]), lab.data(), 3 * i);
                    weighted.data()[2 * i] = m * lab.data()[3 * i];
                    weighted.data()[2 * i + 1] = m;
                }
            }
        });
        return Filters.gauss(weighted, FOLD * width);
    }

    private float[] mean() {
        double[] sum = new double[3];
        int n = 0;
        for (int i = 0; i < mask.data().length; i++) {
            if (mask.data()[i] > 0.5f) {
                for (int c = 0; c < 3; c++) {
                    sum[c] += lab.data()[3 * i + c];
                }
                n++;
            }
        }
        float each = 1f / Math.max(1, n);
        return new float[]{(float) sum[0] * each, (float) sum[1] * each, (float) sum[2] * each};
    }

    private void dye(Raster folds, Shift shift) {
        int width = bgr.width();
        Rows.parallel(bgr.height(), (from, to) -> {
            float[] light = new float[3];
            for (int i = from * width; i < to * width; i++) {
                float m = mask.data()[i];
                if (m > 0) {
                    float l = lab.data()[3 * i];
                    float now = shift.lightness(l, folds.data()[2 * i] / (folds.data()[2 * i + 1] + 1e-4f));
                    float chroma = shift.chroma(l, lab.data()[3 * i + 1], lab.data()[3 * i + 2], now);
                    Oklab.toLinear(now, shift.to[1] * chroma, shift.to[2] * chroma, light, 0);
                    for (int c = 0; c < 3; c++) {
                        int k = 3 * i + c;
                        bgr.data()[k] += m * (Srgb.fromLinear(light[c]) - bgr.data()[k]);
                    }
                }
            }
        });
    }
}
