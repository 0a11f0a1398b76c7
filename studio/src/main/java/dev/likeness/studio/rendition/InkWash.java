package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * Chinese ink on raw rice paper, with a little colour.
 *
 * <p>The five shades of ink (burnt, thick, heavy, pale, clear) are soft steps of the tone; absorbent paper spreads
 * each wash along its fibres (after N. Chu and C. Tai, "MoXi: real-time ink dispersion in absorbent paper", SIGGRAPH
 * 2005, simplified to a blur that noise makes uneven). Over the washes come the dry brush, whose parted bristles leave
 * "flying white", and lines that swell with the contrast. The paper stays empty where there is no contrast.
 */
final class InkWash implements Rendition {
    private static final Lines.Pen PEN = new Lines.Pen(0.0044, 0.0078, 0.015f);
    private static final float[] PAPER = {0.885f, 0.935f, 0.955f};
    private static final float[] INK = {0.115f, 0.10f, 0.095f};

    @Override
    public Raster render(Portrait portrait) {
        Study study = Study.of(portrait);
        double unit = portrait.unit();
        Raster ink = Lines.draw(study, PEN);
        Raster flat = Simplification.of(study, 0.022, 0.6f);
        Raster tone = Tones.exposed(Tones.luma(flat), 0.86 * study.exposure());
        Raster dark = Raster.blank(tone.width(), tone.height(), 1);
        for (int i = 0; i < dark.data().length; i++) {
            dark.data()[i] = Math.clamp(1.02f - 1.12f * tone.data()[i], 0f, 1f) * portrait.alpha().data()[i];
        }
        Raster brushed = new Raster(tone.width(), tone.height(), 3, new float[3 * dark.data().length]);
        Arrays.fill(brushed.data(), 1f);
        Raster clothes = clothes(dark, study.attention());
        new Hatching(clothes, study.flow(), (int) portrait.seed().value(), brushed).draw(List.of(
                new Hatching.Layer(-0.9, 0.024 * unit, 0.22 * unit, 0.05 * unit, 0.50f, 0.42f),
                new Hatching.Layer(-0.7, 0.009 * unit, 0.13 * unit, 0.03 * unit, 0.62f, 0.60f)));
        return soaked(study, new Sheet(dark, flat, brushed, ink));
    }

    /** The area of the broad brush: clothes, not the face. */
    private static Raster clothes(Raster dark, Raster attention) {
        Raster result = Raster.blank(dark.width(), dark.height(), 1);
        for (int i = 0; i < dark.data().length; i++) {
            result.data()[i] = dark.data()[i] * (1 - Tones.smooth(0.36f, 0.6f, attention.data()[i]));
        }
        return result;
    }

    /**
     * The layers of the painting.
     *
     * @param dark    tone of the washes, 0..1
     * @param flat    simplified colours
     * @param brushed white where the dry brush has not been
     * @param lines   ink of the contours
     */
    private record Sheet(Raster dark, Raster flat, Raster brushed, Raster lines) {}

    private static Raster soaked(Study study, Sheet sheet) {
        Portrait portrait = study.portrait();
        Raster dark = sheet.dark;
        int w = dark.width();
        int h = dark.height();
        double unit = portrait.unit();
        Raster near = Filters.gauss(dark, 0.012 * unit);
        Raster far = Filters.gauss(dark, 0.075 * unit);
        Raster fibres = Texture.noise(w, h, 0.03 * unit, portrait.seed(), 61);
        Raster clouds = Texture.noise(w, h, 0.45 * unit, portrait.seed(), 62);
        Raster tooth = Texture.paper(portrait, 0.0045);
        float margin = (float) (0.2 * unit);
        Raster result = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    int i = y * w + x;
                    float look = study.attention().data()[i];
                    float sitter = portrait.alpha().data()[i];
                    float end = Tones.smooth(0.02f, 1, (h - 1 - y) / margin + 0.35f * clouds.data()[i]
                            + 0.04f * fibres.data()[i]);
                    float sharp = 0.65f * Tones.smooth(0.35f, 0.7f, look);
                    float wash = sharp * dark.data()[i] + (1 - sharp) * near.data()[i];
                    float shade = Tones.stepped(wash * (1 + (1 - look) * 0.10f * fibres.data()[i]), 5, 0.2f);
                    shade = 0.45f * wash + 0.55f * shade;
                    float skin = Tones.smooth(0.45f, 0.7f, look);
                    shade *= 1.06f - 0.24f * skin;
                    // Ink spreads unevenly beyond the contour.
                    float crept = (1 - sitter) * far.data()[i] * Math.clamp(0.50f + 0.34f * fibres.data()[i]
                            + 0.3f * clouds.data()[i], 0f, 1f);
                    float stroke = (1 - sheet.brushed.data()[3 * i]) * sitter;
                    float line = sheet.lines.data()[i] * Tones.smooth(0.2f, 0.7f, sitter)
                            * Math.clamp(1.0f - (1 - look) * 0.3f * tooth.data()[i], 0.2f, 1f);
                    float black = 1 - (1 - Math.max(0, shade)) * (1 - 0.85f * stroke) * (1 - 0.82f * line)
                            * (1 - 0.75f * crept);
                    black = end * Math.clamp(black * (1 + 0.07f * tooth.data()[i]), 0f, 0.97f);
                    tint(sheet.flat.data(), result.data(), 3 * i, black, end * sitter * (0.12f + 0.34f * skin),
                            0.010f * tooth.data()[i]);
                }
            }
        });
        return result;
    }

    private static void tint(float[] flat, float[] result, int at, float black, float colour, float grain) {
        float tone = Math.max(0.06f, Tones.of(flat[at], flat[at + 1], flat[at + 2]));
        for (int c = 0; c < 3; c++) {
            float hue = Math.clamp(1 + colour * (flat[at + c] / tone - 1), 0.5f, 1.25f);
            float paper = Math.min(1, (PAPER[c] + grain) * hue);
            result[at + c] = paper + black * (INK[c] * hue - paper);
        }
    }
}
