package dev.likeness.studio.light;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * A height map of the sitter, good enough to be lit: the body as a pillow that rises from its silhouette, the head as
 * an ellipsoid on it, and bumps for nose, sockets, cheekbones, brow, lips and chin where the eyes say they are. Heights
 * are in pixels of the map, rising towards the camera.
 *
 * @param height one channel
 * @param bw     face width in its pixels
 */
record Relief(Raster height, double bw) {
    /** The body as a pillow. */
    private static final class Body {
        /** Distance from the silhouette over which it rises, face widths. */
        static final double ROUNDING = 0.62;
        /** Its height over that distance: a little flatter than round. */
        static final double FLATNESS = 0.8;
        /** Alpha from which a pixel belongs to it. */
        static final float INSIDE = 0.5f;

        private Body() {}
    }

    /** The head as an ellipsoid, in eye distances from the point between the eyes. By eye on the public-domain sitters. */
    private static final class Head {
        /** Half its width, and half its height. */
        static final double ACROSS = 1.28;
        static final double DOWN = 1.95;
        /** How far its middle lies below the eyes. */
        static final double MIDDLE = 0.25;
        /** Half its depth, and how far its rim stands before the body. */
        static final double DEPTH = 1.25;
        static final double RIM = 0.25;
        /** Where it is looked for: half the width, above (negative) and below the eyes. */
        static final double SEARCHED_ACROSS = 1.7;
        static final double SEARCHED_FROM = -2;
        static final double SEARCHED_TO = 2.6;
        /** How steeply the features rise from its rim inwards, by the share of the squared radius that is left. */
        static final double FEATURES_RISE = 4;

        private Head() {}
    }

    /** The nose: a ridge that rises from the root to the tip and falls to the lip; eye distances. By eye. */
    private static final class Nose {
        static final double HEIGHT = 0.30;
        /** Standard deviation of the ridge across. */
        static final double ACROSS = 0.17;
        /** Below the eyes: the root, the tip and the end. */
        static final double ROOT = -0.25;
        static final double TIP = 0.62;
        static final double END = 0.8;
        /** From the root to the tip, and from there to the end. */
        static final double ROOT_TO_TIP = 0.87;
        static final double TIP_TO_END = 0.18;

        private Nose() {}
    }

    /**
     * A Gaussian bump or hollow of the face in eye distances, by eye on the public-domain sitters.
     *
     * @param height above the head's ellipsoid; hollows are taken away from it
     * @param x      of its middle; pairs are mirrored
     * @param y      of its middle, below the eyes or, for lips and chin, below the mouth
     * @param rx     standard deviation across; {@code ry} down
     */
    private record Bump(double height, double x, double y, double rx, double ry) {
        static final Bump EYE_SOCKET = new Bump(0.13, 0.5, 0, 0.26, 0.16);
        static final Bump CHEEKBONE = new Bump(0.07, 0.62, 0.5, 0.25, 0.2);
        static final Bump LIPS = new Bump(0.08, 0, 0, 0.34, 0.13);
        static final Bump CHIN = new Bump(0.09, 0, 0.6, 0.26, 0.18);
        static final Bump BROW = new Bump(0.06, 0.45, -0.32, 0.4, 0.12);

        double at(double u, double v) {
            double across = u - x;
            double down = v - y;
            return height * Math.exp(-0.5 * (across * across / (rx * rx) + down * down / (ry * ry)));
        }
    }

    /** Standard deviation by which the whole map is smoothed, face widths: no edge of it may show in the light. */
    private static final double SMOOTHING = 0.028;

    /**
     * @param alpha one channel
     * @param face  in the pixels of {@code alpha}
     */
    static Relief of(Raster alpha, Face face) {
        double bw = face.width();
        Raster z = pillow(alpha, Body.ROUNDING * bw);
        double iod = face.eyeDistance();
        double mouth = (face.mouth().y() - face.eyesY()) / iod;
        Rows.parallel(z.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                double v = (y - face.eyesY()) / iod;
                if (v < Head.SEARCHED_FROM || v > Head.SEARCHED_TO) {
                    continue;
                }
                for (int x = 0; x < z.width(); x++) {
                    double u = (x - face.eyesX()) / iod;
                    if (Math.abs(u) < Head.SEARCHED_ACROSS) {
                        int i = y * z.width() + x;
                        z.data()[i] = (float) head(z.data()[i], u, v, iod, mouth);
                    }
                }
            }
        });
        return new Relief(Filters.gauss(z, SMOOTHING * bw), bw);
    }

    /** Quarter-circle profile over the distance to the silhouette. */
    private static Raster pillow(Raster alpha, double radius) {
        // The silhouette ends at the picture's sides and bottom only because the picture does.
        int margin = (int) Math.ceil(radius);
        Raster all = Mask.where(alpha, a -> a > Body.INSIDE).continued(margin).distances();
        Raster z = Raster.blank(alpha.width(), alpha.height(), 1);
        for (int y = 0; y < z.height(); y++) {
            for (int x = 0; x < z.width(); x++) {
                double t = 1 - Math.min(all.data()[y * all.width() + x + margin] / radius, 1);
                z.data()[y * z.width() + x] = (float) (Math.sqrt(1 - t * t) * Body.FLATNESS * radius);
            }
        }
        return z;
    }

    /**
     * Height with the head on the body.
     *
     * @param body  height of the body there, pixels
     * @param u     right of the point between the eyes, eye distances
     * @param v     below it
     * @param mouth below it
     */
    private static double head(double body, double u, double v, double iod, double mouth) {
        double eu = u / Head.ACROSS;
        double ev = (v - Head.MIDDLE) / Head.DOWN;
        double inside = 1 - eu * eu - ev * ev;
        double z = inside > 0 ? Math.max(body, iod * (Head.DEPTH * Math.sqrt(inside) + Head.RIM)) : body;
        double weight = Math.clamp(inside * Head.FEATURES_RISE, 0, 1);
        double side = Math.abs(u);
        double bumps = nose(u, v) - Bump.EYE_SOCKET.at(side, v) + Bump.CHEEKBONE.at(side, v)
                + Bump.LIPS.at(u, v - mouth) + Bump.CHIN.at(u, v - mouth) + Bump.BROW.at(side, v);
        return z + weight * iod * bumps;
    }

    private static double nose(double u, double v) {
        if (v < Nose.ROOT || v > Nose.END) {
            return 0;
        }
        double ridge = Nose.HEIGHT * Math.exp(-0.5 * Math.pow(u / Nose.ACROSS, 2));
        return ridge * (v < Nose.TIP ? (v - Nose.ROOT) / Nose.ROOT_TO_TIP : (Nose.END - v) / Nose.TIP_TO_END);
    }
}
