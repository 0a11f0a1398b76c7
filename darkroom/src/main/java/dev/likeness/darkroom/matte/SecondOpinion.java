package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.StructuringElement;

/**
 * Lets the segmentation decide where the matting network is undecided in an area that is thicker than an edge. The
 * segmentation was trained on more people, and a wrong but opaque piece is no worse than a half-transparent one. Edges,
 * single hairs and everything that the matting network is certain of remain as they are, because the segmentation takes
 * a neighbour at the sitter's cheek for the sitter (tried on photos 245, 343, 357 and 364).
 */
final class SecondOpinion {
    /** Answers between these are neither person nor background. */
    private static final float LEAST_DOUBTFUL = 0.12f;
    private static final float MOST_DOUBTFUL = 0.88f;
    /** Thickness from which on a doubt is more than an edge, pixels of the frame. */
    private static final StructuringElement THICK = StructuringElement.square(9);
    /** Softness of the transition between both networks' areas, standard deviation in pixels of the frame. */
    private static final double FADE = 2;
    /** The segmentation's answers are stretched by this around the middle: it is soft where it is sure. */
    private static final float DECISION = 2.5f;

    private SecondOpinion() {}

    /**
     * @param alpha  the network's, in the canonical frame, changed in place
     * @param person the segmentation's
     */
    static void settle(Raster alpha, Raster person) {
        Mask doubtful = Mask.where(alpha, a -> a > LEAST_DOUBTFUL && a < MOST_DOUBTFUL).opened(THICK);
        if (doubtful.count() == 0) {
            return;
        }
        Raster where = Raster.blank(alpha.width(), alpha.height(), 1);
        for (int i = 0; i < where.data().length; i++) {
            where.data()[i] = doubtful.isSet(i) ? 1 : 0;
        }
        float[] share = Filters.gauss(where, FADE).data();
        for (int i = 0; i < share.length; i++) {
            float decided = Math.clamp(0.5f + DECISION * (person.data()[i] - 0.5f), 0f, 1f);
            alpha.data()[i] += share[i] * (decided - alpha.data()[i]);
        }
    }
}
