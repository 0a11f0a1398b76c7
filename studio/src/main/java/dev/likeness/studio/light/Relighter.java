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

    private static final int STEPS = 14;
    private static final double REACH = 0.42;
    private static final double DEEPEST = 0.75;
    private static final int REDUCTION = 4;

    private Relighter() {}

    /**
     * Gains and the sitter's side the key light comes from.
     *
     * @param gain    three channels (B, G, R), as large as the sitter's alpha
     * @param keyLeft whether the key stands to the left of the picture
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
        int width = Math.max(8, alpha.width() / REDUCTION);
        int height = Math.max(8, alpha.height() / REDUCTION);
        Raster small = Resampling.averaged(alpha, width, height);
        Face here = face.on(new Placement((double) width / alpha.width(), 0, 0));
        Relief relief = Relief.of(small, here);
        Raster soft = Filters.gauss(gains(relief, small, setup, tint), 0.02 * relief.bw());
        normalise(soft, small, here);
        return new Lighting(new Enlargement(soft, alpha.width(), alpha.height()), setup.key().x() < 0, setup.rim());
    }

    private static Raster gains(Relief relief, Raster alpha, LightSetup setup, float[] tint) {
        Raster z = relief.height();
        int width = z.width();
        int height = z.height();
        LightSetup.Direction key = setup.key().unit();
        LightSetup.Direction fill = new LightSetup.Direction(-key.x() * 0.5, -0.1, 1).unit();
        Raster shadow = shadow(relief, alpha, key);
        Raster gain = Raster.blank(width, height, 3);
        double mix = 0.3; // more turns skin orange
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
                    double k = setup.power() * wrap(towards, 0.25) * shadow.data()[y * width + x];
                    double f = setup.fill() * wrap((nx * fill.x() + ny * fill.y() + fill.z()) * n, 0.3);
                    double frontal = (ny * -0.25 + 0.97) * n;
                    double reference = 0.2 + 0.8 * Math.clamp((frontal + 0.4) / 1.4, 0.25, 1);
                    int i = 3 * (y * width + x);
                    for (int c = 0; c < 3; c++) {
                        double keyColour = 1 + mix * (tint[c] - 1);
                        double lit = (k * keyColour + f + 0.06) / reference;
                        gain.data()[i + c] = (float) Math.pow(Math.max(0.02, lit), setup.strength());
                    }
                }
            }
        });
        return gain;
    }

    private static double wrap(double cosine, double around) {
        return Math.max(0, (cosine + around) / (1 + around));
    }

    /** 1 in the light, down to 0.25 where the height field stands between the pixel and the key. */
    private static Raster shadow(Relief relief, Raster alpha, LightSetup.Direction key) {
        Raster z = relief.height();
        int width = z.width();
        int height = z.height();
        double flat = Math.hypot(key.x(), key.y());
        Raster lit = Raster.blank(width, height, 1);
        double reach = REACH * relief.bw();
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    double blocked = 0;
                    double here = z.data()[y * width + x];
                    for (int step = 1; step <= STEPS; step++) {
                        double way = reach * step / STEPS;
                        int sx = (int) Math.round(x + key.x() / Math.max(flat, 0.05) * way);
                        int sy = (int) Math.round(y + key.y() / Math.max(flat, 0.05) * way);
                        if (sx < 0 || sy < 0 || sx >= width || sy >= height) {
                            break;
                        }
                        if (alpha.data()[sy * width + sx] < 0.5f) {
                            continue;
                        }
                        double over = z.data()[sy * width + sx] - here - way * key.z() / Math.max(flat, 0.05);
                        blocked = Math.max(blocked, over / (0.08 * relief.bw()));
                    }
                    lit.data()[y * width + x] = (float) (1 - DEEPEST * Math.clamp(blocked, 0, 1));
                }
            }
        });
        return Filters.gauss(lit, 0.03 * relief.bw());
    }

    /** Divides out three quarters (in stops) of the mean gain on the face. */
    private static void normalise(Raster gain, Raster alpha, Face face) {
        double sum = 0;
        int n = 0;
        double iod = face.eyeDistance();
        for (int y = 0; y < gain.height(); y++) {
            for (int x = 0; x < gain.width(); x++) {
                double u = (x - face.eyesX()) / (1.1 * iod);
                double v = (y - face.eyesY() - 0.35 * iod) / (1.5 * iod);
                if (u * u + v * v < 1 && alpha.data()[y * gain.width() + x] > 0.5f) {
                    sum += gain.data()[3 * (y * gain.width() + x) + 1];
                    n++;
                }
            }
        }
        float k = n == 0 ? 1 : (float) Math.pow(sum / n, -0.75);
        for (int i = 0; i < gain.data().length; i++) {
            gain.data()[i] = Math.min(2.2f, gain.data()[i] * k);
        }
    }
}
