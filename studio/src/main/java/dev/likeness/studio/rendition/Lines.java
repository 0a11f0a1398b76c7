package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Flow;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * Contour lines as in a drawing.
 *
 * <p>Flow-based difference of Gaussians (H. Kang, S. Lee, C. Chui, "Coherent line drawing", NPAR 2007) with the soft
 * threshold of H. Winnemoeller ("XDoG", NPAR 2011): the difference of a narrow and a 1.6 times wider Gaussian answers
 * to thin dark structures, averaging it along the {@link Flow} joins them to lines and wipes out specks. The response
 * is divided by the local brightness (Weber's law), so that dark skin and dark hair get lines like light ones, and by
 * more in white areas, so that the gaps between teeth are not drawn. The scale is finer where {@link Attention} is
 * high.
 */
final class Lines {
    private static final double WIDER = 1.6;

    private Lines() {}

    /**
     * @param fine      standard deviation of the narrow Gaussian on the features of the face, face widths
     * @param coarse    the same on clothes and background
     * @param threshold relative contrast at which a line begins, about 0.01..0.05
     */
    record Pen(double fine, double coarse, float threshold) {}

    /** Ink of the lines, 0..1, one channel. */
    static Raster draw(Study study, Pen pen) {
        double unit = study.unit();
        Raster luma = study.luma();
        Raster fine = contrast(luma, Math.max(0.5, pen.fine * unit));
        Raster coarse = contrast(luma, Math.max(0.6, pen.coarse * unit));
        float[] look = study.attention().data();
        Rows.parallel(luma.height(), (from, to) -> {
            for (int i = from * luma.width(); i < to * luma.width(); i++) {
                float near = Math.clamp((look[i] - Attention.SITTER) / (Attention.FACE - Attention.SITTER), 0f, 1f);
                fine.data()[i] = near * fine.data()[i] + (1 - near) * coarse.data()[i];
            }
        });
        Raster joined = study.flow().along(fine, 0.03 * unit, 6);
        Rows.parallel(luma.height(), (from, to) -> {
            for (int i = from * luma.width(); i < to * luma.width(); i++) {
                // Fainter lines are drawn at eyes and mouth.
                float threshold = pen.threshold * (1.3f - 0.55f * look[i]);
                float t = Math.clamp((joined.data()[i] - threshold) / (1.5f * pen.threshold), 0f, 1f);
                joined.data()[i] = t * t * (3 - 2 * t);
            }
        });
        return joined;
    }

    private static Raster contrast(Raster luma, double sigma) {
        Raster narrow = Filters.gauss(luma, sigma);
        Raster wide = Filters.gauss(luma, WIDER * sigma);
        Raster around = Filters.gauss(luma, 6 * sigma);
        Rows.parallel(luma.height(), (from, to) -> {
            for (int i = from * luma.width(); i < to * luma.width(); i++) {
                narrow.data()[i] = (wide.data()[i] - narrow.data()[i])
                        / (0.12f + around.data()[i] + 0.9f * Tones.smooth(0.5f, 0.85f, around.data()[i]));
            }
        });
        return narrow;
    }
}
