package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;

/**
 * {@code skin_unifi}: evens the tone of skin by frequency separation, as retouchers do by hand.
 *
 * <p>Skin is split into bands by mask-normalised Gaussians (so that hair and lips do not bleed in): below 0.007 face
 * widths pores and fine hair, up to 0.040 blotches and blemishes, up to 0.095 uneven tone, above that the modelling of
 * the face. The middle band is reduced, more at dark or red spots, less where it is strong (folds), and so is the wide
 * band where its differences are too small to be the shape of the face. Moles and scars, which are much darker than
 * their surroundings, belong to the person: they are kept up to the strength {@link #PERSONAL} and fade above it. The
 * fine band is kept, so that skin does not look like plastic. {@code skin} takes a little of the two as well. Works in
 * CIE Lab, L 0 to 100.
 */
final class EvenSkin {
    /** Strength up to which moles and scars are kept. */
    private static final float PERSONAL = 0.7f;
    /** Mask below which a pixel is not skin, and mask from which it counts for the mean colour of the skin. */
    private static final float LEAST_SKIN = 0.01f;
    private static final float SURELY_SKIN = 0.05f;

    /** The bands of the frequency separation, face widths: retouchers' usual radii at the size of a face, by eye. */
    private static final class Bands {
        /** Standard deviation below which detail is pores and fine hair. */
        static final double FINE = 0.007;
        /** Standard deviation up to which it is blotches and blemishes. */
        static final double COARSE = 0.040;
        /** Standard deviation up to which it is uneven tone: patches as large as a cheek's blush. */
        static final double WIDE = 0.095;
        /** Three standard deviations of the coarse band: how far beyond the skin its mean reaches. */
        static final double MARGIN = 0.12;

        private Bands() {}
    }

    /** Amounts at strength 1; Lab units and shares, by eye on the public-domain sitters. */
    private static final class Amounts {
        /** Darker, or redder, than its surroundings by these many units is a spot; from the second on fully. */
        static final float SPOT_FROM = 1.2f;
        static final float SPOT_FULLY = 3.5f;
        /** Square of the difference in L, 9, at which less is taken by a factor of e: large differences are folds. */
        static final float FOLD = 81;
        /** Darker than its surroundings by this much, L, is a mole or a scar; from the second on surely. */
        static final float MOLE_FROM = 7;
        static final float MOLE_SURELY = 11;
        /** Share of the middle band that is taken anywhere, and that which a spot loses besides. */
        static final float ANYWHERE = 0.62f;
        static final float MORE_OF_SPOTS = 0.35f;
        /** Share of that which is taken whatever the size of the difference; the rest only where it is small. */
        static final float WHATEVER_SIZE = 0.35f;
        static final float WHERE_SMALL = 0.65f;
        /** Share of a dark pore that is filled, fully where it is this much darker than its surroundings, L. */
        static final float PORES = 0.5f;
        static final float PORE_FULLY = 6;
        /** Share of the wide band that is taken by each of the two strengths, and the difference, L, that is modelling. */
        static final float WIDE_BY_UNIFI = 0.38f;
        static final float WIDE_BY_SKIN = 0.30f;
        static final float MODELLING = 5;
        /** Share of the middle band that {@code skin} takes. */
        static final float MIDDLE_BY_SKIN = 0.22f;
        /** Share of the middle band's colour that is taken. */
        static final float BLOTCH_COLOUR = 0.9f;
        /** Share by which the colour of large areas moves towards the mean of all skin. */
        static final float TOWARDS_MEAN = 0.3f;
        /**
         * Texture, in medians of the face's own, up to which it is pores, and from which it is stubble: lifted between its light
         * hairs it turns grey. The share of the middle and fine bands that stubble keeps.
         */
        static final double PORES_UP_TO = 1.5;
        static final double STUBBLE_FROM = 2.4;
        static final double STUBBLE_KEPT = 0.8;
        /** Reciprocal of the share of skin nearby from which the mean around a pixel is trusted fully. */
        static final float TRUSTED_MEAN = 50;

        private Amounts() {}
    }

    private final float[] lab;
    private final float[] tone;
    private final float strength;
    private final float skinStrength;
    private final double[] mean;
    /** L, a and b times the mask, and the mask, without pores. */
    private final float[] fine;

    private EvenSkin(Raster lab, Raster skin, Raster tone, Strengths strengths, Raster fine) {
        this.lab = lab.data();
        this.tone = tone.data();
        strength = (float) strengths.unifi;
        skinStrength = (float) strengths.skin;
        mean = mean(lab, skin);
        this.fine = fine.data();
    }

    /**
     * The two strengths that even skin, 0 to 1: {@code skin_unifi} does, and {@code skin} evens its tone on the way.
     */
    record Strengths(double unifi, double skin) {}

    /**
     * @param lab  changed in place
     * @param skin same size, 0 to 1
     * @param tone same size, from {@link ToneMask}
     * @param bw   face width, pixels
     */
    static void apply(Raster lab, Raster skin, Raster tone, Strengths strengths, double bw) {
        Band.Tile area = area(skin, (int) Math.ceil(Bands.MARGIN * bw));
        if (strengths.unifi + strengths.skin <= 0 || area.width() < 4 || area.height() < 4) {
            return;
        }
        Raster weighted = weighted(area.of(lab), area.of(skin));
        Enlargement coarse = Filters.smooth(weighted, Bands.COARSE * bw);
        Enlargement wide = Filters.smooth(weighted, Bands.WIDE * bw);
        EvenSkin even = new EvenSkin(lab, skin, tone, strengths, Filters.gauss(weighted, Bands.FINE * bw));
        Enlargement bare = even.bare(lab, weighted, area, bw);
        Rows.parallel(area.height(), (from, to) -> {
            float[] around = coarse.line();
            float[] far = wide.line();
            float[] shaven = bare.line();
            for (int y = from; y < to; y++) {
                coarse.row(y, around);
                wide.row(y, far);
                bare.row(y, shaven);
                for (int x = 0; x < area.width(); x++) {
                    int at = (area.top() + y) * lab.width() + area.left() + x;
                    if (skin.data()[at] >= LEAST_SKIN || tone.data()[at] >= LEAST_SKIN) {
                        even.pixel(3 * at, skin.data()[at], 4 * (y * area.width() + x), around, far, 4 * x,
                                shaven[x]);
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
                if (skin.data()[y * skin.width() + x] >= LEAST_SKIN) {
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
     * @param n index of its coarse and its wide mean
     * @param b its share of {@link #bare}
     */
    private void pixel(int i, float m, int j, float[] coarse, float[] far, int n, float b) {
        float f = 1 / (fine[j + 3] + 1e-4f);
        float c = 1 / (coarse[n + 3] + 1e-4f);
        float l = lab[i];
        float fineL = fine[j] * f;
        float mid = fineL - coarse[n] * c;
        float lowA = coarse[n + 1] * c;
        float lowB = coarse[n + 2] * c;
        float midA = fine[j + 1] * f - lowA;
        float midB = fine[j + 2] * f - lowB;
        float spot = Math.max(ramp(-mid, Amounts.SPOT_FROM, Amounts.SPOT_FULLY),
                ramp(midA, Amounts.SPOT_FROM, Amounts.SPOT_FULLY));
        float small = (float) Math.exp(-(mid * mid) / Amounts.FOLD);
        float given = b * (1 - ramp(-mid, Amounts.MOLE_FROM, Amounts.MOLE_SURELY) * (1 - ramp(strength, PERSONAL, 1)));
        float taken = given * strength * (Amounts.ANYWHERE + Amounts.MORE_OF_SPOTS * spot)
                * (Amounts.WHATEVER_SIZE + Amounts.WHERE_SMALL * Math.max(small, spot * small));
        float hi = l - fineL;
        float pore = hi < 0 ? -hi * Math.min(1, -hi / Amounts.PORE_FULLY) * Amounts.PORES * strength * b : 0;
        float wide = coarse[n] * c - far[n] / (far[n + 3] + 1e-4f);
        float modelling = 1 / (1 + wide * wide / (Amounts.MODELLING * Amounts.MODELLING));
        float evened = modelling * (strength * Amounts.WIDE_BY_UNIFI + skinStrength * Amounts.WIDE_BY_SKIN);
        float blotch = given * small * Math.max(0, skinStrength - strength) * Amounts.MIDDLE_BY_SKIN;
        float change = m * (pore - mid * (taken + blotch)) - tone[i / 3] * wide * evened
                * Math.min(1, Amounts.TRUSTED_MEAN * far[n + 3]);
        lab[i] = l + (change > 0 ? change * Retoucher.room(l) : change);
        // Without skin nearby there is no mean.
        float even = Amounts.TOWARDS_MEAN * tone[i / 3] * Math.max(strength, 0.5f * skinStrength)
                * Math.min(1, Amounts.TRUSTED_MEAN * coarse[n + 3]);
        float colour = m * Math.max(strength, 0.5f * skinStrength) * Amounts.BLOTCH_COLOUR * given;
        lab[i + 1] -= colour * midA + even * (lowA - (float) mean[1]);
        lab[i + 2] -= colour * midB + even * (lowB - (float) mean[2]);
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

    /** Texture is measured on a picture this many times smaller. */
    private static final int REDUCED = 4;

    /**
     * How bare skin is of stubble, 1 to {@code 1 - STUBBLE_KEPT}: by how coarse its fine band is, as a root mean square around each
     * place over that of most skin of this face, so that crisp pores do not count.
     *
     * @param weighted as {@link #weighted} says, of the area
     */
    private Enlargement bare(Raster picture, Raster weighted, Band.Tile area, double bw) {
        int width = Math.ceilDiv(area.width(), REDUCED);
        int height = Math.ceilDiv(area.height(), REDUCED);
        Raster energy = Raster.blank(width, height, 2);
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int py = y * REDUCED; py < Math.min(area.height(), (y + 1) * REDUCED); py++) {
                    int at = picture.at(area.left(), area.top() + py);
                    for (int x = 0; x < area.width(); x++) {
                        int j = 4 * (py * area.width() + x);
                        float m = weighted.data()[j + 3];
                        float hi = picture.data()[at + 3 * x] - fine[j] / (fine[j + 3] + 1e-4f);
                        int e = 2 * (y * width + x / REDUCED);
                        energy.data()[e] += m * hi * hi;
                        energy.data()[e + 1] += m;
                    }
                }
            }
        });
        Raster around = Filters.gauss(energy, Bands.COARSE * bw / REDUCED);
        Raster bare = Raster.blank(width, height, 1);
        double[] all = new double[bare.data().length];
        int n = 0;
        for (int i = 0; i < all.length; i++) {
            double mean = around.data()[2 * i] / (around.data()[2 * i + 1] + 1e-4);
            bare.data()[i] = (float) Math.sqrt(mean);
            if (energy.data()[2 * i + 1] > SURELY_ALL * REDUCED * REDUCED) {
                all[n++] = bare.data()[i];
            }
        }
        Arrays.sort(all, 0, n);
        double usual = n == 0 ? 1 : Math.max(LEAST_TEXTURE, all[n / 2]);
        for (int i = 0; i < all.length; i++) {
            double stubble = Math.clamp((bare.data()[i] / usual - Amounts.PORES_UP_TO)
                    / (Amounts.STUBBLE_FROM - Amounts.PORES_UP_TO), 0, 1);
            bare.data()[i] = (float) (1 - Amounts.STUBBLE_KEPT * stubble);
        }
        return new Enlargement(bare, area.width(), area.height(), REDUCED);
    }

    /** Mask from which a place counts for the texture of most skin, and the least texture, L, of any skin. */
    private static final double SURELY_ALL = 0.9;
    private static final double LEAST_TEXTURE = 0.6;

    /** The mean L, a and b of the skin. */
    static double[] mean(Raster lab, Raster skin) {
        double[] sum = new double[4];
        for (int i = 0; i < skin.data().length; i++) {
            float m = skin.data()[i];
            if (m > SURELY_SKIN) {
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
