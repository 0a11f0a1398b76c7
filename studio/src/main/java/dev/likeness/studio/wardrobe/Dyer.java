package dev.likeness.studio.wardrobe;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.plan.ClothColour;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gives cloth another colour in OKLab and keeps what makes it cloth. Its lightness is split into the garment's mean, folds
 * (a blurred picture less the mean) and weave (the rest). The mean moves most of the way to the new colour's; folds are
 * scaled by the ratio of the two, as shade is a factor and not a sum, but less than fully, for black cloth shows more
 * sheen than shade; the weave stays, or the noise of a dark photo would be seen in a light jacket. Chroma follows
 * lightness and fades in highlights, which have the colour of the lamp.
 */
final class Dyer {
    /** How far the mean lightness goes to that of the new colour. */
    private static final float REACH = 0.82f;

    private Dyer() {}

    /**
     * @param bgr  sRGB 0 to 1, changed in place
     * @param mask of the garment, one channel of the same size; clipped to 0..1
     */
    static void apply(Raster bgr, Raster mask, ClothColour colour) {
        int width = bgr.width();
        Raster lab = Raster.blank(width, bgr.height(), 3);
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
        Raster folds;
        try (PointerScope _ = new PointerScope()) {
            Mat blurred = Filters.gauss(weighted.toMat(), width / 250.0);
            folds = Raster.of(blurred);
        }
        float[] own = mean(lab, mask);
        float[] wanted = Oklab.of(colour.rgb());
        float mean = own[0] + REACH * (wanted[0] - own[0]);
        float depth = (float) Math.clamp(Math.pow(mean / Math.max(0.05, own[0]), 0.65), 0.55, 1.7);
        float weave = Math.min(depth, 1.15f);
        float ownChroma = (float) Math.hypot(own[1], own[2]);
        float coloured = Math.clamp((ownChroma - 0.03f) / 0.06f, 0f, 1f);
        Rows.parallel(bgr.height(), (from, to) -> {
            float[] light = new float[3];
            for (int i = from * width; i < to * width; i++) {
                float m = mask.data()[i];
                if (m <= 0) {
                    continue;
                }
                float l = lab.data()[3 * i];
                float fold = folds.data()[2 * i] / (folds.data()[2 * i + 1] + 1e-4f);
                float now = Math.clamp(mean + depth * (fold - own[0]) + weave * (l - fold), 0.02f, 1f);
                float chroma = now / mean;
                float above = Math.max(0, chroma - 1.15f);
                chroma = Math.min(chroma, 1.3f) / (1 + 2.5f * above);
                float same = (float) Math.sqrt(lab.data()[3 * i + 1] * lab.data()[3 * i + 1]
                        + lab.data()[3 * i + 2] * lab.data()[3 * i + 2]) * own[0]
                        / (Math.max(0.01f, ownChroma) * Math.max(0.05f, l));
                chroma *= 1 + coloured * (Math.clamp(same, 0.25f, 1.2f) - 1);
                Oklab.toLinear(now, wanted[1] * chroma, wanted[2] * chroma, light, 0);
                for (int c = 0; c < 3; c++) {
                    int k = 3 * i + c;
                    bgr.data()[k] += m * (Srgb.fromLinear(light[c]) - bgr.data()[k]);
                }
            }
        });
    }

    private static float[] mean(Raster lab, Raster mask) {
        double[] sum = new double[4];
        for (int i = 0; i < mask.data().length; i++) {
            float m = mask.data()[i];
            if (m > 0.5f) {
                for (int c = 0; c < 3; c++) {
                    sum[c] += lab.data()[3 * i + c];
                }
                sum[3]++;
            }
        }
        double n = Math.max(1, sum[3]);
        return new float[]{(float) (sum[0] / n), (float) (sum[1] / n), (float) (sum[2] / n)};
    }
}
