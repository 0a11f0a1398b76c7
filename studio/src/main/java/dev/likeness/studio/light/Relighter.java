package dev.likeness.studio.light;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;

/**
 * Lights the sitter anew: a gain for each pixel of linear light.
 *
 * <p>The relief is lit by a wrapped diffuse key with a soft cast shadow (a short march along the height field) and a
 * fill, then divided by what a frontal studio light would have given it, since that is how most photos were lit. The
 * mean gain on the face is mostly divided out, so that the setup changes the shape of the light and not the exposure.
 * The key stays on the side that is brighter in the photo: light cannot be moved across a nose that already casts a
 * shadow. Runs at a quarter of the resolution; light has no finer detail than the relief.
 */
public final class Relighter {
    /** Where the right cheek is this many times as bright as the left one, the key stands on the right. */
    private static final double TURNS_ABOVE = 1.06;

    /** Light is computed for every so many pixels across and down; it has no finer detail than the relief. */
    private static final int REDUCTION = 4;
    /** Sides of the reduced picture, pixels, at least. */
    private static final int LEAST_SIDE = 8;
    /** Standard deviation by which the gains are smoothed, face widths. */
    private static final double SMOOTHING = 0.02;
    /** Alpha from which a pixel belongs to the sitter. */
    private static final float SITTER = 0.5f;

    /** What the lamps do to a surface, besides their {@link LightSetup}. By eye on the public-domain sitters. */
    private static final class Lamps {
        /** Cosines past the terminator that still get light: large lamps reach around a face. Of the key and of the fill. */
        static final double KEY_WRAP = 0.25;
        static final double FILL_WRAP = 0.3;
        /** The fill stands opposite the key: its x as a factor of the key's, and its y (negative is above the camera). */
        static final double FILL_OPPOSITE = -0.5;
        static final double FILL_HEIGHT = -0.1;
        /** Light that every surface gets from the room. */
        static final double AMBIENT = 0.06;
        /** Share of the scene's colour that the key takes: more turns skin orange. */
        static final double TINTED = 0.3;
        /** Least light, so that an exponent of it stays in range. */
        static final double LEAST = 0.02;

        private Lamps() {}
    }

    /** The light that most photos were taken in: a lamp near the camera, a little above it, and a bright room. By eye. */
    private static final class FrontalLight {
        /** Its direction, nearly a unit vector: down is positive. */
        static final double Y = -0.25;
        static final double Z = 0.97;
        /** Shares of it that come from the room and from the lamp. */
        static final double ROOM = 0.2;
        static final double LAMP = 0.8;
        /** Cosines past the terminator that the lamp reaches, and the width of the whole scale. */
        static final double WRAP = 0.4;
        static final double SCALE = 1.4;
        /** The least of its light that is divided out. */
        static final double LEAST = 0.25;

        private FrontalLight() {}
    }

    /** The shadow that nose, brow and chin cast, found by a march along the height field. By eye. */
    private static final class CastShadow {
        /** Steps of the march, and its length in face widths. */
        static final int STEPS = 14;
        static final double REACH = 0.42;
        /** Share of the key that is lost in the middle of a shadow. */
        static final double DEEPEST = 0.75;
        /** By how much a height must stand above the way of the light to block all of it, face widths. */
        static final double BLOCKS = 0.08;
        /** Standard deviation of its edge, face widths. */
        static final double SOFTNESS = 0.03;
        /** Least horizontal part of the light's direction: one straight from the camera casts no shadow. */
        static final double LEAST_SLANT = 0.05;

        private CastShadow() {}
    }

    /** How the gains are brought back to the photo's exposure. By eye. */
    private static final class Level {
        /** The ellipse of the face: half its width, half its height, and its middle below the eyes; eye distances. */
        static final double ACROSS = 1.1;
        static final double DOWN = 1.5;
        static final double MIDDLE = 0.35;
        /** Share of the mean gain, in stops, that is divided out. */
        static final double DIVIDED_OUT = 0.75;
        /** The largest gain: beyond it noise shows. */
        static final float MOST = 2.2f;

        private Level() {}
    }

    private Relighter() {}

    /**
     * Gains, and from which side the key light comes.
     *
     * @param gain    three channels (B, G, R), as large as the sitter's alpha
     * @param keyLeft whether the key stands to the left of the picture
     * @param rim     strength of the light from behind, see {@link LightSetup}
     */
    public record Lighting(Enlargement gain, boolean keyLeft, double rim) {}

    /**
     * Whether the key must come from the right, since it does in the photo.
     *
     * @param right mean luminance of the right cheek over that of the left one
     */
    public static boolean keyRight(double right) {
        return right > TURNS_ABOVE;
    }

    /**
     * @param alpha one channel, the sitter
     * @param face  in the pixels of {@code alpha}
     * @param right mean luminance of the right cheek over that of the left one in the photo
     * @param tint  linear B, G, R colour that the key takes from the scene, mean 1
     */
    public static Lighting light(Raster alpha, Face face, LightSetup named, double right, float[] tint) {
        LightSetup setup = keyRight(right) ? named.mirrored() : named;
        int width = Math.max(LEAST_SIDE, alpha.width() / REDUCTION);
        int height = Math.max(LEAST_SIDE, alpha.height() / REDUCTION);
        Raster small = Resampling.averaged(alpha, width, height);
        Face here = face.on(new Placement((double) width / alpha.width(), 0, 0));
        Relief relief = Relief.of(small, here);
        Raster soft = Filters.gauss(gains(relief, small, setup, tint), SMOOTHING * relief.bw());
        normalise(soft, small, here);
        return new Lighting(new Enlargement(soft, alpha.width(), alpha.height()), setup.key().x() < 0, setup.rim());
    }

    private static Raster gains(Relief relief, Raster alpha, LightSetup setup, float[] tint) {
        Raster z = relief.height();
        int width = z.width();
        int height = z.height();
        LightSetup.Direction key = setup.key().unit();
        LightSetup.Direction fill = new LightSetup.Direction(key.x() * Lamps.FILL_OPPOSITE, Lamps.FILL_HEIGHT, 1)
                .unit();
        Raster shadow = shadow(relief, alpha, key);
        Raster gain = Raster.blank(width, height, 3);
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    float dx = z.data()[y * width + Math.min(width - 1, x + 1)]
                            - z.data()[y * width + Math.max(0, x - 1)];
                    float dy = z.data()[Math.min(height - 1, y + 1) * width + x]
                            - z.data()[Math.max(0, y - 1) * width + x];
                    double nx = -dx / 2;
                    double ny = -dy / 2;
                    double n = 1 / Math.sqrt(nx * nx + ny * ny + 1);
                    double towards = (nx * key.x() + ny * key.y() + key.z()) * n;
                    double k = setup.power() * wrap(towards, Lamps.KEY_WRAP) * shadow.data()[y * width + x];
                    double f = setup.fill() * wrap((nx * fill.x() + ny * fill.y() + fill.z()) * n,
                            Lamps.FILL_WRAP);
                    double frontal = (ny * FrontalLight.Y + FrontalLight.Z) * n;
                    double reference = FrontalLight.ROOM + FrontalLight.LAMP * Math.clamp(
                            (frontal + FrontalLight.WRAP) / FrontalLight.SCALE, FrontalLight.LEAST, 1);
                    int i = 3 * (y * width + x);
                    for (int c = 0; c < 3; c++) {
                        double keyColour = 1 + Lamps.TINTED * (tint[c] - 1);
                        double lit = (k * keyColour + f + Lamps.AMBIENT) / reference;
                        gain.data()[i + c] = (float) Math.pow(Math.max(Lamps.LEAST, lit), setup.strength());
                    }
                }
            }
        });
        return gain;
    }

    /** Lambert's cosine, spread so that it is 0 only at {@code -around}. */
    private static double wrap(double cosine, double around) {
        return Math.max(0, (cosine + around) / (1 + around));
    }

    /** 1 in the light, down to 0.25 where the height field stands between the pixel and the key. */
    private static Raster shadow(Relief relief, Raster alpha, LightSetup.Direction key) {
        Raster z = relief.height();
        int width = z.width();
        int height = z.height();
        double slant = Math.max(Math.hypot(key.x(), key.y()), CastShadow.LEAST_SLANT);
        Raster lit = Raster.blank(width, height, 1);
        double reach = CastShadow.REACH * relief.bw();
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    double blocked = 0;
                    double here = z.data()[y * width + x];
                    for (int step = 1; step <= CastShadow.STEPS; step++) {
                        double way = reach * step / CastShadow.STEPS;
                        int sx = (int) Math.round(x + key.x() / slant * way);
                        int sy = (int) Math.round(y + key.y() / slant * way);
                        if (sx < 0 || sy < 0 || sx >= width || sy >= height) {
                            break;
                        }
                        if (alpha.data()[sy * width + sx] < SITTER) {
                            continue;
                        }
                        double over = z.data()[sy * width + sx] - here - way * key.z() / slant;
                        blocked = Math.max(blocked, over / (CastShadow.BLOCKS * relief.bw()));
                    }
                    lit.data()[y * width + x] = (float) (1 - CastShadow.DEEPEST * Math.clamp(blocked, 0, 1));
                }
            }
        });
        return Filters.gauss(lit, CastShadow.SOFTNESS * relief.bw());
    }

    /** Divides out three quarters (in stops) of the mean gain on the face. */
    private static void normalise(Raster gain, Raster alpha, Face face) {
        double sum = 0;
        int n = 0;
        double iod = face.eyeDistance();
        for (int y = 0; y < gain.height(); y++) {
            for (int x = 0; x < gain.width(); x++) {
                double u = (x - face.eyesX()) / (Level.ACROSS * iod);
                double v = (y - face.eyesY() - Level.MIDDLE * iod) / (Level.DOWN * iod);
                if (u * u + v * v < 1 && alpha.data()[y * gain.width() + x] > SITTER) {
                    sum += gain.data()[3 * (y * gain.width() + x) + 1];
                    n++;
                }
            }
        }
        float k = n == 0 ? 1 : (float) Math.pow(sum / n, -Level.DIVIDED_OUT);
        for (int i = 0; i < gain.data().length; i++) {
            gain.data()[i] = Math.min(Level.MOST, gain.data()[i] * k);
        }
    }
}
