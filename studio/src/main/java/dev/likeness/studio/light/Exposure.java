package dev.likeness.studio.light;

import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.plan.BackdropName;

/**
 * Brightness and colour of the light on the sitter that fit the scene. They depend on the scene only: a rule that
 * measured the skin would move dark and light skin towards one value.
 */
public final class Exposure {
    /** Step between sampled pixels, across and down, for means. */
    private static final int SAMPLED = 2;
    /** Skin mask from which a pixel is skin. */
    private static final float SKIN = 0.3f;
    /** Least sum of the mask on each side of the nose for a measurement. */
    private static final double LEAST_SKIN = 10;
    /** Exponent of the scene's colour in the light on the whole sitter: more looks like a colour filter (by eye). */
    private static final double TINTED = 0.12;
    /** Bounds of the scene's colour, factors. */
    private static final double LEAST_TINT = 0.6;
    private static final double MOST_TINT = 1.6;
    /** Samples from one pixel to the next where the mean colour of a scene is taken: every seventh pixel. */
    private static final int SCENE_STEP = 3 * 7;

    private Exposure() {}

    /**
     * From which side the photo's light falls on the face.
     *
     * @param bgr   sRGB 0 to 1
     * @param skin  mask of the same size
     * @param noseX x of the middle of the face
     * @return linear luminance of the skin right of the nose over that left of it; 1 where there is too little skin
     */
    public static double rightOverLeft(Raster bgr, Raster skin, double noseX) {
        double[] left = new double[2];
        double[] right = new double[2];
        for (int y = 0; y < bgr.height(); y += SAMPLED) {
            for (int x = 0; x < bgr.width(); x += SAMPLED) {
                float m = skin.data()[y * bgr.width() + x];
                if (m > SKIN) {
                    int i = bgr.at(x, y);
                    float l = Srgb.luminance(Srgb.toLinear(bgr.data()[i]), Srgb.toLinear(bgr.data()[i + 1]),
                            Srgb.toLinear(bgr.data()[i + 2]));
                    double[] side = x < noseX ? left : right;
                    side[0] += m * l;
                    side[1] += m;
                }
            }
        }
        if (left[1] < LEAST_SKIN || right[1] < LEAST_SKIN) {
            return 1;
        }
        return right[0] / right[1] / Math.max(1e-4, left[0] / left[1]);
    }

    /** Linear B, G, R gain for the sitter in a scene. */
    public static float[] of(BackdropName name, float[] tint) {
        float[] result = new float[3];
        for (int c = 0; c < 3; c++) {
            result[c] = (float) (name.exposure() * Math.pow(tint[c], TINTED));
        }
        return result;
    }

    /** Mean luminance of a picture from which sitters are exposed as in a studio, and how much less they are in the dark. */
    private static final double BRIGHT = 0.22;
    private static final double IN_THE_DARK = 0.8;

    /** How brightly the sitter is exposed before a picture, 0.8 to 1: a dark place keeps its air. */
    public static double before(Raster picture) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < picture.data().length; i += SCENE_STEP) {
            int pixel = i / 3 * 3;
            sum += Srgb.luminance(picture.data()[pixel], picture.data()[pixel + 1], picture.data()[pixel + 2]);
            n++;
        }
        return IN_THE_DARK + (1 - IN_THE_DARK) * Math.clamp(Math.sqrt(sum / n / BRIGHT), 0, 1);
    }

    /** The mean colour of a background as B, G, R factors around 1, held within a stop. */
    public static float[] tint(Raster background) {
        double[] sum = new double[3];
        for (int i = 0; i < background.data().length; i += SCENE_STEP) {
            int pixel = i / 3 * 3;
            for (int c = 0; c < 3; c++) {
                sum[c] += background.data()[pixel + c];
            }
        }
        double luminance = Srgb.luminance((float) sum[0], (float) sum[1], (float) sum[2]);
        float[] tint = new float[3];
        for (int c = 0; c < 3; c++) {
            tint[c] = luminance <= 0 ? 1 : (float) Math.clamp(sum[c] / luminance, LEAST_TINT, MOST_TINT);
        }
        return tint;
    }

    /** Multiplies a linear picture by a gain map where the map says so; used when the photo keeps its background. */
    public static void apply(Raster linear, Raster alpha, Enlargement gain) {
        int width = linear.width();
        Rows.parallel(linear.height(), (from, to) -> {
            float[] gains = gain.line();
            for (int y = from; y < to; y++) {
                gain.row(y, gains);
                for (int x = 0; x < width; x++) {
                    int i = y * width + x;
                    float a = alpha.data()[i];
                    float brightest = Math.max(linear.data()[3 * i],
                            Math.max(linear.data()[3 * i + 1], linear.data()[3 * i + 2]));
                    float most = Math.max(gains[3 * x], Math.max(gains[3 * x + 1], gains[3 * x + 2]));
                    float share = Highlights.share(brightest, most);
                    for (int c = 0; c < 3; c++) {
                        linear.data()[3 * i + c] *= 1 + a * (Highlights.gain(gains[3 * x + c], share) - 1);
                    }
                }
            }
        });
    }
}
