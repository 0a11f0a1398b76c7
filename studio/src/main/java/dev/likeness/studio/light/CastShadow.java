package dev.likeness.studio.light;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The soft shadow that nose, brow, chin and hair cast in the light of a round lamp, by marching along the height field.
 * For each of a few azimuths across the lamp the march finds the elevation of the horizon; the part of the lamp's disc
 * above it lights the pixel. So a shadow is sharp where it begins and softer with distance, like those of large lamps.
 * A step is the same shift by whole pixels for all pixels of a row.
 */
final class CastShadow {
    /** Azimuths across the lamp, as shares of its radius. */
    private static final double[] ACROSS = {-0.8, -0.48, -0.16, 0.16, 0.48, 0.8};
    private static final int STEPS = 28;
    /** Length of the march, spans: a nose is a fifth of one, hair may shade the far shoulder. */
    private static final double REACH = 0.85;
    /** Steps grow with the distance, by this exponent. */
    private static final double GROWTH = 1.35;
    /** Height differences that cast no shadow, spans: the roughness of the surface. */
    private static final double BIAS = 0.011;
    /** Height of everything that is not the sitter, below the sitter, spans. */
    private static final double DROP = 3;
    /**
     * Least component of the light's direction in the plane of the picture: light from the camera casts no visible
     * shadow.
     */
    private static final double LEAST_SLANT = 0.08;

    private CastShadow() {}

    /**
     * @param key    towards the middle of the lamp, unit
     * @param radius of the lamp, radians
     * @return one channel: 1 where all of the lamp is seen, 0 where nothing of it
     */
    static Raster of(Relief relief, LightSetup.Direction key, double radius) {
        Raster z = relief.height();
        int width = z.width();
        int height = z.height();
        Raster light = Raster.blank(width, height, 1);
        double slant = Math.hypot(key.x(), key.y());
        if (slant < LEAST_SLANT) {
            Arrays.fill(light.data(), 1);
            return light;
        }
        double drop = DROP * relief.span();
        int margin = (int) Math.ceil(REACH * relief.span()) + 2;
        Raster around = around(relief, margin, (float) drop);
        List<Ray> rays = rays(key, radius, slant, relief.span());
        float bias = (float) (BIAS * relief.span());
        Rows.parallel(height, ROWS, (from, to) -> {
            float[] horizon = new float[width];
            float[] here = new float[width];
            float[] there = new float[width];
            float[] sums = new float[width];
            for (int y = from; y < to; y++) {
                System.arraycopy(z.data(), y * width, here, 0, width);
                Arrays.fill(sums, 0);
                for (Ray ray : rays) {
                    Arrays.fill(horizon, Float.NEGATIVE_INFINITY);
                    for (Step step : ray.steps) {
                        System.arraycopy(around.data(), around.at(margin + step.x, margin + y + step.y), there, 0,
                                width);
                        raise(horizon, there, here, bias, step.inverse);
                    }
                    add(sums, horizon, ray);
                }
                System.arraycopy(sums, 0, light.data(), y * width, width);
            }
        });
        return light;
    }

    /** Rows in one piece of work. */
    private static final int ROWS = 16;

    /** Loops with one index, which the compiler can vectorize. */
    private static void raise(float[] horizon, float[] there, float[] here, float bias, float inverse) {
        for (int x = 0; x < horizon.length; x++) {
            horizon[x] = Math.max(horizon[x], (there[x] - here[x] - bias) * inverse);
        }
    }

    private static void add(float[] sums, float[] horizon, Ray ray) {
        float high = ray.high;
        float scale = ray.scale;
        float weight = ray.weight;
        for (int x = 0; x < sums.length; x++) {
            float t = Math.min(1, Math.max(0, (high - horizon[x]) * scale));
            sums[x] += weight * t * t * (3 - 2 * t);
        }
    }

    /**
     * A step on the way to the lamp.
     *
     * @param x       whole pixels from here, to the right; {@code y} down
     * @param inverse of its distance
     */
    private record Step(int x, int y, float inverse) {}

    /**
     * The way to a slice of the lamp.
     *
     * @param high   tangent of the elevation of its upper end
     * @param scale  reciprocal of the difference to that of its lower end
     * @param weight share of the lamp
     */
    private record Ray(List<Step> steps, float high, float scale, float weight) {
        static Ray of(LightSetup.Direction towards, double spread, double weight, double span) {
            double flat = Math.hypot(towards.x(), towards.y());
            List<Step> steps = new ArrayList<>();
            int lastX = 0;
            int lastY = 0;
            for (int step = 1; step <= STEPS; step++) {
                double way = REACH * span * Math.pow((double) step / STEPS, GROWTH);
                int x = (int) Math.round(towards.x() / flat * way);
                int y = (int) Math.round(towards.y() / flat * way);
                if (x != lastX || y != lastY) {
                    steps.add(new Step(x, y, (float) (1 / Math.hypot(x, y))));
                }
                lastX = x;
                lastY = y;
            }
            double elevation = Math.atan2(towards.z(), flat);
            double high = Math.tan(Math.min(STEEPEST, elevation + spread));
            double low = Math.tan(Math.min(STEEPEST, elevation + spread) - 2 * spread);
            return new Ray(steps, (float) high, (float) (1 / (high - low)), (float) weight);
        }
    }

    /** The steepest elevation of a ray, radians. */
    private static final double STEEPEST = 1.48;
    /** Half the height of the narrowest slice of a lamp, radians. */
    private static final double LEAST_SPREAD = 0.02;

    /** One for each azimuth across the lamp, which is perpendicular to the key and in the plane of the picture. */
    private static List<Ray> rays(LightSetup.Direction key, double radius, double slant, double span) {
        double total = 0;
        for (double u : ACROSS) {
            total += Math.sqrt(1 - u * u);
        }
        List<Ray> rays = new ArrayList<>();
        for (double u : ACROSS) {
            double chord = Math.sqrt(1 - u * u);
            rays.add(Ray.of(
                    new LightSetup.Direction(key.x() + radius * u * key.y() / slant,
                            key.y() - radius * u * key.x() / slant, key.z()).unit(),
                    Math.max(LEAST_SPREAD, radius * chord), chord / total, span));
        }
        return rays;
    }

    /** The heights, with a low margin on all sides, and lowered outside of the sitter. */
    private static Raster around(Relief relief, int margin, float drop) {
        Raster z = relief.height();
        Raster around = Raster.blank(z.width() + 2 * margin, z.height() + 2 * margin, 1);
        Arrays.fill(around.data(), -drop);
        for (int y = 0; y < z.height(); y++) {
            for (int x = 0; x < z.width(); x++) {
                int i = y * z.width() + x;
                float a = relief.alpha().data()[i];
                around.data()[around.at(x + margin, y + margin)] = z.data()[i] - (1 - a) * drop;
            }
        }
        return around;
    }
}
