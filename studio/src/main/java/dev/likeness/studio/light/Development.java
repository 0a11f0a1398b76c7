package dev.likeness.studio.light;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import java.util.Arrays;

/**
 * White balance and exposure, as in a raw converter, before composition. All of it is measured on the person.
 *
 * <p>White balance: skin of every tone lies in a narrow range of hue under neutral light, so only skin that is clearly
 * outside of it is moved to its border. Skin that is far too colourful is corrected too if the whites of the eyes have
 * the same tint. Exposure: dark skin in good light has bright eyes and highlights; only where those are dark too is the
 * photo lifted. Burnt-out skin: white areas that are surrounded by skin get some of its colour, and are made less
 * bright than paper. Black-and-white and toned photos are left as they are.
 */
public final class Development {
    /** Face width at which all is measured, pixels. */
    private static final double FACE = 96;
    private static final int LEAST_SIDE = 8;
    /** Skin and outline from which a pixel is measured, and how many there must be. */
    private static final float SURELY = 0.7f;
    private static final int FEWEST = 40;

    /** White balance. Hues in degrees and chroma of CIE Lab, from 435 official portraits: 80 % lie inside. */
    private static final class Balance {
        static final double REDDEST = 38;
        static final double YELLOWEST = 62;
        static final double MOST_COLOUR = 34;
        /** Share of the way to the border. */
        static final double SHARE = 0.9;
        static final double COLOUR_SHARE = 0.8;
        /**
         * Chroma of the whites of the eyes in the same direction up to which colourful skin is taken as natural, and
         * the rise above it.
         */
        static final double WHITES_FROM = 14;
        static final double WHITES_RISE = 10;
        /** Chroma below which there is no hue. */
        static final double GREY = 5;
        static final double GREY_RISE = 4;
        /** Bounds of a channel's gain. */
        static final double LEAST = 0.72;
        static final double MOST = 1.4;
        /** Spread of colours, standard deviation in a and b, of a photo in one tint, and the rise to one in colour. */
        static final double ONE_TINT = 3;
        static final double TINT_RISE = 2;

        private Balance() {}
    }

    /** Exposure. Linear luminance, by eye; a photo at a twentieth of its light still has the colours for an identity photo. */
    private static final class Lift {
        /** Luminance to which the brightest of skin and eyes is lifted, and luminance from which nothing is lifted. */
        static final double TARGET = 0.42;
        static final double ENOUGH = 0.31;
        static final double MOST = 20;
        /** Quantiles of the skin, and of the whites of the eyes, that are taken as their brightest. */
        static final double SKIN_PART = 0.95;
        static final double EYES_PART = 0.85;

        private Lift() {}
    }

    /** Burnt skin. By eye. */
    private static final class Burnt {
        /** Linear luminance from which it may be burnt, and from which it is. */
        static final float FROM = 0.55f;
        static final float FULLY = 0.85f;
        /** Share of the skin's own colour that it gets, and of the brightness above {@link #FROM} that it loses. */
        static final float COLOUR = 0.65f;
        static final float DIMMED = 0.30f;
        /** Standard deviation of the neighbourhood in which skin is searched, face widths. */
        static final double AROUND = 0.07;
        /** Share of skin around from which it counts, and from which fully. */
        static final double SKIN_FROM = 0.25;
        static final double SKIN_FULLY = 0.6;

        private Burnt() {}
    }

    private Development() {}

    /**
     * @param bgr  sRGB 0 to 1, changed in place
     * @param skin mask of the same size
     * @param face in their pixels
     */
    public static void apply(Raster bgr, Raster skin, Face face) {
        double scale = Math.min(1, FACE / face.width());
        int width = Math.max(LEAST_SIDE, (int) Math.round(bgr.width() * scale));
        int height = Math.max(LEAST_SIDE, (int) Math.round(bgr.height() * scale));
        Face here = face.on(new Placement((double) width / bgr.width(), 0, 0));
        Raster small = Resampling.averaged(bgr, width, height);
        Raster mask = Resampling.averaged(skin, width, height);
        Measured measured = Measured.of(Colours.lab(small), mask, here);
        if (measured.count < FEWEST) {
            return;
        }
        double[] gains = gains(measured);
        Raster around = skinAround(small, mask, here);
        if (measured.lift() > 1 || Arrays.stream(gains).anyMatch(gain -> Math.abs(gain - 1) > SEEN)
                || measured.colour() > 0 && isBurnt(small, around)) {
            develop(bgr, around, tables(gains, measured.lift()), measured);
        }
    }

    /** A gain below this is not visible. */
    private static final double SEEN = 0.004;

    private static boolean isBurnt(Raster small, Raster around) {
        for (int i = 0; i < around.data().length; i++) {
            if (around.data()[i] > 0 && small.data()[3 * i + 1] > BRIGHT) {
                return true;
            }
        }
        return false;
    }

    /**
     * Measures of the face, in Lab.
     *
     * @param count      pixels of skin
     * @param l          median of the skin; {@code a} and {@code b} likewise
     * @param brightest  linear luminance of the brightest skin or white of an eye
     * @param whiteA     median of the whites of the eyes; {@code whiteB} likewise
     * @param spread     standard deviation of the colours of the whole picture
     */
    private record Measured(int count, double l, double a, double b, double brightest, double whiteA, double whiteB,
            double spread) {
        static Measured of(Raster lab, Raster skin, Face face) {
            Raster oval = Contour.OVAL.mask(face.mesh(), lab.width(), lab.height());
            Raster eyes = Raster.blank(lab.width(), lab.height(), 1);
            Contour.LEFT_EYE.paint(face.mesh(), eyes);
            Contour.RIGHT_EYE.paint(face.mesh(), eyes);
            double[][] s = values(lab, i -> skin.data()[i] > SURELY && oval.data()[i] > SURELY);
            double[][] e = values(lab, i -> eyes.data()[i] > SURELY);
            int n = s[0].length;
            double white = e[0].length == 0 ? 0 : part(e[0], Lift.EYES_PART);
            double brightest = n == 0 ? 0 : Math.max(luminance(part(s[0], Lift.SKIN_PART)), luminance(white));
            double[] whites = whites(e);
            return new Measured(n, part(s[0], 0.5), part(s[1], 0.5), part(s[2], 0.5), brightest, whites[0],
                    whites[1], spread(lab));
        }

        /** The bright half of what lies between the lids is white, the dark one iris and lashes. */
        private static double[] whites(double[][] eyes) {
            double middle = part(eyes[0], 0.6);
            double a = 0;
            double b = 0;
            int n = 0;
            for (int i = 0; i < eyes[0].length; i++) {
                if (eyes[0][i] >= middle) {
                    a += eyes[1][i];
                    b += eyes[2][i];
                    n++;
                }
            }
            return n == 0 ? new double[2] : new double[]{a / n, b / n};
        }

        private static double spread(Raster lab) {
            double[] sums = new double[4];
            int n = lab.width() * lab.height();
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < 2; c++) {
                    double v = lab.data()[3 * i + 1 + c];
                    sums[c] += v;
                    sums[2 + c] += v * v;
                }
            }
            double a = sums[2] / n - sums[0] * sums[0] / n / n;
            double b = sums[3] / n - sums[1] * sums[1] / n / n;
            return Math.sqrt(Math.max(0, a + b));
        }

        /** How colourful the photo is, 0 to 1. */
        double colour() {
            return Math.clamp((spread - Balance.ONE_TINT) / Balance.TINT_RISE, 0, 1)
                    * Math.clamp((Math.hypot(a, b) - Balance.GREY) / Balance.GREY_RISE, 0, 1);
        }

        /** Factor of dark linear light that brings the brightest to the target on the curve of {@link #tables}. */
        double lift() {
            if (brightest >= Lift.ENOUGH || brightest <= 0) {
                return 1;
            }
            double dark = Math.clamp((Lift.ENOUGH - brightest) / (Lift.ENOUGH * 0.4), 0, 1);
            double whole = Lift.TARGET * (1 - brightest) / (brightest * (1 - Lift.TARGET));
            return 1 + dark * (Math.min(Lift.MOST, whole) - 1);
        }
    }

    /** Selects pixels. */
    @FunctionalInterface
    private interface Where {
        boolean holds(int pixel);
    }

    private static double[][] values(Raster lab, Where where) {
        int n = lab.width() * lab.height();
        double[][] values = new double[3][n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (where.holds(i)) {
                for (int c = 0; c < 3; c++) {
                    values[c][count] = lab.data()[3 * i + c];
                }
                count++;
            }
        }
        return new double[][]{Arrays.copyOf(values[0], count), Arrays.copyOf(values[1], count),
                Arrays.copyOf(values[2], count)};
    }

    private static double part(double[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** Linear luminance of a lightness (CIE 1976). */
    private static double luminance(double l) {
        return l > 8 ? Math.pow((l + 16) / 116, 3) : l / 903.3;
    }

    /** Linear gains of B, G and R that move the skin into the usual range of hues and keep its luminance. */
    private static double[] gains(Measured m) {
        double colour = m.colour();
        if (colour == 0) {
            return new double[]{1, 1, 1};
        }
        double hue = Math.toDegrees(Math.atan2(m.b, m.a));
        double chroma = Math.hypot(m.a, m.b);
        double to = hue + Balance.SHARE * (Math.clamp(hue, Balance.REDDEST, Balance.YELLOWEST) - hue);
        double along = (m.whiteA * m.a + m.whiteB * m.b) / Math.max(1, chroma);
        double cast = Math.clamp((along - Balance.WHITES_FROM) / Balance.WHITES_RISE, 0, 1);
        double less = chroma - cast * Balance.COLOUR_SHARE * Math.max(0, chroma - Balance.MOST_COLOUR);
        Raster both = new Raster(2, 1, 3, new float[]{(float) m.l, (float) m.a, (float) m.b, (float) m.l,
                (float) (less * Math.cos(Math.toRadians(to))), (float) (less * Math.sin(Math.toRadians(to)))});
        float[] rgb = Colours.fromLab(both).data();
        double[] gains = new double[3];
        for (int c = 0; c < 3; c++) {
            double gain = Srgb.toLinear(rgb[3 + c]) / Math.max(1e-4, Srgb.toLinear(rgb[c]));
            gains[c] = 1 + colour * (Math.clamp(gain, Balance.LEAST, Balance.MOST) - 1);
        }
        return gains;
    }

    /** Encoded to encoded, for each channel; white stays white, dark light is multiplied. */
    private static float[][] tables(double[] gains, double lift) {
        float[][] tables = new float[3][TABLE + 2];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < TABLE + 2; i++) {
                double v = Srgb.toLinear((float) i / TABLE) * gains[c];
                tables[c][i] = Srgb.fromLinear((float) (v * lift / (1 + v * (lift - 1))));
            }
        }
        return tables;
    }

    private static final int TABLE = 1024;

    private static float look(float[] table, float value) {
        float position = Math.clamp(value, 0f, 1f) * TABLE;
        int i = (int) position;
        return table[i] + (table[i + 1] - table[i]) * (position - i);
    }

    /** One pass over the picture: the tables, and the colour of burnt skin. */
    private static void develop(Raster bgr, Raster skinAround, float[][] tables, Measured m) {
        Enlargement where = new Enlargement(skinAround, bgr.width(), bgr.height());
        float[] own = own(m, tables);
        float colour = (float) m.colour();
        Rows.parallel(bgr.height(), (from, to) -> {
            float[] around = where.line();
            for (int y = from; y < to; y++) {
                where.row(y, around);
                for (int x = 0, i = bgr.at(0, y); x < bgr.width(); x++, i += 3) {
                    float b = look(tables[0], bgr.data()[i]);
                    float g = look(tables[1], bgr.data()[i + 1]);
                    float r = look(tables[2], bgr.data()[i + 2]);
                    if (around[x] > 0 && g > BRIGHT) {
                        float lb = Srgb.toLinear(b);
                        float lg = Srgb.toLinear(g);
                        float lr = Srgb.toLinear(r);
                        float light = Srgb.luminance(lb, lg, lr);
                        float k = around[x] * Math.clamp((light - Burnt.FROM) / (Burnt.FULLY - Burnt.FROM), 0f, 1f);
                        float dimmed = light - k * Burnt.DIMMED * (light - Burnt.FROM);
                        float share = k * Burnt.COLOUR * colour;
                        float keep = (1 - share) * dimmed / light;
                        b = Srgb.fromLinear(keep * lb + share * dimmed * own[0]);
                        g = Srgb.fromLinear(keep * lg + share * dimmed * own[1]);
                        r = Srgb.fromLinear(keep * lr + share * dimmed * own[2]);
                    }
                    bgr.data()[i] = b;
                    bgr.data()[i + 1] = g;
                    bgr.data()[i + 2] = r;
                }
            }
        });
    }

    /** Encoded green below which no pixel reaches {@link Burnt#FROM}. */
    private static final float BRIGHT = 0.7f;

    /** The colour of the skin in linear light of luminance 1, a little paler as bright skin is. */
    private static float[] own(Measured m, float[][] tables) {
        float[] rgb = Colours.fromLab(new Raster(1, 1, 3,
                new float[]{(float) m.l, (float) (0.7 * m.a), (float) (0.7 * m.b)})).data();
        float[] own = new float[3];
        for (int c = 0; c < 3; c++) {
            own[c] = Srgb.toLinear(look(tables[c], rgb[c]));
        }
        float light = Math.max(1e-4f, Srgb.luminance(own[0], own[1], own[2]));
        for (int c = 0; c < 3; c++) {
            own[c] /= light;
        }
        return own;
    }

    /** 1 where skin is on all sides, without eyes and mouth. */
    private static Raster skinAround(Raster small, Raster skin, Face face) {
        Raster parts = Raster.blank(small.width(), small.height(), 1);
        for (Contour part : new Contour[]{Contour.LEFT_EYE, Contour.RIGHT_EYE, Contour.LIPS}) {
            part.paint(face.mesh(), parts);
        }
        Raster soft = Filters.gauss(parts, 1);
        Raster around = Filters.gauss(skin, Burnt.AROUND * face.width());
        for (int i = 0; i < around.data().length; i++) {
            double t = Math.clamp((around.data()[i] - Burnt.SKIN_FROM) / (Burnt.SKIN_FULLY - Burnt.SKIN_FROM), 0, 1);
            around.data()[i] = (float) t * Math.max(0, 1 - 2 * soft.data()[i]);
        }
        return around;
    }
}
