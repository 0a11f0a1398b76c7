package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * Smooths the outline where no hair is, below the chin and, of short hair, beside cheeks and ears: cloth and skin have none of the
 * fine pieces that hair has. What stands off the outline there, or is torn into it, is what the matting Laplacian made of
 * a background of the same colour: a veil here, which sharpening would turn into crumbs. Beside long hair the outline stays, out
 * to where hair can lie.
 */
final class HairlessOutline {
    /**
     * Deviation of the smoothing along clothes and along the head; face widths. What is narrower than about twice of it
     * vanishes.
     */
    private static final double CLOTHES = 0.025;
    private static final double HEAD = 0.015;
    /** Width of the edge afterwards, face widths: about that of a sharp photo's. */
    private static final double EDGE = 0.015;

    /** From below the temples on; face widths below the eyes. */
    private static final double TEMPLES = 0.15;
    /** Rows of the cheeks, whose outline tells whether hair hangs there; face widths below the eyes. */
    private static final double CHEEKS = 0.3;
    private static final double JAW = 0.55;
    /** Below the chin, and beside the jaw, is cloth; face widths below the eyes and beside their middle. */
    private static final double CHIN = 0.75;
    private static final double BESIDE_JAW = 0.52;
    /** Ears and cheeks end within so much of the middle; face widths. Hair, hats and hands reach beyond. */
    private static final double EARS = 0.64;
    /** So far beyond that outline hair may still lie on the shoulder. */
    private static final double SPREAD = 0.3;
    /** The smoothing fades in over so much. */
    private static final double FADE = 0.12;

    private HairlessOutline() {}

    /** @param alpha of the work picture, 0 to 1; changed in place */
    static void smooth(Raster alpha, WorkPicture work) {
        Axes axes = Axes.of(work);
        double left = hairEdge(alpha, axes, -1);
        double right = hairEdge(alpha, axes, 1);
        Smoothed clothes = Smoothed.of(alpha, CLOTHES * axes.unit, axes.unit);
        Smoothed head = Smoothed.of(alpha, HEAD * axes.unit, axes.unit);
        float[] a = alpha.data();
        Rows.parallel(alpha.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < alpha.width(); x++) {
                    int i = y * alpha.width() + x;
                    double u = axes.beside(x, y);
                    double below = axes.below(x, y);
                    double hair = u < 0 ? left : right;
                    // At the picture's sides the blur bends the outline.
                    double most = Math.min(1, beyondSides(alpha, x, y) / (3 * clothes.sigma));
                    double ofClothes = Math.min(most, clothes(Math.abs(u), below, hair));
                    double ofHead = hair > EARS ? 0 : Math.min(most, (below - TEMPLES) / FADE);
                    if (ofHead > 0 && ofClothes < 1) {
                        a[i] += (float) ofHead * (head.at(i) - a[i]);
                    }
                    if (ofClothes > 0) {
                        a[i] += (float) ofClothes * (clothes.at(i) - a[i]);
                    }
                }
            }
        });
    }

    /** How certainly a place so far beside and below the eyes is one of clothes, not of hair; up to 1. */
    private static double clothes(double beside, double below, double hair) {
        double in = Math.min(1, Math.max((below - CHIN) / FADE, Math.min(below - JAW, beside - BESIDE_JAW) / FADE));
        return hair > EARS ? Math.min(in, (beside - hair - SPREAD) / FADE) : in;
    }

    /**
     * Alpha without its fine pieces.
     *
     * @param contrast makes the blurred edge as steep as an edge is
     */
    @SuppressWarnings("ArrayRecordComponent") // pixels: never compared
    private record Smoothed(float[] blurred, double sigma, float contrast) {
        static Smoothed of(Raster alpha, double sigma, double unit) {
            // A blurred step rises by 1 / (sigma sqrt(2 pi)) a pixel.
            double contrast = sigma * Math.sqrt(2 * Math.PI) / Math.max(1.5, EDGE * unit);
            return new Smoothed(Filters.gauss(alpha, sigma).data(), sigma, (float) Math.max(1, contrast));
        }

        float at(int i) {
            return Math.clamp(0.5f + contrast * (blurred[i] - 0.5f), 0f, 1f);
        }
    }

    /** Distance to the nearest side of the picture, pixels. */
    private static int beyondSides(Raster picture, int x, int y) {
        return Math.min(Math.min(x, picture.width() - 1 - x), Math.min(y, picture.height() - 1 - y));
    }

    /** How far the person reaches to one side of the cheeks, face widths. */
    private static double hairEdge(Raster alpha, Axes axes, int side) {
        double edge = 0;
        for (int y = 0; y < alpha.height(); y++) {
            for (int x = 0; x < alpha.width(); x++) {
                if (alpha.data()[y * alpha.width() + x] > 0.5f) {
                    double below = axes.below(x, y);
                    if (below > CHEEKS && below < JAW) {
                        edge = Math.max(edge, side * axes.beside(x, y));
                    }
                }
            }
        }
        return edge;
    }

    /** The head's own directions: down from the eyes to the mouth, and across. */
    private record Axes(double eyesX, double eyesY, double downX, double downY, double unit) {
        static Axes of(WorkPicture work) {
            Face face = work.face();
            double x = face.mouth().x() - face.eyesX();
            double y = face.mouth().y() - face.eyesY();
            double length = Math.hypot(x, y);
            return new Axes(work.eyesX(), work.eyesY(), x / length, y / length, work.unit());
        }

        /** Right of the middle of the face, face widths. */
        double beside(int x, int y) {
            return ((x + 0.5 - eyesX) * downY - (y + 0.5 - eyesY) * downX) / unit;
        }

        double below(int x, int y) {
            return ((x + 0.5 - eyesX) * downX + (y + 0.5 - eyesY) * downY) / unit;
        }
    }
}
