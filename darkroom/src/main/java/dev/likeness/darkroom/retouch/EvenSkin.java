package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * {@code skin_unifi}: evens the tone of skin by frequency separation, as retouchers do by hand.
 *
 * <p>Skin is split into three bands by mask-normalised Gaussians (so that hair and lips do not bleed in): below 0.007
 * face widths pores and fine hair, up to 0.040 blotches and blemishes, above that the modelling of the face. Only the
 * middle band is taken out, more of it where it is a dark or red spot, less where it is large (folds). Moles and scars,
 * far darker than their surroundings, belong to the person: they stay up to {@link #PERSONAL} and then fade. The fine
 * band stays, so skin never turns to plastic. Works in CIE Lab, L 0 to 100.
 */
final class EvenSkin {
    /** Strength below which nothing is taken from moles and scars. */
    private static final float PERSONAL = 0.7f;

    private final float[] lab;
    private final float[] tone;
    private final float strength;
    private final double[] mean;
    /** L, a and b times the mask, and the mask, without pores. */
    private final float[] fine;

    private EvenSkin(Raster lab, Raster skin, Raster tone, double strength, Raster fine) {
        this.lab = lab.data();
        this.tone = tone.data();
        this.strength = (float) strength;
        mean = mean(lab, skin);
        this.fine = fine.data();
    }

    /**
     * @param lab      changed in place
     * @param skin     same size, 0 to 1
     * @param tone     same size, from {@link ToneMask}
     * @param strength 0 to 1
     * @param bw       face width, pixels
     */
    static void apply(Raster lab, Raster skin, Raster tone, double strength, double bw) {
        Band.Tile area = area(skin, (int) Math.ceil(0.12 * bw));
        if (strength <= 0 || area.width() < 4 || area.height() < 4) {
            return;
        }
        Raster weighted = weighted(area.of(lab), area.of(skin));
        Enlargement coarse = Filters.smooth(weighted, 0.040 * bw);
        EvenSkin even = new EvenSkin(lab, skin, tone, strength, Filters.gauss(weighted, 0.007 * bw));
        Rows.parallel(area.height(), (from, to) -> {
            float[] around = coarse.line();
            for (int y = from; y < to; y++) {
                coarse.row(y, around);
                for (int x = 0; x < area.width(); x++) {
                    int at = (area.top() + y) * lab.width() + area.left() + x;
                    if (skin.data()[at] >= 0.01f || tone.data()[at] >= 0.01f) {
                        even.pixel(3 * at, skin.data()[at], 4 * (y * area.width() + x), around, 4 * x);
                    }
                }
            }
        });
    }

    /** The rectangle that holds all skin, and a margin. */
    private static Band.Tile area(Raster skin, int margin) {
        int left = skin.width();
        int top = skin.height();
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < skin.height(); y++) {
            for (int x = 0; x < skin.width(); x++) {
                if (skin.data()[y * skin.width() + x] >= 0.01f) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = y + 1;
                }
            }
        }
        return left < right
                ? new Band.Tile(left, top, right, bottom).widened(margin, skin)
                : new Band.Tile(0, 0, 0, 0);
    }

    /**
     * @param i index of the pixel's L
     * @param m its mask
     * @param j index of its fine mean
     * @param n index of its coarse mean
     */
    private void pixel(int i, float m, int j, float[] coarse, int n) {
        float f = 1 / (fine[j + 3] + 1e-4f);
        float c = 1 / (coarse[n + 3] + 1e-4f);
        float l = lab[i];
        float fineL = fine[j] * f;
        float mid = fineL - coarse[n] * c;
        float lowA = coarse[n + 1] * c;
        float lowB = coarse[n + 2] * c;
        float midA = fine[j + 1] * f - lowA;
        float midB = fine[j + 2] * f - lowB;
        float spot = Math.max(ramp(-mid, 1.2f, 3.5f), ramp(midA, 1.2f, 3.5f));
        float large = (float) Math.exp(-(mid * mid) / 81);
        float given = 1 - ramp(-mid, 7, 11) * (1 - ramp(strength, PERSONAL, 1));
        float taken = given * strength * (0.62f + 0.35f * spot) * (0.35f + 0.65f * Math.max(large, spot * large));
        float hi = l - fineL;
        float pore = hi < 0 ? -hi * Math.min(1, -hi / 6) * 0.5f * strength : 0;
        float change = m * (pore - mid * taken);
        lab[i] = l + (change > 0 ? change * Retoucher.room(l) : change);
        // Where no skin is near there is no mean of it.
        float even = 0.3f * tone[i / 3] * strength * Math.min(1, 50 * coarse[n + 3]);
        lab[i + 1] -= m * strength * 0.9f * given * midA + even * (lowA - (float) mean[1]);
        lab[i + 2] -= m * strength * 0.9f * given * midB + even * (lowB - (float) mean[2]);
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
