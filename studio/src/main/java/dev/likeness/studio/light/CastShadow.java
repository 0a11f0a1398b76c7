package dev.likeness.studio.light;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;

/**
 * The soft shadow that nose, brow, chin and hair cast in the light of a round lamp, by marching along the height field. For
 * each of a few azimuths across the lamp the march finds how high the horizon stands towards it; what of the lamp's disc
 * is above that horizon lights the pixel. So a shadow is sharp where it begins and softer the farther it falls, as those of
 * large lamps are. A step is the same shift for all pixels: its four weights are constants, and the loop along a row has
 * no branch.
 */
final class CastShadow {
    /** Azimuths across the lamp, as shares of its radius. */
    private static final double[] ACROSS = {-0.8, -0.48, -0.16, 0.16, 0.48, 0.8};
    private static final int STEPS = 34;
    /** Length of the march, spans: a nose is a fifth of one, a head's hair may shade the far shoulder. */
    private static final double REACH = 0.85;
    /** Steps grow with the distance, by this exponent. */
    private static final double GROWTH = 1.35;
    /** Height that blocks nothing, spans: the surface is no smoother than that. */
    private static final double BIAS = 0.011;
    /** How far below the sitter whatever is not the sitter lies, spans. */
    private static final double DROP = 3;
    /** Least part of the light's direction in the picture: one straight from the camera casts no shadow. */
    private static final double LEAST_SLANT = 0.08;

    private CastShadow() {}

    /**
     * @param key    towards the middle of the lamp, unit
     * @param radius of the lamp, radians
     * @return one channel: 1 where all of the lamp is seen, 0 where nothing of it and where the sitter is not
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
        double total = 0;
        for (double u : ACROSS) {
            total += Math.sqrt(1 - u * u);
        }
        double sum = total;
        Rows.parallel(height, 8, (from, to) -> {
            float[] horizon = new float[width];
            for (double u : ACROSS) {
                // Sideways on the lamp: perpendicular to the key, in the plane of the picture.
                LightSetup.Direction d = new LightSetup.Direction(key.x() + radius * u * key.y() / slant,
                        key.y() - radius * u * key.x() / slant, key.z()).unit();
                double chord = Math.sqrt(1 - u * u);
                double flat = Math.hypot(d.x(), d.y());
                double elevation = Math.atan2(d.z(), flat);
                double spread = Math.max(0.02, radius * chord);
                for (int y = from; y < to; y++) {
                    Arrays.fill(horizon, Float.NEGATIVE_INFINITY);
                    march(around, z, y, margin, d.x() / flat, d.y() / flat, relief.span(), horizon);
                    float weight = (float) (chord / sum);
                    for (int x = 0; x < width; x++) {
                        if (relief.near().isSet(y * width + x)) {
                            float above = (float) (elevation + spread - angle(horizon[x])) * (float) (0.5 / spread);
                            light.data()[y * width + x] += weight * smooth(above);
                        }
                    }
                }
            }
        });
        return light;
    }

    /** Raises {@code horizon} (tangents) of a row's pixels to that in one direction. */
    private static void march(Raster around, Raster z, int y, int margin, double dx, double dy, double span,
            float[] horizon) {
        float[] there = around.data();
        float[] here = z.data();
        int stride = around.width();
        int row = y * z.width();
        for (int step = 1; step <= STEPS; step++) {
            double way = REACH * span * Math.pow((double) step / STEPS, GROWTH);
            double sx = dx * way + margin;
            double sy = dy * way + margin + y;
            int x0 = (int) Math.floor(sx);
            int y0 = (int) Math.floor(sy);
            float u = (float) (sx - x0);
            float v = (float) (sy - y0);
            float a = (1 - u) * (1 - v);
            float b = u * (1 - v);
            float c = (1 - u) * v;
            float d = u * v;
            float inverse = (float) (1 / way);
            float bias = (float) (BIAS * span);
            int at = y0 * stride + x0;
            for (int x = 0; x < horizon.length; x++) {
                float height = a * there[at + x] + b * there[at + x + 1] + c * there[at + stride + x]
                        + d * there[at + stride + x + 1];
                horizon[x] = Math.max(horizon[x], (height - here[row + x] - bias) * inverse);
            }
        }
    }

    /** The heights with a margin on all sides in which nothing stands, and lowered where the sitter is not. */
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

    /** The arc tangent to 0.005: {@code x / (1 + 0.28 x^2)}, mirrored at 1 (Rajan et al. 2006). */
    private static float angle(float tangent) {
        if (tangent < -1) {
            return (float) -Math.PI / 2 - tangent / (tangent * tangent + 0.28f);
        }
        if (tangent > 1) {
            return (float) Math.PI / 2 - tangent / (tangent * tangent + 0.28f);
        }
        return tangent / (1 + 0.28f * tangent * tangent);
    }

    private static float smooth(float share) {
        float t = Math.min(1, Math.max(0, share));
        return t * t * (3 - 2 * t);
    }
}
