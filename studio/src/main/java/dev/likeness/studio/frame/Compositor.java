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
 * Puts the sitter before the ground, in linear light: gains of the new light, a rim from behind, a little of the ground's
 * light wrapped around the edge, and then the mix by alpha. One pass over memory.
 */
public final class Compositor {
    private static final double WRAP_SPREAD = 0.05;
    private static final float WRAP = 0.22f;
    private static final int REDUCTION = 4;

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

    /** @param ground linear light; becomes the finished picture */
    public static void place(Subject subject, Raster ground) {
        Raster colours = subject.colours;
        Raster alpha = subject.alpha;
        double bw = subject.face.width();
        int width = ground.width();
        int height = ground.height();
        int w = Math.max(8, width / REDUCTION);
        int h = Math.max(8, height / REDUCTION);
        Raster seen = Resampling.averaged(ground, w, h);
        float[] lamps = lamps(seen);
        Enlargement wrapped = new Enlargement(Filters.gauss(seen, WRAP_SPREAD * bw / REDUCTION), width, height);
        Enlargement inner = Filters.smooth(alpha, 0.010 * bw);
        Enlargement rim = new Enlargement(rim(Resampling.averaged(alpha, w, h), subject), width, height);
        Enlargement gain = subject.lighting.gain();
        float[] exposure = subject.exposure;
        float rimPower = (float) subject.lighting.rim();
        // Hair and cloth shine at grazing angles; it shows where light from behind is more than an accent.
        float sheen = 0.02f + 0.03f * Math.max(0, rimPower - 0.5f);
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
                    float edge = a * Math.clamp(1 - inners[x], 0f, 1f) * WRAP;
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
                        light += r * (sheen + 0.6f * own) * (0.35f * lamps[c] + wraps[i]);
                        light += edge * (wraps[i] - light * 0.5f);
                        ground.data()[k] = Math.max(0, a * light + (1 - a) * ground.data()[k]);
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

    /**
     * The colour of the scene's lamps, which also light the sitter from behind: the mean over the ground weighted by
     * luminance, two thirds of the way from white, of luminance about 1.
     */
    private static float[] lamps(Raster ground) {
        double[] sum = new double[3];
        double square = 0;
        for (int i = 0; i < ground.data().length; i += 3) {
            float luminance = Srgb.luminance(ground.data()[i], ground.data()[i + 1], ground.data()[i + 2]);
            square += (double) luminance * luminance;
            for (int c = 0; c < 3; c++) {
                sum[c] += (double) luminance * ground.data()[i + c];
            }
        }
        float[] colour = {1, 1, 1};
        for (int c = 0; c < 3 && square > 0; c++) {
            colour[c] = (float) Math.clamp(0.35 + 0.65 * sum[c] / square, 0.3, 2.0);
        }
        return colour;
    }

    /** Where light from behind, opposite the key, touches the contour; 0 to 1. */
    private static Raster rim(Raster alpha, Subject subject) {
        double sigma = Math.max(0.7, 0.022 * subject.face.width() / REDUCTION);
        int width = alpha.width();
        int height = alpha.height();
        Raster soft = Filters.gauss(alpha, sigma);
        float side = subject.lighting.keyLeft() ? 0.85f : -0.85f;
        Raster rim = Raster.blank(width, height, 1);
        Rows.parallel(height, (from, to) -> {
            for (int y = Math.max(1, from); y < Math.min(height - 1, to); y++) {
                for (int x = 1; x < width - 1; x++) {
                    int i = y * width + x;
                    float dx = soft.data()[i + 1] - soft.data()[i - 1];
                    float dy = soft.data()[i + width] - soft.data()[i - width];
                    float n = (float) Math.sqrt(dx * dx + dy * dy) + 1e-4f;
                    // The gradient points inwards; the lamp stands behind on the side away from the key, and above.
                    float facing = Math.max(0, -(dx * side - dy * 0.53f) / n) * Math.min(1, n * 6);
                    float band = Math.max(0, alpha.data()[i] - soft.data()[i]) * 2;
                    rim.data()[i] = Math.min(1, band * facing);
                }
            }
        });
        return rim;
    }
}
