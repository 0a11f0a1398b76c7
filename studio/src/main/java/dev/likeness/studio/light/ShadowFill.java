package dev.likeness.studio.light;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;

/**
 * Brightens the shadow side of a face in hard side light, like a reflector beside the sitter, because a black cheek
 * cannot be relit. The local mean of the shadow, over a fifth of a face, is raised towards that of the lit side;
 * detail, and everything as bright as the lit side, is not changed. Soft light is left alone.
 */
public final class ShadowFill {
    /** Bright over dark cheek, linear luminance, above which light is hard. By eye on the public-domain sitters, like all here. */
    private static final double HARD = 1.7;
    /** Ratio from which the fill is full. */
    private static final double HARDEST = 3.5;
    /** Largest share of the difference, in stops, that is filled, and the same for flat light. */
    private static final double MOST = 0.5;
    private static final double MOST_FLAT = 0.8;
    /** Face width at which the fill is computed, pixels. */
    private static final double FACE = 32;
    /** Sides of the reduced picture, pixels, at least. */
    private static final int LEAST_SIDE = 8;
    /** Standard deviation of the middle tone, face widths: a fifth of a face across. */
    private static final double TONE = 0.2 / 2;
    /** The most that a place may lie below the lit side and still count, as a natural logarithm: 2.6 stops. */
    private static final double DEEPEST = 1.8;
    /** How much skin there must be around a place for the whole fill: the reciprocal of its share. */
    private static final double SKIN_AROUND = 1.6;
    /** Exponent that turns factors of linear light into those of encoded values. */
    private static final double ENCODING = 2.2;

    private ShadowFill() {}

    /**
     * @param bgr           sRGB 0 to 1, changed
     * @param skin          mask of the same size
     * @param rightOverLeft luminance of the skin right of the nose over that left of it
     * @param flat          whether the light shall be flat, as for an identity photo
     */
    public static void apply(Raster bgr, Raster skin, Face face, double rightOverLeft, boolean flat) {
        double ratio = Math.max(rightOverLeft, 1 / rightOverLeft);
        if (ratio <= HARD) {
            return;
        }
        double share = (flat ? MOST_FLAT : MOST) * Math.clamp((ratio - HARD) / (HARDEST - HARD), 0, 1);
        double scale = FACE / face.width();
        int width = Math.max(LEAST_SIDE, (int) Math.round(bgr.width() * scale));
        int height = Math.max(LEAST_SIDE, (int) Math.round(bgr.height() * scale));
        Enlargement gain = new Enlargement(
                gain(Resampling.averaged(bgr, width, height), Resampling.averaged(skin, width, height),
                        share, face.eyesX() * scale, rightOverLeft > 1),
                bgr.width(), bgr.height());
        Rows.parallel(bgr.height(), (from, to) -> {
            float[] line = gain.line();
            for (int y = from; y < to; y++) {
                gain.row(y, line);
                for (int x = 0, i = bgr.at(0, y); x < line.length; x++) {
                    for (int c = 0; c < 3; c++, i++) {
                        bgr.data()[i] *= line[x];
                    }
                }
            }
        });
    }

    /** Factors of sRGB values, 1 and more; 1 off the skin. */
    private static Raster gain(Raster bgr, Raster skin, double share, double noseX, boolean litRight) {
        float[] weighted = new float[skin.data().length];
        double lit = 0;
        double weight = 1e-6;
        for (int i = 0; i < weighted.length; i++) {
            float luminance = Srgb.luminance(Srgb.toLinear(bgr.data()[3 * i]), Srgb.toLinear(bgr.data()[3 * i + 1]),
                    Srgb.toLinear(bgr.data()[3 * i + 2]));
            weighted[i] = skin.data()[i] * luminance;
            if (i % skin.width() > noseX == litRight) {
                lit += weighted[i];
                weight += skin.data()[i];
            }
        }
        double target = lit / weight;
        double sigma = TONE * FACE;
        Raster tone = Filters.gauss(new Raster(skin.width(), skin.height(), 1, weighted), sigma);
        Raster reach = Filters.gauss(skin, sigma);
        Raster gain = Raster.blank(skin.width(), skin.height(), 1);
        for (int i = 0; i < weighted.length; i++) {
            double here = tone.data()[i] / Math.max(1e-4, reach.data()[i]);
            double darker = Math.clamp(Math.log(target / Math.max(1e-4, here)), 0, DEEPEST);
            double where = Math.clamp(SKIN_AROUND * reach.data()[i], 0, 1);
            gain.data()[i] = (float) Math.exp(share * where * darker / ENCODING);
        }
        return gain;
    }
}
