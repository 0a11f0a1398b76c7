package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * A page of a colour comic: {@link Simplification} to plain patches, luminance in soft steps (H. Winnemoeller, S. Olsen,
 * B. Gooch, "Real-time video abstraction", SIGGRAPH 2006), solid blacks, contours in ink, and a printer's screen in the
 * half-shadows.
 */
final class Comic implements Rendition {
    private static final Lines.Pen PEN = new Lines.Pen(0.0048, 0.0085, 0.016f);
    private static final float[] BORDERS = {0.28f, 0.5f, 0.76f, 1.24f, 1.6f};
    private static final float[] TONES = {0.14f, 0.4f, 0.64f, 0.98f, 1.18f, 1.4f};

    @Override
    public Raster render(Portrait portrait) {
        Study study = Study.of(portrait);
        Raster ink = Lines.draw(study, PEN);
        Raster flat = Tones.exposed(Simplification.of(study, 0.016, 0.7f),
                study.exposureInColour());
        Tones.Scale scale = Tones.Scale.about(Tones.onFace(Tones.luma(flat), study.attention()), 0.02f, BORDERS, TONES);
        Halftone screen = Halftone.of(0.026 * portrait.unit(), 45);
        Raster result = Raster.blank(flat.width(), flat.height(), 3);
        Rows.parallel(flat.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < flat.width(); x++) {
                    int i = y * flat.width() + x;
                    float[] s = flat.data();
                    float tone = Tones.of(s[3 * i], s[3 * i + 1], s[3 * i + 2]);
                    float step = Math.min(1, scale.at(tone));
                    float drawn = 0.25f + 0.75f * portrait.alpha().data()[i];
                    float black = Math.max(drawn * ink.data()[i], 1 - Tones.smooth(0.07f, 0.13f, tone));
                    float shade = 0.75f * (1 - Tones.smooth(0.18f, 0.58f, tone))
                            * (1 - 0.6f * study.attention().data()[i]);
                    float dots = 0.26f * screen.ink(x, y, shade);
                    for (int c = 0; c < 3; c++) {
                        float colour = step + 1.2f * (s[3 * i + c] - tone);
                        colour = 0.02f + 1.05f * colour * (1 - dots);
                        result.data()[3 * i + c] = colour + black * (0.045f - colour);
                    }
                }
            }
        });
        return result;
    }
}
