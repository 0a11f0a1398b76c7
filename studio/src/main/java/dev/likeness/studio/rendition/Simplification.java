package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;

/**
 * Simplifies a picture to plain patches with clean contours.
 *
 * <p>
 * Generalised Kuwahara filter (G. Papari, N. Petkov, P. Campisi, "Artistic edge and corner enhancing smoothing", IEEE
 * Trans. Image Processing 16, 2007): each pixel becomes a mean of the means of eight sectors about it, weighted by {@code
 * variance^-4}, so that the sectors across an edge do not count. It runs where its radius is {@link #RADIUS} pixels, at
 * a resolution reduced accordingly; eyes and mouth keep the original's detail.
 */
final class Simplification {
    private static final double RADIUS = 3.2;
    private static final int SECTORS = 8;

    private Simplification() {}

    /**
     * @param radius of the patches on clothes and background, face widths; half as much on the face
     * @param keep   how much of the original remains in eyes and mouth, 0..1
     * @return three channels, the size of the portrait
     */
    static Raster of(Study study, double radius, float keep) {
        Portrait portrait = study.portrait();
        Raster attention = study.attention();
        double reduction = Math.max(1, radius * portrait.unit() / RADIUS);
        int w = Math.max(8, (int) Math.round(portrait.width() / reduction));
        int h = Math.max(8, (int) Math.round(portrait.height() / reduction));
        Raster small = Filters.reduced(portrait.bgr(), w, h);
        Raster look = Filters.reduced(attention, w, h);
        Raster flat = Filters.enlarged(patches(small, look), portrait.width(), portrait.height(), Interpolation.CUBIC);
        float[] original = portrait.bgr().data();
        Rows.parallel(portrait.height(), (from, to) -> {
            for (int i = from * portrait.width(); i < to * portrait.width(); i++) {
                float a = keep * Tones.smooth(0.6f * Attention.FACE, 1, attention.data()[i]);
                for (int k = 3 * i; k < 3 * i + 3; k++) {
                    flat.data()[k] += a * (original[k] - flat.data()[k]);
                }
            }
        });
        return flat;
    }

    /** Offsets of a disc and the two sectors each belongs to. */
    private record Disc(int[] dx, int[] dy, int[] sector, float[] first, float[] second) {
        static Disc of(double radius) {
            int r = (int) radius;
            int side = 2 * r + 1;
            int[] dx = new int[side * side];
            int[] dy = new int[side * side];
            int[] sector = new int[side * side];
            float[] first = new float[side * side];
            float[] second = new float[side * side];
            int n = 0;
            for (int y = -r; y <= r; y++) {
                for (int x = -r; x <= r; x++) {
                    double d = x * x + y * y;
                    if (d == 0 || d > radius * radius) {
                        continue;
                    }
                    double turn = (Math.atan2(y, x) / (2 * Math.PI) + 1) % 1 * SECTORS;
                    double weight = Math.exp(-d / (0.7 * radius * radius));
                    dx[n] = x;
                    dy[n] = y;
                    sector[n] = (int) turn % SECTORS;
                    second[n] = (float) (weight * (turn - (int) turn));
                    first[n] = (float) (weight - second[n]);
                    n++;
                }
            }
            return new Disc(Arrays.copyOf(dx, n), Arrays.copyOf(dy, n),
                    Arrays.copyOf(sector, n), first, second);
        }
    }

    private static Raster patches(Raster picture, Raster attention) {
        int w = picture.width();
        int h = picture.height();
        Disc wide = Disc.of(RADIUS);
        Disc narrow = Disc.of(1.5);
        Raster result = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            float[] sums = new float[SECTORS * 5];
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    Disc disc = attention.data()[y * w + x] > 0.7f * Attention.FACE ? narrow : wide;
                    gather(picture, x, y, disc, sums);
                    mix(picture, sums, result, picture.at(x, y));
                }
            }
        });
        return result;
    }

    /** Weighted sums of B, G, R, squared luma and the weight itself over each sector. */
    private static void gather(Raster picture, int x, int y, Disc disc, float[] sums) {
        Arrays.fill(sums, 0);
        float[] data = picture.data();
        for (int k = 0; k < disc.dx.length; k++) {
            int px = Math.clamp(x + disc.dx[k], 0, picture.width() - 1);
            int py = Math.clamp(y + disc.dy[k], 0, picture.height() - 1);
            int at = picture.at(px, py);
            float b = data[at];
            float g = data[at + 1];
            float r = data[at + 2];
            float luma = Tones.of(b, g, r);
            int one = 5 * disc.sector[k];
            add(sums, one, disc.first[k], b, g, r, luma * luma);
            add(sums, (one + 5) % (5 * SECTORS), disc.second[k], b, g, r, luma * luma);
        }
    }

    private static void add(float[] sums, int at, float weight, float b, float g, float r, float square) {
        sums[at] += weight * b;
        sums[at + 1] += weight * g;
        sums[at + 2] += weight * r;
        sums[at + 3] += weight * square;
        sums[at + 4] += weight;
    }

    private static void mix(Raster picture, float[] sums, Raster result, int at) {
        float total = 0;
        float[] out = result.data();
        for (int s = 0; s < 5 * SECTORS; s += 5) {
            float n = 1 / Math.max(1e-6f, sums[s + 4]);
            float b = sums[s] * n;
            float g = sums[s + 1] * n;
            float r = sums[s + 2] * n;
            float luma = Tones.of(b, g, r);
            float spread = 1 + 9000 * Math.max(0, sums[s + 3] * n - luma * luma);
            float weight = 1 / (spread * spread * spread * spread);
            out[at] += weight * b;
            out[at + 1] += weight * g;
            out[at + 2] += weight * r;
            total += weight;
        }
        for (int c = 0; c < 3; c++) {
            out[at + c] = total < 1e-12f ? picture.data()[at + c] : out[at + c] / total;
        }
    }
}
