package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;

/**
 * A gradient from one colour at the top of the picture to another at its bottom, both reached exactly. The way between them
 * is even to the eye: colours are mixed in Oklab (B. Ottosson, "A perceptual color space for image processing", 2020), where
 * complementary colours do not meet in mud.
 *
 * @param top    linear light
 * @param bottom linear light
 */
record TwoColourBackdrop(Tone top, Tone bottom) implements Backdrop {
    /** How much of the height shows each colour alone. */
    private static final double REST = 0.04;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 100);
        double high = Math.max(1e-6, easel.bottom() - easel.top());
        double[] from = oklab(top);
        double[] to = oklab(bottom);
        return Lens.develop(easel.paint((_, v) -> {
            double t = Math.clamp(((v - easel.top()) / high - REST) / (1 - 2 * REST), 0.0, 1.0);
            return light(from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t,
                    from[2] + (to[2] - from[2]) * t);
        }), width, height, seed.value());
    }

    private static double[] oklab(Tone tone) {
        double l = Math.cbrt(0.4122214708 * tone.r() + 0.5363325363 * tone.g() + 0.0514459929 * tone.b());
        double m = Math.cbrt(0.2119034982 * tone.r() + 0.6806995451 * tone.g() + 0.1073969566 * tone.b());
        double s = Math.cbrt(0.0883024619 * tone.r() + 0.2817188376 * tone.g() + 0.6299787005 * tone.b());
        return new double[]{0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
    }

    private static Tone light(double lightness, double a, double b) {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Tone(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
                -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    }

    private static double cube(double value) {
        return value * value * value;
    }
}
