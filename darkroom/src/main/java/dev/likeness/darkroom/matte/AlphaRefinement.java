package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.StructuringElement;

/**
 * Refines a rough alpha to single hairs: trimap, matting Laplacian, what of it contradicts the networks, then a steeper
 * edge where person and background have the same colours.
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

    /** What is thinner than this is a hair or a mistake; face widths. */
    private static final double THIN = 0.05;
    /** Below the eyes by so much nothing is thin but hair on cloth; from there to {@link #HEAD} above it fades. */
    private static final double CHEEKS = 0.3;
    private static final double HEAD = 0.35;

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
        keepToNetworks(refined, alpha, work);
        steepenWhereAlike(refined, colours, (int) Math.round(NEARBY * work.unit()));
        return refined;
    }

    /**
     * The Laplacian knows colours only. Below the head it may not add thin things that the networks deny (the dark letters
     * of a flag behind a dark shoulder), and nowhere may it tear narrow holes into what they call person.
     */
    private static void keepToNetworks(Raster solved, Raster networks, WorkPicture work) {
        StructuringElement thin = StructuringElement.disc(2 * (int) Math.round(THIN * work.unit() / 2) + 1);
        float[] opened = Filters.opened(solved, thin).data();
        float[] closed = Filters.closed(solved, thin).data();
        float[] a = solved.data();
        Rows.parallel(solved.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                float below = (float) Math.clamp(1 - (CHEEKS - (y - work.eyesY()) / work.unit()) / HEAD, 0, 1);
                for (int i = y * solved.width(); i < (y + 1) * solved.width(); i++) {
                    float allowed = Math.min(a[i], Math.max(opened[i], networks.data()[i]));
                    float kept = a[i] + below * (allowed - a[i]);
                    a[i] = Math.max(kept, Math.min(closed[i], networks.data()[i]));
                }
            }
        });
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
