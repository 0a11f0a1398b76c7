package dev.likeness.darkroom.edge;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.List;

/**
 * Estimates the person's own colours, without the tint of the old background in half-transparent pixels: blur fusion,
 * twice (Forte 2021). With local means {@code F = blur(I a) / blur(a)} and {@code B = blur(I (1-a)) / blur(1-a)}, the
 * colour is {@code F + a (I - a F - (1-a) B)}; a wide pass finds the colours, a narrow one the detail.
 *
 * <p>A wide mean has no detail, so that pass runs on a reduced picture; both colours are needed only where alpha is
 * neither 0 nor 1, so the narrow one runs on the tiles along the contour. What the background still tints there, although
 * alpha is 1, {@link BackgroundHue} takes out.
 */
public final class ForegroundColour {
    private static final int TILE = 96;
    /** Radius of the wide mean on the reduced picture, pixels. */
    private static final double SMALL_RADIUS = 8;

    /** Reciprocal of the share of background within the narrow radius at which its hue is taken out in full; by eye. */
    private static final float NEAR = 8;

    private ForegroundColour() {}

    /**
     * @param bgr   three channels, 0 to 1, changed in place; unchanged where alpha is 0 or 1 in the whole neighbourhood
     * @param alpha one channel, 0 to 1
     * @param bw    face width, pixels
     */
    public static void apply(Raster bgr, Raster alpha, double bw) {
        Means wide = Means.of(bgr, alpha, 0.10 * bw);
        int radius = Math.max(2, (int) Math.round(0.012 * bw));
        // Tiles see their neighbours' pixels: all are computed before the first is written.
        List<Patch> patches = Band.of(alpha, TILE, radius).parallelStream()
                .map(tile -> narrow(tile, bgr, alpha, wide, radius)).toList();
        patches.forEach(patch -> patch.lay(bgr));
    }

    /** New colours of a tile. */
    private record Patch(Band.Tile tile, Raster colours) {
        void lay(Raster picture) {
            for (int y = tile.top(); y < tile.bottom(); y++) {
                System.arraycopy(colours.data(), colours.at(0, y - tile.top()), picture.data(),
                        picture.at(tile.left(), y), 3 * tile.width());
            }
        }
    }

    /**
     * Mean colours of person and background around every place, at a fraction of the size.
     *
     * @param person    three channels
     * @param background    three channels
     * @param reduction pixels of the picture to one of the means
     */
    private record Means(Raster person, Raster background, int reduction) {
        static Means of(Raster bgr, Raster alpha, double radius) {
            int reduction = Math.max(1, (int) (radius / SMALL_RADIUS));
            int width = (bgr.width() + reduction - 1) / reduction;
            int height = (bgr.height() + reduction - 1) / reduction;
            Raster front = Raster.blank(width, height, 4);
            Raster back = Raster.blank(width, height, 4);
            Rows.parallel(height, (from, to) -> {
                for (int y = from * reduction; y < Math.min(bgr.height(), to * reduction); y++) {
                    for (int x = 0; x < bgr.width(); x++) {
                        int i = y * bgr.width() + x;
                        int k = 4 * (y / reduction * width + x / reduction);
                        // Mixed pixels weigh less, by the square of their share, because they have the tint that is to
                        // be removed.
                        float f = alpha.data()[i] * alpha.data()[i];
                        float b = (1 - alpha.data()[i]) * (1 - alpha.data()[i]);
                        for (int c = 0; c < 3; c++) {
                            front.data()[k + c] += bgr.data()[3 * i + c] * f;
                            back.data()[k + c] += bgr.data()[3 * i + c] * b;
                        }
                        front.data()[k + 3] += f;
                        back.data()[k + 3] += b;
                    }
                }
            });
            int small = (int) Math.round(radius / reduction);
            return new Means(mean(front, small), mean(back, small), reduction);
        }

        private static Raster mean(Raster sums, int radius) {
            Raster blurred = Filters.box(sums, radius);
            Raster mean = Raster.blank(sums.width(), sums.height(), 3);
            for (int i = 0; i < sums.width() * sums.height(); i++) {
                float weight = 1 / (blurred.data()[4 * i + 3] + 1e-4f);
                for (int c = 0; c < 3; c++) {
                    mean.data()[3 * i + c] = blurred.data()[4 * i + c] * weight;
                }
            }
            return mean;
        }

        /** Channel {@code c} of one of the means at a pixel of the picture, bilinear. */
        float at(Raster mean, int x, int y, int c) {
            float fx = Math.clamp((x + 0.5f) / reduction - 0.5f, 0f, mean.width() - 1f);
            float fy = Math.clamp((y + 0.5f) / reduction - 0.5f, 0f, mean.height() - 1f);
            int x0 = (int) fx;
            int y0 = (int) fy;
            int x1 = Math.min(mean.width() - 1, x0 + 1);
            int y1 = Math.min(mean.height() - 1, y0 + 1);
            float u = fx - x0;
            float v = fy - y0;
            float[] m = mean.data();
            float top = m[mean.at(x0, y0) + c] * (1 - u) + m[mean.at(x1, y0) + c] * u;
            float bottom = m[mean.at(x0, y1) + c] * (1 - u) + m[mean.at(x1, y1) + c] * u;
            return top * (1 - v) + bottom * v;
        }
    }

    private static Patch narrow(Band.Tile tile, Raster bgr, Raster alpha, Means wide, int radius) {
        Band.Tile seen = tile.widened(radius, bgr);
        Raster front = Raster.blank(seen.width(), seen.height(), 4);
        Raster back = Raster.blank(seen.width(), seen.height(), 4);
        for (int y = seen.top(); y < seen.bottom(); y++) {
            for (int x = seen.left(); x < seen.right(); x++) {
                int i = y * bgr.width() + x;
                int k = 4 * ((y - seen.top()) * seen.width() + x - seen.left());
                float a = alpha.data()[i];
                for (int c = 0; c < 3; c++) {
                    float f = wide.at(wide.person, x, y, c);
                    float b = wide.at(wide.background, x, y, c);
                    front.data()[k + c] = a * fused(f, b, a, bgr.data()[3 * i + c]);
                    back.data()[k + c] = (1 - a) * b;
                }
                front.data()[k + 3] = a;
                back.data()[k + 3] = 1 - a;
            }
        }
        Raster f = Filters.box(front, radius);
        Raster b = Filters.box(back, radius);
        Raster colours = Raster.blank(tile.width(), tile.height(), 3);
        float[] person = new float[3];
        float[] background = new float[3];
        for (int y = tile.top(); y < tile.bottom(); y++) {
            for (int x = tile.left(); x < tile.right(); x++) {
                int i = y * bgr.width() + x;
                int at = colours.at(x - tile.left(), y - tile.top());
                int k = 4 * ((y - seen.top()) * seen.width() + x - seen.left());
                float weightF = 1 / (f.data()[k + 3] + 1e-4f);
                float weightB = 1 / (b.data()[k + 3] + 1e-4f);
                for (int c = 0; c < 3; c++) {
                    colours.data()[at + c] = fused(f.data()[k + c] * weightF, b.data()[k + c] * weightB,
                            alpha.data()[i], bgr.data()[3 * i + c]);
                }
                float near = Math.clamp(NEAR * b.data()[k + 3], 0f, 1f);
                if (near > 0) {
                    for (int c = 0; c < 3; c++) {
                        person[c] = wide.at(wide.person, x, y, c);
                        background[c] = wide.at(wide.background, x, y, c);
                    }
                    BackgroundHue.clear(colours.data(), at, near, person, background);
                }
            }
        }
        return new Patch(tile, colours);
    }

    private static float fused(float person, float background, float alpha, float seen) {
        return Math.clamp(person + alpha * (seen - alpha * person - (1 - alpha) * background), 0f, 1f);
    }
}
