package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * {@code skin}: what a make-up artist and a dodge-and-burn pass do. Shadows under the eyes are filled, forehead, nose,
 * cheekbones and chin are lifted a little, the sides of the face lowered, the mid-tones of skin brightened; eyes gain
 * clarity and a cleaner white, lips colour. All amounts are in CIE Lab (L 0 to 100) at strength 1, all places in eye
 * distances from the point between the eyes, see {@link FaceMap}. Both were chosen by eye on the public-domain sitters.
 */
final class Beauty {
    /** Standard deviation of the mean lightness around a pixel, face widths. */
    private static final double SURROUNDINGS = 0.025;
    /** Skin mask below which a pixel is left alone. */
    private static final float LEAST_SKIN = 0.01f;

    /** What is done to skin. */
    private static final class Skin {
        /** L by which a shadow under the eyes is lifted at most. */
        static final float MOST_FILLED = 9f;
        /** L by which mid-tones are lifted, as a factor of {@code t (1 - t)} with t = L / 100: a quarter of it at L 50. */
        static final float MIDTONES = 19.2f;
        /** L added where light is painted on fully. */
        static final double DODGE = 3.9;
        /** L taken where shade is painted on fully. */
        static final double BURN = 3.3;

        private Skin() {}
    }

    /** What is done to eyes and lips. */
    private static final class Features {
        /** Share of the local contrast that is added to what shines in an eye, and to what is dark there. */
        static final float EYES = 0.38f;
        static final float IRIS = 0.05f;
        /** L that the eyes gain, as much as the skin around them; in full from {@link #LIFTED_FROM} on, none at L 0. */
        static final float LIFT = 3.7f;
        static final float LIFTED_FROM = 60;
        /** Share of its colour that the white of an eye loses. */
        static final float WHITENING = 0.37f;
        /** What is this much lighter than its surroundings is surely the white of an eye, L. */
        static final float WHITE_ABOVE = 8;
        /** Chroma of what is never the white of an eye, and the width of the fall below it. */
        static final float COLOURED = 24;
        static final float COLOURED_FALL = 10;
        /** Shares of a and b that lips gain. */
        static final float REDDER = 0.33f;
        static final float WARMER = 0.17f;
        /** Value of a from which skin counts as lips, and how far above that it counts fully. */
        static final float RED_FROM = 14;
        static final float RED_RISE = 8;

        private Features() {}
    }

    /**
     * A round spot on the face that fades as a Gaussian.
     *
     * @param share of the amount (of filling, dodging or burning) that it gets in its middle
     * @param x     of its middle; for pairs that of the right one in the picture
     * @param rx    standard deviation across; {@code ry} down
     */
    private record Spot(double share, double x, double y, double rx, double ry) {
        static final Spot UNDER_EYE = new Spot(0.8, 0.5, 0.3, 0.24, 0.09);
        static final Spot FOREHEAD = new Spot(0.9, 0, -0.62, 0.42, 0.22);
        static final Spot NOSE_BRIDGE = new Spot(0.7, 0, 0.25, 0.09, 0.32);
        static final Spot CHEEKBONE = new Spot(0.9, 0.62, 0.45, 0.22, 0.15);
        static final Spot CHIN = new Spot(0.6, 0, 1.72, 0.2, 0.14);
        static final Spot SIDE = new Spot(1, 1.02, 0.85, 0.16, 0.5);
        static final Spot UNDER_CHIN = new Spot(0.6, 0, 2.15, 0.7, 0.12);

        /** The share that a place gets. */
        double at(double px, double py) {
            return share * FaceMap.glow(px, py, x, y, rx, ry);
        }
    }

    /** Where make-up reaches: half its width, and how far above (negative) and below the eyes it begins and ends. */
    private static final class Reach {
        static final double ACROSS = 1.7;
        static final double ABOVE = -1.8;
        static final double BELOW = 3.2;
        /** Where eyes and lips begin. */
        static final double ABOVE_EYES = -0.2;

        private Reach() {}
    }

    /** Make-up is computed at a size at which the eyes are about this many pixels apart: enough for its finest part. */
    private static final double MAKE_UP_EYES = 28;
    private static final int MOST_REDUCTION = 4;

    private Beauty() {}

    /**
     * @param lab      changed in place
     * @param skin     same size, from {@link ToneMask}
     * @param strength 0 to 1
     * @param bw       face width, pixels
     */
    static void apply(Raster lab, Raster skin, FaceMap map, double strength, double bw) {
        if (strength <= 0) {
            return;
        }
        Enlargement smooth = Filters.smooth(lightness(lab), SURROUNDINGS * bw);
        Enlargement makeUp = makeUp(map, lab.width(), lab.height());
        float skinL = (float) EvenSkin.mean(lab, skin)[0];
        float s = (float) strength;
        int width = lab.width();
        Rows.parallel(lab.height(), (from, to) -> {
            float[] around = smooth.line();
            float[] paint = makeUp.line();
            for (int py = from; py < to; py++) {
                smooth.row(py, around);
                makeUp.row(py, paint);
                for (int px = 0; px < width; px++) {
                    int i = py * width + px;
                    float m = skin.data()[i];
                    if (m > LEAST_SKIN) {
                        float t = Math.min(1f, Math.max(0f, around[px] * 0.01f));
                        float fill = paint[3 * px] * Math.min(Skin.MOST_FILLED, Math.max(0f, skinL - around[px]));
                        float lift = s * m
                                * (fill + paint[3 * px + 1] + paint[3 * px + 2] * Skin.MIDTONES * t * (1 - t));
                        lab.data()[3 * i] += lift > 0 ? lift * Retoucher.room(lab.data()[3 * i]) : lift;
                    }
                    double x = map.x(px, py);
                    double y = map.y(px, py);
                    if (y > Reach.ABOVE_EYES && Math.abs(x) < Reach.ACROSS && y < Reach.BELOW) {
                        eyesAndLips(lab.data(), around[px], 3 * i, map, x, y, s);
                    }
                }
            }
        });
    }

    private static Raster lightness(Raster lab) {
        Raster light = Raster.blank(lab.width(), lab.height(), 1);
        Rows.parallel(lab.height(), (from, to) -> {
            for (int i = from * lab.width(); i < to * lab.width(); i++) {
                light.data()[i] = lab.data()[3 * i];
            }
        });
        return light;
    }

    /**
     * What is done to skin at each place, at full strength: share of a shadow under the eyes that is filled, L added or
     * taken, and share of the general lift. All of it is smooth; made at the size that its finest part needs.
     */
    private static Enlargement makeUp(FaceMap map, int width, int height) {
        int reduction = (int) Math.clamp(map.iod() / MAKE_UP_EYES, 1, MOST_REDUCTION);
        int w = (width + reduction - 1) / reduction;
        int h = (height + reduction - 1) / reduction;
        Raster small = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            for (int py = from; py < to; py++) {
                for (int px = 0; px < w; px++) {
                    double left = (px + 0.5) * reduction - 0.5;
                    double top = (py + 0.5) * reduction - 0.5;
                    double x = map.x(left, top);
                    double y = map.y(left, top);
                    if (Math.abs(x) <= Reach.ACROSS && y >= Reach.ABOVE && y <= Reach.BELOW) {
                        int i = small.at(px, py);
                        small.data()[i] = (float) Spot.UNDER_EYE.at(Math.abs(x), y);
                        small.data()[i + 1] = (float) dodgeAndBurn(x, y);
                        small.data()[i + 2] = 1;
                    }
                }
            }
        });
        return new Enlargement(small, width, height, reduction);
    }

    /** L added or taken at a place. */
    private static double dodgeAndBurn(double x, double y) {
        double side = Math.abs(x);
        double dodge = Skin.DODGE * Math.min(1, Spot.FOREHEAD.at(x, y) + Spot.NOSE_BRIDGE.at(x, y)
                + Spot.CHEEKBONE.at(side, y) + Spot.CHIN.at(x, y));
        return dodge - Skin.BURN * (Spot.SIDE.at(side, y) + Spot.UNDER_CHIN.at(x, y));
    }

    private static void eyesAndLips(float[] lab, float around, int i, FaceMap map, double x, double y, float s) {
        float soft = (float) FaceMap.eyesSoftly(x, y);
        if (soft > 0) {
            float eyes = (float) FaceMap.eyes(x, y);
            // What is darker than its surroundings is iris and lashes: a darker iris has no colour left.
            float detail = lab[i] - around;
            float lift = eyes * Features.EYES * Math.max(0, detail)
                    + soft * Features.LIFT * Math.clamp(lab[i] / Features.LIFTED_FROM, 0f, 1f);
            lab[i] += s * (lift * Retoucher.room(lab[i]) + eyes * Features.IRIS * Math.min(0, detail));
            float chroma = (float) Math.hypot(lab[i + 1], lab[i + 2]);
            float white = eyes * Math.clamp((lab[i] - around) / Features.WHITE_ABOVE, 0f, 1f)
                    * Math.clamp((Features.COLOURED - chroma) / Features.COLOURED_FALL, 0f, 1f);
            lab[i + 1] *= 1 - Features.WHITENING * s * white;
            lab[i + 2] *= 1 - Features.WHITENING * s * white;
        }
        float lips = (float) map.lips(x, y);
        if (lips > 0) {
            float red = lips * Math.clamp((lab[i + 1] - Features.RED_FROM) / Features.RED_RISE, 0f, 1f);
            lab[i + 1] *= 1 + Features.REDDER * s * red;
            lab[i + 2] *= 1 + Features.WARMER * s * red;
        }
    }
}
