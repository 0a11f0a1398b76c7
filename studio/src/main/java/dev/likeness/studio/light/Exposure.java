package dev.likeness.studio.light;

import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.plan.BackdropName;

/**
 * How brightly, and in what colour, the sitter is lit so that he belongs to the scene; measured on his own skin, so that
 * dark skin stays dark and light skin light: only over- and underexposed photos are moved, and those by less than half a
 * stop.
 */
public final class Exposure {
    private Exposure() {}

    /**
     * What the photo's light on the face is like.
     *
     * @param luminance mean linear luminance of the skin, 0 to 1
     * @param right     luminance of the skin right of the nose over that left of it
     */
    public record SkinLight(double luminance, double right) {
        /**
         * @param bgr   sRGB 0 to 1
         * @param skin  mask of the same size
         * @param noseX x of the middle of the face
         */
        public static SkinLight of(Raster bgr, Raster skin, double noseX) {
            double[] left = new double[2];
            double[] right = new double[2];
            for (int y = 0; y < bgr.height(); y += 2) {
                for (int x = 0; x < bgr.width(); x += 2) {
                    float m = skin.data()[y * bgr.width() + x];
                    if (m > 0.3f) {
                        int i = bgr.at(x, y);
                        float l = Srgb.luminance(Srgb.toLinear(bgr.data()[i]), Srgb.toLinear(bgr.data()[i + 1]),
                                Srgb.toLinear(bgr.data()[i + 2]));
                        double[] side = x < noseX ? left : right;
                        side[0] += m * l;
                        side[1] += m;
                    }
                }
            }
            if (left[1] < 10 || right[1] < 10) {
                return new SkinLight(0.3, 1);
            }
            return new SkinLight((left[0] + right[0]) / (left[1] + right[1]),
                    right[0] / right[1] / Math.max(1e-4, left[0] / left[1]));
        }
    }

    /** Linear B, G, R gain for the sitter in a scene. */
    public static float[] of(SkinLight skin, BackdropName name, float[] tint) {
        double clipped = Math.clamp(skin.luminance, 0.17, 0.42);
        double gain = Math.pow((0.6 * clipped + 0.12) / clipped, 0.4) * name.exposure();
        float[] result = new float[3];
        for (int c = 0; c < 3; c++) {
            result[c] = (float) (gain * Math.pow(tint[c], 0.12));
        }
        return result;
    }

    /** The mean colour of a ground as B, G, R factors around 1, held within a stop. */
    public static float[] tint(Raster ground) {
        double[] sum = new double[3];
        for (int i = 0; i < ground.data().length; i += 21) {
            int pixel = i / 3 * 3;
            for (int c = 0; c < 3; c++) {
                sum[c] += ground.data()[pixel + c];
            }
        }
        double luminance = Srgb.luminance((float) sum[0], (float) sum[1], (float) sum[2]);
        float[] tint = new float[3];
        for (int c = 0; c < 3; c++) {
            tint[c] = luminance <= 0 ? 1 : (float) Math.clamp(sum[c] / luminance, 0.6, 1.6);
        }
        return tint;
    }

    /** Multiplies a linear picture by a gain map where the map says so; used when the photo keeps its ground. */
    public static void apply(Raster linear, Raster alpha, Enlargement gain) {
        int width = linear.width();
        Rows.parallel(linear.height(), (from, to) -> {
            float[] gains = gain.line();
            for (int y = from; y < to; y++) {
                gain.row(y, gains);
                for (int x = 0; x < width; x++) {
                    int i = y * width + x;
                    float a = alpha.data()[i];
                    for (int c = 0; c < 3; c++) {
                        linear.data()[3 * i + c] *= 1 + a * (gains[3 * x + c] - 1);
                    }
                }
            }
        });
    }
}
