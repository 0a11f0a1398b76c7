package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * Refines a rough alpha to single hairs: trimap, matting Laplacian, then a steeper edge where person and background
 * have the same colours.
 */
final class AlphaRefinement {
    private static final int ITERATIONS = 40;
    /** The solution does not quite reach 0 and 1: this much is subtracted, and the rest divided by this range. */
    private static final float VEIL = 0.06f;
    private static final float RANGE = 0.88f;
    /** Radius over which mean colours are compared, face widths. */
    private static final double NEARBY = 0.08;
    /** Squared distance of colours (0 to 1) at which they count as different. */
    private static final double DIFFERENT = 0.05;

    private AlphaRefinement() {}

    /**
     * @param alpha   0 to 1
     * @param colours of the same size, three channels, 0 to 1
     */
    static Raster of(Raster alpha, Raster colours, WorkPicture work) {
        Trimap trimap = Trimap.of(alpha, work.unit(), work.eyesX(), work.eyesY());
        float[] solved = new MattingLaplacian(colours).solve(trimap.target(), trimap.weight(), ITERATIONS);
        for (int i = 0; i < solved.length; i++) {
            solved[i] = Math.clamp((solved[i] - VEIL) / RANGE, 0f, 1f);
        }
        Raster refined = new Raster(alpha.width(), alpha.height(), 1, solved);
        steepenWhereAlike(refined, colours, (int) Math.round(NEARBY * work.unit()));
        return refined;
    }

    /**
     * Where person and background have the same colour, alpha cannot be determined and the result is a veil: dark hair
     * from a dark background would get a grey halo on white. There a steeper edge is the better estimate.
     */
    private static void steepenWhereAlike(Raster alpha, Raster colours, int radius) {
        int width = alpha.width();
        float[] a = alpha.data();
        Raster person = Raster.blank(width, alpha.height(), 4);
        Raster background = Raster.blank(width, alpha.height(), 4);
        for (int i = 0; i < a.length; i++) {
            weigh(colours, i, Math.max(0, 2 * a[i] - 1), person);
            weigh(colours, i, Math.max(0, 1 - 2 * a[i]), background);
        }
        float[] meanPerson = Filters.box(person, radius).data();
        float[] meanBackground = Filters.box(background, radius).data();
        Rows.parallel(alpha.height(), (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                if (a[i] > 0 && a[i] < 1) {
                    float alike = (float) Math.exp(-distance(meanPerson, meanBackground, 4 * i) / DIFFERENT);
                    float t = Math.clamp((a[i] - 0.42f) / 0.36f, 0f, 1f);
                    a[i] += alike * (t * t * (3 - 2 * t) - a[i]);
                }
            }
        });
    }

    /** Three channels times their weight, and the weight. */
    private static void weigh(Raster colours, int i, float weight, Raster weighted) {
        for (int c = 0; c < 3; c++) {
            weighted.data()[4 * i + c] = weight * colours.data()[3 * i + c];
        }
        weighted.data()[4 * i + 3] = weight;
    }

    private static float distance(float[] person, float[] background, int at) {
        float distance = 0;
        for (int c = 0; c < 3; c++) {
            float d = person[at + c] / (person[at + 3] + 1e-3f) - background[at + c] / (background[at + 3] + 1e-3f);
            distance += d * d;
        }
        return distance;
    }
}
