package dev.likeness.studio.grade;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;

/**
 * What the photo's camera left in the picture of the sitter, noise and softness, measured there so that a painted
 * background can be given the like: a clean, crisp one behind a noisy or soft sitter looks pasted.
 *
 * <p>
 * Noise is what a mask that ignores lines and slopes finds (J. Immerkær, "Fast noise variance estimation", CVIU 1996), in
 * blocks of {@value #BLOCK} pixels inside the sitter; the smoothest twentieth of them has noise and nothing else. Measured again
 * at half the size it tells how large the grains are, up to nearly a pixel; what is coarser is taken for texture. Softness is
 * the width of the sharpest edges of the face: blurred once more, an edge loses the less of its slope the softer it was
 * (S. Zhuo, T. Sim, "Defocus map estimation from a single image", Pattern Recognition 2011).
 *
 * @param noise standard deviation of the noise in brightness, of the range of sRGB; 0 where there is too little to be seen
 * @param size  standard deviation of a grain, pixels
 * @param blur  standard deviation of the face's sharpest edges, pixels; 0 where they are crisp
 */
public record PhotoTexture(double noise, double size, double blur) {
    private static final int BLOCK = 16;
    /** Every so many blocks across and down are looked at. */
    private static final int EVERY = 2;
    private static final double SMOOTHEST = 0.05;
    private static final int LEAST_BLOCKS = 24;
    /**
     * What the mask finds of cloth and skin in six photos from a studio stays below 0.003; more is noise. More noise than the
     * other is a fault that need not be repeated.
     */
    private static final double LEAST_FOUND = 0.0034;
    private static final double MOST_NOISE = 0.016;
    private static final double[] SIZES = {0.40, 0.60, 0.85};
    /** The blur with which edges are measured, pixels, and the share of the face's pixels that are its sharpest edges. */
    private static final double PROBE = 1.5;
    private static final double SHARPEST = 0.004;
    /** Blur of the background as a share of the sitter's, the least that is worth it, and the most. */
    private static final double SHARE = 0.8;
    private static final double LEAST_BLUR = 1.2;
    private static final double MOST_BLUR = 4;

    /**
     * Measures a sitter.
     *
     * @param bgr   the canvas, sRGB 0 to 1
     * @param alpha of the sitter
     */
    public static PhotoTexture of(Raster bgr, Raster alpha, Face face) {
        Grains grains = Grains.of(bgr, alpha);
        double noise = Math.min(MOST_NOISE, grains.noise);
        double blur = softness(bgr, face);
        return new PhotoTexture(noise, grains.size, blur < LEAST_BLUR ? 0 : Math.min(MOST_BLUR, blur));
    }

    /** The background with the photo's softness and noise; the same raster where it needs neither. */
    public Raster lend(Raster background, Seed seed) {
        Raster soft = blur > 0 ? Filters.gauss(background, SHARE * blur) : background;
        if (noise > 0) {
            grain(soft, seed);
        }
        return soft;
    }

    private void grain(Raster light, Seed seed) {
        Grain grain = Grain.of(new Seed(seed.value() ^ 0x6721), light.width(), light.height(), size);
        float[] data = light.data();
        float strength = (float) noise;
        Rows.parallel(light.height(), (from, to) -> {
            float[] row = new float[light.width()];
            for (int y = from; y < to; y++) {
                Arrays.fill(row, 0);
                grain.add(y, strength, row);
                for (int x = 0; x < row.length; x++) {
                    int at = light.at(x, y);
                    for (int c = at; c < at + 3; c++) {
                        // The slope of linear light over its code, within a few per cent of that of sRGB.
                        float slope = 0.08f + 2.05f * (float) Math.sqrt(Math.max(0, data[c]));
                        data[c] = Math.max(0, data[c] + row[x] * slope);
                    }
                }
            }
        });
    }

    /** The noise's strength and the size of its grains. */
    private record Grains(double noise, double size) {
        static Grains of(Raster bgr, Raster alpha) {
            int across = bgr.width() / BLOCK / EVERY;
            int down = bgr.height() / BLOCK / EVERY;
            double[] full = new double[across * down];
            double[] half = new double[across * down];
            Arrays.fill(full, Double.MAX_VALUE);
            Arrays.fill(half, Double.MAX_VALUE);
            Rows.parallel(down, (from, to) -> {
                double[] block = new double[BLOCK * BLOCK];
                double[] small = new double[BLOCK * BLOCK / 4];
                for (int row = from; row < to; row++) {
                    for (int column = 0; column < across; column++) {
                        int x = column * BLOCK * EVERY;
                        int y = row * BLOCK * EVERY;
                        if (isInside(alpha, x, y) && load(bgr, x, y, block)) {
                            halve(block, small);
                            full[row * across + column] = residue(block, BLOCK);
                            half[row * across + column] = residue(small, BLOCK / 2);
                        }
                    }
                }
            });
            Arrays.sort(full);
            Arrays.sort(half);
            int found = 0;
            while (found < full.length && full[found] < Double.MAX_VALUE) {
                found++;
            }
            int pick = (int) (SMOOTHEST * found);
            if (found < LEAST_BLOCKS || full[pick] < LEAST_FOUND) {
                return new Grains(0, SIZES[0]);
            }
            double ratio = half[pick] / Math.max(1e-9, full[pick]);
            double size = SIZES[0];
            double nearest = Double.MAX_VALUE;
            for (double candidate : SIZES) {
                double off = Math.abs(response(candidate, 2) / response(candidate, 1) - ratio);
                if (off < nearest) {
                    nearest = off;
                    size = candidate;
                }
            }
            return new Grains(full[pick] / response(size, 1), size);
        }

        private static boolean isInside(Raster alpha, int x, int y) {
            float least = 1;
            for (int corner = 0; corner < 5; corner++) {
                int px = x + (corner == 4 ? BLOCK / 2 : (corner & 1) * (BLOCK - 1));
                int py = y + (corner == 4 ? BLOCK / 2 : (corner >> 1) * (BLOCK - 1));
                least = Math.min(least, alpha.data()[py * alpha.width() + px]);
            }
            return least > 0.98f;
        }

        /** Loads the brightness; false where it is clipped, for there is no noise left there. */
        private static boolean load(Raster bgr, int x, int y, double[] block) {
            double sum = 0;
            for (int j = 0; j < BLOCK; j++) {
                int at = bgr.at(x, y + j);
                for (int i = 0; i < BLOCK; i++) {
                    double luma = 0.114 * bgr.data()[at + 3 * i] + 0.587 * bgr.data()[at + 3 * i + 1]
                            + 0.299 * bgr.data()[at + 3 * i + 2];
                    block[j * BLOCK + i] = luma;
                    sum += luma;
                }
            }
            double mean = sum / block.length;
            return mean > 0.08 && mean < 0.92;
        }

        private static void halve(double[] block, double[] small) {
            int n = BLOCK / 2;
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    int at = 2 * j * BLOCK + 2 * i;
                    small[j * n + i] = (block[at] + block[at + 1] + block[at + BLOCK] + block[at + BLOCK + 1]) / 4;
                }
            }
        }

        /** Standard deviation of white noise that would leave as much. */
        private static double residue(double[] block, int n) {
            double sum = 0;
            for (int j = 1; j < n - 1; j++) {
                for (int i = 1; i < n - 1; i++) {
                    int at = j * n + i;
                    double across = block[at - n - 1] - 2 * block[at - n] + block[at - n + 1]
                            - 2 * (block[at - 1] - 2 * block[at] + block[at + 1])
                            + block[at + n - 1] - 2 * block[at + n] + block[at + n + 1];
                    sum += Math.abs(across);
                }
            }
            return Math.sqrt(Math.PI / 2) * sum / (6.0 * (n - 2) * (n - 2));
        }

        /** What {@link #residue} finds of noise of unit variance and a size, at full size (1) or halved (2). */
        private static double response(double size, int step) {
            int reach = 16;
            double[] seen = new double[2 * reach + 1];
            double own = 0;
            for (int i = -reach; i <= reach; i++) {
                double g = Math.exp(-i * i / (2 * size * size));
                own += g * g;
                for (int tap = -1; tap <= 1; tap++) {
                    double weight = tap == 0 ? -2 : 1;
                    for (int k = 0; k < step; k++) {
                        int at = i + tap * step + k + reach;
                        if (at >= 0 && at < seen.length) {
                            seen[at] += weight * g / step;
                        }
                    }
                }
            }
            double left = 0;
            for (double s : seen) {
                left += s * s;
            }
            return left / own / 6;
        }
    }

    /** Width of the face's sharpest edges, pixels. */
    private static double softness(Raster bgr, Face face) {
        int left = (int) Math.clamp(face.eyesX() - 0.5 * face.width(), 0, bgr.width() - 1);
        int right = (int) Math.clamp(face.eyesX() + 0.5 * face.width(), left, bgr.width());
        int top = (int) Math.clamp(face.eyesY() - 0.35 * face.width(), 0, bgr.height() - 1);
        int bottom = (int) Math.clamp(face.eyesY() + 0.75 * face.width(), top, bgr.height());
        int w = right - left;
        int h = bottom - top;
        if (w < 24 || h < 24) {
            return 0;
        }
        Raster luma = Raster.blank(w, h, 1);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int at = bgr.at(left + x, top + y);
                luma.data()[y * w + x] = 0.114f * bgr.data()[at] + 0.587f * bgr.data()[at + 1]
                        + 0.299f * bgr.data()[at + 2];
            }
        }
        float[] soft = Filters.gauss(luma, PROBE).data();
        float[] sharp = luma.data();
        float[] slopes = new float[w * h];
        double[] ratios = new double[w * h];
        for (int y = 1; y < h - 1; y++) {
            for (int x = 1; x < w - 1; x++) {
                int i = y * w + x;
                double after = slope(soft, i, w);
                slopes[i] = (float) after;
                ratios[i] = slope(sharp, i, w) / Math.max(1e-4, after);
            }
        }
        float[] sorted = slopes.clone();
        Arrays.sort(sorted);
        int edges = Math.max(16, (int) (SHARPEST * w * h) * 4);
        float strong = sorted[Math.max(0, sorted.length - edges)];
        double[] found = new double[w * h];
        int n = 0;
        for (int i = 0; i < slopes.length; i++) {
            if (slopes[i] >= strong && slopes[i] > 0) {
                found[n++] = ratios[i];
            }
        }
        double[] edge = Arrays.copyOf(found, n);
        Arrays.sort(edge);
        double ratio = edge[(int) (0.75 * (n - 1))];
        return PROBE / Math.sqrt(Math.max(0.02, ratio * ratio - 1));
    }

    private static double slope(float[] data, int i, int w) {
        return Math.hypot(data[i + 1] - data[i - 1], data[i + w] - data[i - w]);
    }
}
