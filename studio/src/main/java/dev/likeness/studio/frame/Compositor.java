package dev.likeness.studio.frame;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.light.Highlights;
import dev.likeness.studio.light.Relighter.Lighting;

/**
 * Puts the sitter before the background, in linear light: gains of the new light, a rim from behind, a little of the
 * background's light wrapped around the edge, and then the mix by alpha. One pass over memory.
 */
public final class Compositor {
    /** Smooth light is computed for every so many pixels across and down, and no less than so many in all. */
    private static final int REDUCTION = 4;
    private static final int LEAST_SIDE = 8;

    /** The background's light that reaches around the sitter's edge. By eye on the public-domain sitters. */
    private static final class Wrap {
        /** Standard deviation of the light, face widths. */
        static final double SPREAD = 0.05;
        /** Standard deviation of the edge on which it falls, face widths. */
        static final double EDGE = 0.014;
        /** Share of it that is added, and of the sitter's own light that gives way to it. */
        static final float SHARE = 0.22f;
        static final float GIVES_WAY = 0.5f;

        private Wrap() {}
    }

    /** The light from behind. By eye on the public-domain sitters. */
    private static final class Rim {
        /** Standard deviation of its width, face widths, and the least, reduced pixels. */
        static final double WIDTH = 0.022;
        static final double LEAST_WIDTH = 0.7;
        /** Direction of its lamp on the contour: away from the key, and upwards. A unit vector. */
        static final float SIDEWAYS = 0.85f;
        static final float UPWARDS = 0.53f;
        /** Reciprocal of the gradient of alpha from which the contour's direction is trusted. */
        static final float TRUSTED = 6;
        /** Factor that takes the band inside the contour to 1. */
        static final float BAND = 2;
        /** Light that any surface reflects at grazing angles, and its rise with the light's strength above an accent. */
        static final float SHEEN = 0.02f;
        static final float MORE_SHEEN = 0.03f;
        static final float ACCENT = 0.5f;
        /** Share of a surface's own colour in what it reflects of this light. */
        static final float OWN_COLOUR = 0.6f;
        /** Share of the scene's lamps in it; the rest is the background next to the contour. */
        static final float LAMPS = 0.6f;

        private Rim() {}
    }

    private Compositor() {}

    /**
     * @param colours  the sitter's own colours, sRGB 0 to 1
     * @param alpha    of the sitter
     * @param face     on the canvas
     * @param lighting gains for each pixel
     * @param exposure linear B, G, R gain for the whole sitter
     */
    @SuppressWarnings("ArrayRecordComponent") // gains: never compared
    public record Subject(Raster colours, Raster alpha, Face face, Lighting lighting, float[] exposure) {}

    /** @param background linear light; becomes the finished picture */
    public static void place(Subject subject, Raster background) {
        lit(subject, background, false);
    }

    /**
     * The sitter alone, for a picture without a background: their own colours wherever there is anything of them, not
     * multiplied by alpha, and continued beyond, so that whoever scales the picture gets no dark edge. No light wraps around
     * the edge, as there is none behind.
     *
     * @return linear light
     */
    public static Raster cutOut(Subject subject) {
        Raster alpha = subject.alpha;
        Raster alone = Raster.blank(alpha.width(), alpha.height(), 3);
        lit(subject, alone, true);
        Raster known = Raster.blank(alpha.width(), alpha.height(), 4);
        for (int i = 0; i < alpha.data().length; i++) {
            // The colours of nearly transparent pixels are unreliable.
            float a = alpha.data()[i] * alpha.data()[i];
            for (int c = 0; c < 3; c++) {
                known.data()[4 * i + c] = a * alone.data()[3 * i + c];
            }
            known.data()[4 * i + 3] = a;
        }
        Raster around = OwnBackground.fill(known);
        for (int i = 0; i < alpha.data().length; i++) {
            float sure = Math.min(1, alpha.data()[i] * SURE_FROM);
            for (int c = 3 * i; c < 3 * i + 3; c++) {
                alone.data()[c] = around.data()[c] + sure * (alone.data()[c] - around.data()[c]);
            }
        }
        return alone;
    }

    /** Reciprocal of the alpha from which a pixel's own colour is reliable. */
    private static final float SURE_FROM = 4;

    private static void lit(Subject subject, Raster background, boolean straight) {
        Raster colours = subject.colours;
        Raster alpha = subject.alpha;
        double bw = subject.face.width();
        int width = background.width();
        int height = background.height();
        int w = Math.max(LEAST_SIDE, width / REDUCTION);
        int h = Math.max(LEAST_SIDE, height / REDUCTION);
        Raster around = Resampling.averaged(background, w, h);
        float[] lamps = subject.lighting.scene().rim();
        float wrap = straight ? 0 : (float) (Wrap.SHARE * subject.lighting.scene().wrap());
        Enlargement wrapped = new Enlargement(Filters.gauss(around, Wrap.SPREAD * bw / REDUCTION), width, height);
        Enlargement inner = Filters.smooth(alpha, Wrap.EDGE * bw);
        Enlargement rim = new Enlargement(rim(Resampling.averaged(alpha, w, h), subject), width, height);
        Enlargement gain = subject.lighting.gain();
        float[] exposure = subject.exposure;
        float rimPower = (float) subject.lighting.rim();
        // Hair and cloth shine at grazing angles; it shows where light from behind is more than an accent.
        float sheen = Rim.SHEEN + Rim.MORE_SHEEN * Math.max(0, rimPower - Rim.ACCENT);
        Rows.parallel(height, (from, to) -> {
            float[] gains = gain.line();
            float[] wraps = wrapped.line();
            float[] rims = rim.line();
            float[] inners = inner.line();
            for (int y = from; y < to; y++) {
                if (isEmpty(alpha, y)) {
                    continue;
                }
                gain.row(y, gains);
                wrapped.row(y, wraps);
                rim.row(y, rims);
                inner.row(y, inners);
                for (int x = 0; x < width; x++) {
                    float a = alpha.data()[y * width + x];
                    if (a <= 0) {
                        continue;
                    }
                    float edge = a * Math.clamp(1 - inners[x], 0f, 1f) * wrap;
                    float r = rimPower * rims[x];
                    float brightest = 0;
                    float most = 0;
                    for (int c = 0; c < 3; c++) {
                        brightest = Math.max(brightest, colours.data()[3 * (y * width + x) + c]);
                        most = Math.max(most, gains[3 * x + c] * exposure[c]);
                    }
                    float share = Highlights.share(Srgb.toLinear(brightest), most);
                    for (int c = 0; c < 3; c++) {
                        int i = 3 * x + c;
                        int k = 3 * y * width + i;
                        float own = Srgb.toLinear(colours.data()[k]);
                        float light = own * Highlights.gain(gains[i] * exposure[c], share);
                        light += r * (sheen + Rim.OWN_COLOUR * own) * (Rim.LAMPS * lamps[c] + wraps[i]);
                        light += edge * (wraps[i] - light * Wrap.GIVES_WAY);
                        float mixed = straight ? light : a * light + (1 - a) * background.data()[k];
                        background.data()[k] = Math.max(0, mixed);
                    }
                }
            }
        });
    }

    private static boolean isEmpty(Raster alpha, int y) {
        for (int i = y * alpha.width(); i < (y + 1) * alpha.width(); i++) {
            if (alpha.data()[i] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Where light from behind, opposite the key, touches the contour; 0 to 1. */
    private static Raster rim(Raster alpha, Subject subject) {
        double sigma = Math.max(Rim.LEAST_WIDTH, Rim.WIDTH * subject.face.width() / REDUCTION);
        int width = alpha.width();
        int height = alpha.height();
        Raster soft = Filters.gauss(alpha, sigma);
        float side = subject.lighting.keyLeft() ? Rim.SIDEWAYS : -Rim.SIDEWAYS;
        Raster rim = Raster.blank(width, height, 1);
        Rows.parallel(height, (from, to) -> {
            for (int y = Math.max(1, from); y < Math.min(height - 1, to); y++) {
                for (int x = 1; x < width - 1; x++) {
                    int i = y * width + x;
                    float dx = soft.data()[i + 1] - soft.data()[i - 1];
                    float dy = soft.data()[i + width] - soft.data()[i - width];
                    float n = (float) Math.sqrt(dx * dx + dy * dy) + 1e-4f;
                    // The gradient points inwards; the lamp stands behind on the side away from the key, and above.
                    float facing = Math.max(0, -(dx * side - dy * Rim.UPWARDS) / n)
                            * Math.min(1, n * Rim.TRUSTED);
                    float band = Math.max(0, alpha.data()[i] - soft.data()[i]) * Rim.BAND;
                    rim.data()[i] = Math.min(1, band * facing);
                }
            }
        });
        return rim;
    }
}
