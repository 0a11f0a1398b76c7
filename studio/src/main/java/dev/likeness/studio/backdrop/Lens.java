package dev.likeness.studio.backdrop;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;

/** Blur by an open aperture, in linear light, and the enlargement of a small painting to the full picture. */
public final class Lens {
    /** Up to this radius sums are faster than a transform. */
    private static final double DIRECT = 10;

    private Lens() {}

    /**
     * Blurs with the evenly lit disc of an open aperture; edge pixels of the disc count by their covered share.
     *
     * @param sharp  linear light
     * @param radius of the disc, pixels; the time grows with its square, so reduce the picture first
     */
    public static Raster defocus(Raster sharp, double radius) {
        if (radius < 0.6) {
            return sharp;
        }
        if (radius <= DIRECT) {
            return new Disc(radius).blur(sharp);
        }
        return Filters.correlated(sharp, disc(radius));
    }

    /**
     * Lays things that stand before a background over it, out of focus.
     *
     * @param things linear light and cover, B G R A, premultiplied: so blurred outlines mix as light does
     * @param radius of the disc, pixels
     */
    static void over(Raster background, Raster things, double radius) {
        float[] below = background.data();
        float[] above = defocus(things, radius).data();
        Rows.parallel(background.height(), (from, to) -> {
            for (int i = from * background.width(); i < to * background.width(); i++) {
                float through = Math.max(0, 1 - above[4 * i + 3]);
                for (int c = 0; c < 3; c++) {
                    below[3 * i + c] = below[3 * i + c] * through + Math.max(0, above[4 * i + c]);
                }
            }
        });
    }

    private static Raster disc(double radius) {
        int reach = (int) Math.ceil(radius);
        Raster kernel = Raster.blank(2 * reach + 1, 2 * reach + 1, 1);
        double sum = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int y = -reach; y <= reach; y++) {
                for (int x = -reach; x <= reach; x++) {
                    double weight = Math.clamp(radius + 0.5 - Math.hypot(x, y), 0.0, 1.0);
                    if (pass == 0) {
                        sum += weight;
                    } else {
                        kernel.data()[kernel.at(x + reach, y + reach)] = (float) (weight / sum);
                    }
                }
            }
        }
        return kernel;
    }

    /**
     * Enlarges a painting to the full picture and adds the faint noise of a sensor (0.6 % of the light and a floor), so
     * that long gradients do not break into bands when they are encoded in 8 bits.
     */
    static Scene develop(Raster small, int width, int height, long seed) {
        Raster full = Resampling.cubic(small, width, height);
        float[] data = full.data();
        int stride = width * 3;
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                long state = Noise.mix(seed ^ 0x5EED5EEDL * (y + 1));
                for (int x = 0; x < width; x++) {
                    state = state * 6364136223846793005L + 1442695040888963407L;
                    // The sum of two uniform numbers: triangular noise in -1..1.
                    float noise = ((state >>> 48) + (state >>> 32 & 0xFFFF)) * (1f / 65536) - 1f;
                    int at = y * stride + x * 3;
                    for (int c = at; c < at + 3; c++) {
                        float light = Math.max(0, data[c]);
                        data[c] = Math.max(0, light + noise * (light * 0.006f + 0.0002f));
                    }
                }
            }
        });
        return new Scene(full);
    }

    /** Smooth step from 0 below {@code from} to 1 above {@code to}. */
    static double step(double from, double to, double x) {
        double t = Math.clamp((x - from) / (to - from), 0.0, 1.0);
        return t * t * (3 - 2 * t);
    }

    static double square(double x) {
        return x * x;
    }
}
