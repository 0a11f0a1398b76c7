package dev.likeness.studio.light;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import java.util.Arrays;

/**
 * The light in which the photo was taken, estimated from the face: luminance of skin over its median is fitted by
 * {@code 0.35 + 0.65 nz + p0 + p1 nx + p2 ny} of the surface's normal, the first order of spherical harmonics around a
 * lamp at the camera (Basri, Jacobs 2003). Iteratively reweighted least squares (Cauchy weights), so that shine, beard
 * and cast shadows do not count; a ridge term draws undetermined coefficients to 0.
 *
 * @param ambient   p0
 * @param sideways  p1: positive where the light comes from the right of the picture
 * @param downwards p2: positive where it comes from below
 * @param median    of the fitted light on skin
 */
record PhotoLight(double ambient, double sideways, double downwards, double median) {
    /** Light from the camera: its constant part, and its part by the cosine. */
    static final double ROOM = 0.35;
    static final double CAMERA = 0.65;

    /** Parameters of the fit. */
    private static final class Fit {
        static final int ROUNDS = 10;
        /** Width of the weights, in standard deviations. */
        static final double CAUCHY = 1.5;
        /** A median absolute deviation times this is a standard deviation (of a normal distribution). */
        static final double DEVIATION = 1.48;
        /** Ridge, a pixel. */
        static final double RIDGE = 0.0175;
        /** Skin mask from which a pixel counts, and how few are no face. */
        static final float SKIN = 0.6f;
        static final int FEWEST = 60;
        static final int MOST = 3000;

        private Fit() {}
    }

    /** Exponent with which the photo's light is divided out: everywhere, and in addition on the face. */
    private static final double ANYWHERE = 0.25;
    private static final double MORE_ON_FACE = 0.40;
    /** Bounds of the old light that is divided out, in medians. */
    private static final double LEAST = 0.5;
    private static final double MOST = 1.5;
    /** How far the face's share reaches beyond the mesh, and the smoothing of the result; spans. */
    private static final double FACE_REACH = 0.12;
    private static final double SMOOTHED = 0.02;

    /** A photo lit from the camera. */
    static final PhotoLight FRONTAL = new PhotoLight(0, 0, 0, 0.9);

    /**
     * @param linear photo of the relief's size, three channels
     * @param skin   mask of the same size
     */
    static PhotoLight of(Relief relief, Raster linear, Raster skin) {
        int[] where = where(relief, skin);
        if (where.length < Fit.FEWEST) {
            return FRONTAL;
        }
        Raster soft = Filters.gauss(linear, SMOOTHED * relief.span());
        double[] y = new double[where.length];
        for (int k = 0; k < where.length; k++) {
            int i = 3 * where[k];
            y[k] = Srgb.luminance(soft.data()[i], soft.data()[i + 1], soft.data()[i + 2]);
        }
        double middle = Math.max(1e-5, median(y));
        float[] n = relief.normals().data();
        double[][] rows = new double[where.length][];
        for (int k = 0; k < where.length; k++) {
            int i = 3 * where[k];
            rows[k] = new double[]{1, n[i], n[i + 1], y[k] / middle - (ROOM + CAMERA * n[i + 2])};
        }
        double[] p = solved(rows);
        double[] fitted = new double[where.length];
        for (int k = 0; k < where.length; k++) {
            int i = 3 * where[k];
            fitted[k] = ROOM + CAMERA * n[i + 2] + p[0] + p[1] * n[i] + p[2] * n[i + 1];
        }
        return new PhotoLight(p[0], p[1], p[2], Math.max(0.2, median(fitted)));
    }

    private static int[] where(Relief relief, Raster skin) {
        int[] all = new int[skin.data().length];
        int n = 0;
        for (int i = 0; i < all.length; i++) {
            if (skin.data()[i] > Fit.SKIN && relief.inside().data()[i] > 0.5f) {
                all[n++] = i;
            }
        }
        int step = Math.max(1, n / Fit.MOST);
        int[] some = new int[(n + step - 1) / step];
        for (int k = 0; k < some.length; k++) {
            some[k] = all[k * step];
        }
        return some;
    }

    private static double[] solved(double[][] rows) {
        double[] p = new double[3];
        double[] weights = new double[rows.length];
        Arrays.fill(weights, 1);
        double[] residuals = new double[rows.length];
        for (int round = 0; round < Fit.ROUNDS; round++) {
            double[][] m = new double[3][4];
            for (int k = 0; k < rows.length; k++) {
                double[] row = rows[k];
                for (int a = 0; a < 3; a++) {
                    double wa = weights[k] * row[a];
                    for (int b = 0; b < 4; b++) {
                        m[a][b] += wa * row[b];
                    }
                }
            }
            for (int a = 0; a < 3; a++) {
                m[a][a] += Fit.RIDGE * rows.length;
            }
            p = eliminated(m);
            for (int k = 0; k < rows.length; k++) {
                residuals[k] = Math.abs(rows[k][3] - p[0] - p[1] * rows[k][1] - p[2] * rows[k][2]);
            }
            double scale = Fit.CAUCHY * (Fit.DEVIATION * median(residuals) + 1e-6);
            for (int k = 0; k < rows.length; k++) {
                weights[k] = 1 / (1 + residuals[k] * residuals[k] / (scale * scale));
            }
        }
        return p;
    }

    /** Three unknowns by Cramer's rule; the ridge keeps the determinant from 0. */
    private static double[] eliminated(double[][] m) {
        double[] p = new double[3];
        double whole = determinant(m, 0, 1, 2);
        p[0] = determinant(m, 3, 1, 2) / whole;
        p[1] = determinant(m, 0, 3, 2) / whole;
        p[2] = determinant(m, 0, 1, 3) / whole;
        return p;
    }

    private static double determinant(double[][] m, int a, int b, int c) {
        return m[0][a] * (m[1][b] * m[2][c] - m[1][c] * m[2][b]) - m[0][b] * (m[1][a] * m[2][c] - m[1][c] * m[2][a])
                + m[0][c] * (m[1][a] * m[2][b] - m[1][b] * m[2][a]);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The residual of the first order: shine and cast shadows on skin. By eye. */
    private static final class Rest {
        /** Standard deviation of the blur that separates light from skin texture, spans. */
        static final double SMOOTHED = 0.11;
        /** Exponents of what is brighter and what is darker than the fitted light, and their bounds. */
        static final double SHINE = 0.40;
        static final double SHADE = 0.30;
        static final double LEAST = 0.6;
        static final double MOST = 1.8;
        /** Share of the paleness of shine that is taken with it, and the brightness, a logarithm, from which all of that. */
        static final double PALENESS = 0.5;
        static final double PALE_FROM = 0.3;
        /** Reciprocal of the share of skin nearby from which the rest is trusted. */
        static final double TRUSTED = 1.5;

        private Rest() {}
    }

    /**
     * The photo's light that is divided out at each place: B, G and R, about 1 on well lit skin. Shine is white; where
     * it is dimmed, its paleness is removed too, otherwise it would be grey.
     *
     * @param linear photo of the relief's size, three channels
     * @param skin   mask of the same size
     */
    Raster taken(Relief relief, Raster linear, Raster skin) {
        Raster face = Filters.gauss(relief.mesh(), FACE_REACH * relief.span());
        int pixels = skin.data().length;
        float[] n = relief.normals().data();
        float[] logs = new float[pixels];
        Raster sums = Raster.blank(skin.width(), skin.height(), 4);
        double[] mean = new double[4];
        for (int i = 0; i < pixels; i++) {
            if (!relief.near().isSet(i)) {
                continue;
            }
            logs[i] = (float) Math.log(Math.clamp((ROOM + CAMERA * n[3 * i + 2] + ambient + sideways * n[3 * i]
                    + downwards * n[3 * i + 1]) / median, LEAST, MOST));
            float weight = skin.data()[i] * relief.inside().data()[i];
            if (weight > 0) {
                for (int c = 0; c < 3; c++) {
                    sums.data()[4 * i + c] = weight
                            * (float) (Math.log(Math.max(1e-4f, linear.data()[3 * i + c])) - logs[i]);
                }
                sums.data()[4 * i + 3] = weight;
                for (int c = 0; c < 4; c++) {
                    mean[c] += sums.data()[4 * i + c];
                }
            }
        }
        Raster near = Filters.gauss(sums, Rest.SMOOTHED * relief.span());
        Raster taken = Raster.blank(skin.width(), skin.height(), 3);
        double[] rest = new double[3];
        for (int i = 0; i < pixels; i++) {
            double base = logs[i] * (ANYWHERE + MORE_ON_FACE * face.data()[i]);
            double trusted = Math.min(1, near.data()[4 * i + 3] * Rest.TRUSTED);
            if (trusted < 0.01) {
                float here = relief.near().isSet(i) ? (float) Math.exp(base) : 1;
                Arrays.fill(taken.data(), 3 * i, 3 * i + 3, here);
                continue;
            }
            for (int c = 0; c < 3; c++) {
                rest[c] = trusted * (near.data()[4 * i + c] / near.data()[4 * i + 3] - mean[c] / mean[3]);
            }
            double r = Math.clamp(0.0722 * rest[0] + 0.7152 * rest[1] + 0.2126 * rest[2], Math.log(Rest.LEAST),
                    Math.log(Rest.MOST));
            double pale = Rest.PALENESS * Math.clamp(r / Rest.PALE_FROM, 0, 1);
            for (int c = 0; c < 3; c++) {
                taken.data()[3 * i + c] = (float) Math
                        .exp(base + r * (r > 0 ? Rest.SHINE : Rest.SHADE) + pale * (rest[c] - r));
            }
        }
        return Filters.gauss(taken, SMOOTHED * relief.span());
    }
}
