package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;

/**
 * {@code gpen}: brings back detail that a soft lens or an enlargement lost, without inventing any.
 *
 * <p>{@link Deconvolution} undoes a Gaussian spread of the lightness; where the photo holds no detail the result is noise,
 * so a confidence measured on the photo itself gates it. A guided filter (He, Sun, Tang 2013; its coefficients at a
 * fraction of the size, He, Sun 2015) adds local contrast without haloes. Eyes, brows and lips get all of it, skin less.
 *
 * <p>Works in strips of rows with a margin on either side: six steps reach further than that, but by less than shows.
 */
final class Clarity {
    private static final int STRIP = 64;

    /** The Gaussian spread of the lens or the enlargement that is undone: standard deviation, face widths, by eye. */
    private static final double SPREAD = 0.0045;
    /** The least of it, pixels: there is nothing to be undone below the grid. */
    private static final double LEAST_SPREAD = 0.6;
    /** Rows on either side of a strip, in spreads. */
    private static final double MARGIN = 8;
    /** Standard deviation of the neighbourhood in which a pixel must differ to count as detail, in spreads. */
    private static final double NEIGHBOURHOOD = 1.5;

    /** The guided filter: radius in face widths, and the least, pixels. */
    private static final double GUIDED = 0.03;
    private static final double LEAST_GUIDED = 2;
    /** Variance of lightness (0 to 1) at which half the contrast is kept in the base: 0.05 squared (He, Sun, Tang 2013). */
    private static final float EPSILON = 0.0025f;
    /** Pixels of the radius that a reduced size must still have. */
    private static final double REDUCED_RADIUS = 3;

    /** Lightness 0 to 1 and shares, by eye on the public-domain sitters. */
    private static final class Amounts {
        /** A difference from the neighbourhood up to this is noise, and above it by the second surely detail. */
        static final float NOISE = 0.002f;
        static final float DETAIL_RISE = 0.012f;
        /** By how much detail is changed at most. */
        static final float MOST = 0.12f;
        /** Share of the local contrast that is added. */
        static final float LOCAL = 0.55f;
        /** Share by which skin gets less than eyes, brows and lips. */
        static final float SKIN_SPARED = 0.58f;

        private Amounts() {}
    }

    private final Raster lab;
    private final Raster skin;
    private final Raster person;
    private final float strength;
    private final double spread;
    private final Enlargement local;

    private Clarity(Raster lab, Raster skin, Raster person, double strength, double bw) {
        this.lab = lab;
        this.skin = skin;
        this.person = person;
        this.strength = (float) strength;
        spread = Math.max(LEAST_SPREAD, SPREAD * bw);
        local = guided(lab, Math.max(LEAST_GUIDED, GUIDED * bw));
    }

    /**
     * @param lab      L is changed in place
     * @param skin     same size, 0 to 1
     * @param person   same size, 0 to 1: the background is left as it is
     * @param strength 0 to 1
     * @param bw       face width, pixels
     */
    static void apply(Raster lab, Raster skin, Raster person, double strength, double bw) {
        if (strength > 0) {
            Clarity clarity = new Clarity(lab, skin, person, strength, bw);
            Raster result = Raster.blank(lab.width(), lab.height(), 1);
            Rows.parallel(lab.height(), STRIP, (from, to) -> clarity.strip(from, to, result.data()));
            Rows.parallel(lab.height(), (from, to) -> {
                for (int i = from * lab.width(); i < to * lab.width(); i++) {
                    lab.data()[3 * i] = result.data()[i];
                }
            });
        }
    }

    /** Writes the new L of some rows. */
    private void strip(int from, int to, float[] result) {
        int width = lab.width();
        int margin = (int) Math.ceil(MARGIN * spread);
        int top = Math.max(0, from - margin);
        int rows = Math.min(lab.height(), to + margin) - top;
        float[][] seen = new float[rows][width];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                seen[y][x] = Math.max(1e-3f, lab.data()[lab.at(x, top + y)] * 0.01f);
            }
        }
        Deconvolution lens = new Deconvolution(width, rows, spread);
        float[][] sharp = lens.sharpen(seen);
        float[][] near = new float[rows][width];
        lens.blur(seen, Deconvolution.kernel(NEIGHBOURHOOD * spread), rows, near);
        float[] line = local.line();
        for (int y = from; y < to; y++) {
            local.row(y, line);
            row(y, seen[y - top], sharp[y - top], near[y - top], line, result);
        }
    }

    private void row(int y, float[] seen, float[] sharp, float[] near, float[] line, float[] result) {
        for (int x = 0; x < seen.length; x++) {
            int at = y * seen.length + x;
            float v = seen[x];
            float t = Math.min(1f, Math.max(0f, (Math.abs(v - near[x]) - Amounts.NOISE) / Amounts.DETAIL_RISE));
            float fine = Math.min(Amounts.MOST, Math.max(-Amounts.MOST, sharp[x] - v)) * t * t * (3 - 2 * t);
            float base = line[2 * x] * v + line[2 * x + 1];
            float weight = strength * person.data()[at] * (1 - Amounts.SKIN_SPARED * skin.data()[at]);
            float change = fine + (v - base) * Amounts.LOCAL;
            change *= change > 0 ? Retoucher.room(100 * v) : 1;
            result[at] = 100 * Math.min(1f, Math.max(0f, v + weight * change));
        }
    }

    /** Slope and shift of the guided filter of the lightness with itself. */
    private static Enlargement guided(Raster lab, double radius) {
        int reduction = Math.max(1, (int) (radius / REDUCED_RADIUS));
        int width = (lab.width() + reduction - 1) / reduction;
        int height = (lab.height() + reduction - 1) / reduction;
        Raster colours = reduction == 1 ? lab : Resampling.averaged(lab, width, height);
        Raster moments = Raster.blank(width, height, 2);
        for (int i = 0; i < width * height; i++) {
            float v = colours.data()[3 * i] * 0.01f;
            moments.data()[2 * i] = v;
            moments.data()[2 * i + 1] = v * v;
        }
        int small = (int) Math.round(radius / reduction);
        Raster means = Filters.box(moments, small);
        for (int i = 0; i < width * height; i++) {
            float mean = means.data()[2 * i];
            float variance = Math.max(0, means.data()[2 * i + 1] - mean * mean);
            float slope = variance / (variance + EPSILON);
            means.data()[2 * i] = slope;
            means.data()[2 * i + 1] = mean * (1 - slope);
        }
        return new Enlargement(Filters.box(means, small), lab.width(), lab.height());
    }
}
