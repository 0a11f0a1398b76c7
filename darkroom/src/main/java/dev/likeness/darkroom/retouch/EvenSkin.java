package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@code skin_unifi}: evens the tone of skin by frequency separation, as retouchers do by hand.
 *
 * <p>Skin is split into three bands by mask-normalised Gaussians (so that hair and lips do not bleed in): below 0.007
 * face widths pores and fine hair, up to 0.040 blotches and blemishes, above that the modelling of the face. Only the
 * middle band is taken out, more of it where it is a dark or red spot, less where it is large (folds, moles). The fine
 * band stays, so skin never turns to plastic. Works in CIE Lab, L 0 to 100.
 */
final class EvenSkin {
    private EvenSkin() {}

    /**
     * @param lab      changed in place
     * @param skin     same size, 0 to 1
     * @param strength 0 to 1
     * @param bw       face width, pixels
     */
    static void apply(Raster lab, Raster skin, double strength, double bw) {
        if (strength <= 0) {
            return;
        }
        Raster fine;
        Raster coarse;
        try (PointerScope _ = new PointerScope()) {
            Raster weighted = weighted(lab, skin);
            Mat w = weighted.toMat();
            fine = Raster.of(Filters.gauss(w, 0.007 * bw));
            coarse = Raster.of(Filters.gauss(w, 0.040 * bw));
        }
        double[] mean = mean(lab, skin);
        float k = (float) strength;
        int width = lab.width();
        Rows.parallel(lab.height(), (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                float m = skin.data()[i];
                if (m < 0.01f) {
                    continue;
                }
                float f = 1 / (fine.data()[4 * i + 3] + 1e-4f);
                float c = 1 / (coarse.data()[4 * i + 3] + 1e-4f);
                float l = lab.data()[3 * i];
                float fineL = fine.data()[4 * i] * f;
                float mid = fineL - coarse.data()[4 * i] * c;
                float midA = (fine.data()[4 * i + 1] * f) - coarse.data()[4 * i + 1] * c;
                float midB = (fine.data()[4 * i + 2] * f) - coarse.data()[4 * i + 2] * c;
                float spot = Math.max(ramp(-mid, 1.2f, 3.5f), ramp(midA, 1.2f, 3.5f));
                float large = (float) Math.exp(-(mid * mid) / 81);
                float taken = k * (0.62f + 0.35f * spot) * (0.35f + 0.65f * Math.max(large, spot * large));
                float hi = l - fineL;
                float pore = hi < 0 ? -hi * Math.min(1, -hi / 6) * 0.5f * k : 0;
                lab.data()[3 * i] = l + m * (pore - mid * taken);
                float a = lab.data()[3 * i + 1];
                float b = lab.data()[3 * i + 2];
                float lowA = coarse.data()[4 * i + 1] * c;
                float lowB = coarse.data()[4 * i + 2] * c;
                lab.data()[3 * i + 1] = a - m * k * (0.9f * midA + 0.3f * (lowA - (float) mean[1]));
                lab.data()[3 * i + 2] = b - m * k * (0.9f * midB + 0.3f * (lowB - (float) mean[2]));
            }
        });
    }

    private static Raster weighted(Raster lab, Raster skin) {
        Raster result = Raster.blank(lab.width(), lab.height(), 4);
        Rows.parallel(lab.height(), (from, to) -> {
            for (int i = from * lab.width(); i < to * lab.width(); i++) {
                float m = skin.data()[i];
                result.data()[4 * i] = m * lab.data()[3 * i];
                result.data()[4 * i + 1] = m * lab.data()[3 * i + 1];
                result.data()[4 * i + 2] = m * lab.data()[3 * i + 2];
                result.data()[4 * i + 3] = m;
            }
        });
        return result;
    }

    static double[] mean(Raster lab, Raster skin) {
        double[] sum = new double[4];
        for (int i = 0; i < skin.data().length; i++) {
            float m = skin.data()[i];
            if (m > 0.05f) {
                sum[0] += m * lab.data()[3 * i];
                sum[1] += m * lab.data()[3 * i + 1];
                sum[2] += m * lab.data()[3 * i + 2];
                sum[3] += m;
            }
        }
        double n = Math.max(1, sum[3]);
        return new double[]{sum[0] / n, sum[1] / n, sum[2] / n};
    }

    private static float ramp(float value, float from, float to) {
        return Math.clamp((value - from) / (to - from), 0f, 1f);
    }
}
