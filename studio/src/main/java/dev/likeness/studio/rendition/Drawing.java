package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * Dry media on toothed paper: {@link Hatching} for the tones, {@link Lines} for the contours, a smudged tone below. The
 * raised grain of the paper takes more of all of them. The background is only a few strokes around the sitter, and the
 * drawing ends before the edges of the sheet.
 */
final class Drawing implements Rendition {
    /**
     * @param layers   of hatching, lengths in face widths
     * @param pen      of the contours
     * @param lines    strength of the contours, 0..1
     * @param smudge   strength of the rubbed tone, 0..1
     * @param tooth    how much the paper shows, 0..1
     * @param grain    size of the paper's grain, face widths
     * @param contrast exponent of the darkness; below 1 is heavier
     * @param chalk    strength of white on the lights, 0..1
     * @param dust     B G R of the medium
     * @param paper    B G R of the sheet
     */
    record Medium(List<Hatching.Layer> layers, Lines.Pen pen, float lines, float smudge, float tooth, double grain,
            double contrast, float chalk, float[] dust, float[] paper) {
        /** Graphite on smooth white drawing paper. */
        static final Medium PENCIL = new Medium(
                List.of(new Hatching.Layer(-0.95, 0.0022, 0.075, 0.0062, 0.08f, 0.55f),
                        new Hatching.Layer(-0.55, 0.0024, 0.055, 0.0075, 0.34f, 0.55f),
                        new Hatching.Layer(0.62, 0.0026, 0.05, 0.0085, 0.60f, 0.66f)),
                new Lines.Pen(0.0042, 0.0062, 0.013f), 0.66f, 0.62f, 0.5f, 0.0042, 1.3, 0,
                new float[]{0.20f, 0.185f, 0.18f}, new float[]{0.955f, 0.972f, 0.98f});

        /** Vine charcoal and white chalk on grey-brown paper. */
        static final Medium CHARCOAL = new Medium(
                List.of(new Hatching.Layer(-0.9, 0.0085, 0.13, 0.016, 0.22f, 0.55f),
                        new Hatching.Layer(-0.35, 0.0075, 0.10, 0.017, 0.52f, 0.7f),
                        new Hatching.Layer(0.7, 0.006, 0.07, 0.016, 0.74f, 0.8f)),
                new Lines.Pen(0.0055, 0.0095, 0.015f), 0.8f, 0.72f, 0.85f, 0.0068, 1.2, 0.62f,
                new float[]{0.085f, 0.082f, 0.085f}, new float[]{0.705f, 0.765f, 0.80f});
    }

    private final Medium medium;

    Drawing(Medium medium) {
        this.medium = medium;
    }

    @Override
    public Raster render(Portrait portrait) {
        Study study = Study.of(portrait);
        double unit = portrait.unit();
        Raster ink = Lines.draw(study, medium.pen);
        Raster tone = Tones.exposed(study.luma(), study.exposure());
        Raster sheet = sheet(portrait);
        Raster darkness = darkness(tone, sheet);
        Raster drawn = new Raster(study.width(), study.height(), 3,
                new float[3 * study.luma().data().length]);
        Arrays.fill(drawn.data(), 1f);
        Raster hatched = Filters.gauss(darkness, 0.006 * unit);
        new Hatching(hatched, study.flow(), (int) portrait.seed().value(), drawn)
                .draw(medium.layers.stream().map(layer -> layer.scaled(unit)).toList());
        return laid(study, new Marks(darkness, drawn, ink, sheet));
    }

    /** How much of the picture is drawn at each place: all of the sitter, a part around them, nothing at the edges. */
    private static Raster sheet(Portrait portrait) {
        int w = portrait.width();
        int h = portrait.height();
        double unit = portrait.unit();
        Raster halo = Filters.gauss(portrait.alpha(), 0.22 * unit);
        Raster edge = Texture.noise(w, h, 0.16 * unit, portrait.seed(), 31);
        float margin = (float) Math.min(0.30 * unit, 0.14 * Math.min(w, h));
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    int i = y * w + x;
                    float rim = Math.min(Math.min(x, w - 1 - x), h - 1 - y) / margin + 0.16f * edge.data()[i];
                    float about = 0.42f * Tones.smooth(0.10f, 0.62f, halo.data()[i] + 0.06f * edge.data()[i]);
                    float a = portrait.alpha().data()[i];
                    halo.data()[i] = (a + (1 - a) * about) * Tones.smooth(0.05f, 1f, rim);
                }
            }
        });
        return halo;
    }

    private Raster darkness(Raster tone, Raster sheet) {
        Raster result = Tones.exposed(new Raster(tone.width(), tone.height(), 1, inverted(tone.data())),
                medium.contrast);
        for (int i = 0; i < sheet.data().length; i++) {
            result.data()[i] *= sheet.data()[i];
        }
        return result;
    }

    private static float[] inverted(float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = Math.clamp(1.04f - 1.1f * values[i], 0f, 1f);
        }
        return result;
    }

    /**
     * The layers of the drawing.
     *
     * @param darkness to be rubbed in
     * @param hatched  white where no stroke went
     * @param lines    ink of the contours
     * @param extent   how much of the picture is drawn at each place
     */
    private record Marks(Raster darkness, Raster hatched, Raster lines, Raster extent) {}

    private Raster laid(Study study, Marks marks) {
        Portrait portrait = study.portrait();
        Raster darkness = marks.darkness;
        Raster tooth = Texture.paper(portrait, medium.grain);
        Raster result = Raster.blank(darkness.width(), darkness.height(), 3);
        Rows.parallel(darkness.height(), (from, to) -> {
            for (int i = from * darkness.width(); i < to * darkness.width(); i++) {
                float hills = tooth.data()[i];
                float near = Tones.smooth(Attention.SITTER, Attention.FACE, study.attention().data()[i]);
                // Eyes and mouth have smooth tones instead of hatching.
                float modelled = Tones.smooth(0.8f, 1, study.attention().data()[i]);
                float rubbed = (medium.smudge + modelled * (0.92f - medium.smudge)) * darkness.data()[i];
                float hatched = (1 - marks.hatched.data()[3 * i]) * (1 - 0.75f * modelled);
                float pressed = 1 - (1 - hatched) * (1 - medium.lines * marks.lines.data()[i] * marks.extent.data()[i]);
                float dust = 1 - (1 - rubbed) * (1 - pressed);
                // A little pigment covers only the raised grain; much of it fills the pits too.
                float caught = dust + medium.tooth * hills * 0.55f * dust * (1.08f - dust) * (1 - 0.5f * near);
                float white = Math.max(0, 0.44f - darkness.data()[i]) / 0.44f * marks.extent.data()[i] * medium.chalk;
                white = Math.clamp(white * white * 1.6f * (1 + 0.45f * hills), 0f, 0.9f) * portrait.alpha().data()[i];
                caught = Math.clamp(caught, 0f, 1f);
                for (int c = 0; c < 3; c++) {
                    float paper = medium.paper[c] + 0.006f * hills;
                    paper += white * (0.96f - paper);
                    result.data()[3 * i + c] = paper + caught * (medium.dust[c] - paper);
                }
            }
        });
        return result;
    }
}
