package dev.likeness.studio.backdrop;

/**
 * Gradient noise over the plane, addressed by position and not drawn in sequence, so that rows may be computed in any
 * order by any number of threads.
 *
 * <p>
 * Lattice gradients come from a hash of (seed, x, y) and are blended with the quintic fade of K. Perlin, "Improving
 * noise" (SIGGRAPH 2002). One octave lies within about -0.7..0.7 with features of one unit; {@link #clouds} sums octaves
 * of doubled frequency.
 */
final class Noise {
    private final long seed;

    Noise(long seed, int layer) {
        this.seed = mix(seed + 0x9E3779B97F4A7C15L * (layer + 1));
    }

    /** One octave, about -0.7..0.7. */
    double at(double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double fx = x - x0;
        double fy = y - y0;
        double sx = fade(fx);
        double top = lerp(gradient(x0, y0, fx, fy), gradient(x0 + 1, y0, fx - 1, fy), sx);
        double bottom = lerp(gradient(x0, y0 + 1, fx, fy - 1), gradient(x0 + 1, y0 + 1, fx - 1, fy - 1), sx);
        return lerp(top, bottom, fade(fy));
    }

    /** Sum of {@code octaves}, each half as wide and {@code gain} times as strong as the one before; about -1..1. */
    double clouds(double x, double y, int octaves, double gain) {
        double sum = 0;
        double weight = 1.6;
        double px = x;
        double py = y;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * at(px, py);
            weight *= gain;
            // Turning by an irrational angle keeps the octaves' lattices from lining up.
            double turned = 2 * (0.8 * px - 0.6 * py) + 17.3;
            py = 2 * (0.6 * px + 0.8 * py) + 5.7;
            px = turned;
        }
        return sum;
    }

    private double gradient(int ix, int iy, double dx, double dy) {
        long h = mix(seed ^ (ix * 0x9E3779B97F4A7C15L) ^ (iy * 0xC2B2AE3D27D4EB4FL));
        // Two 16-bit numbers in -1..1 make a gradient; its length varies, which looks less regular than unit vectors.
        double gx = (short) h * (1.4 / 32768);
        double gy = (short) (h >>> 16) * (1.4 / 32768);
        return gx * dx + gy * dy;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    private static double lerp(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
