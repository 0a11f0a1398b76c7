package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * Transparent watercolour on rough paper.
 *
 * <p>After A. Bousseau, M. Kaplan, J. Thollot, F. Sillion, "Interactive watercolor rendering with temporal coherence
 * and abstraction" (NPAR 2006): the picture is simplified, its colours are taken as densities of pigment ({@code -ln
 * C}), and the density is changed as by water: pigment gathers at the borders of a wash, settles in the pits of the
 * paper and flows unevenly. The last wash ends in a ragged wet border before the edges of the sheet; the lights are
 * bare paper.
 */
final class Watercolour implements Rendition {
    private static final Lines.Pen PEN = new Lines.Pen(0.0040, 0.0060, 0.017f);
    private static final float[] PAPER = {0.945f, 0.972f, 0.985f};

    @Override
    public Raster render(Portrait portrait) {
        Study study = Study.of(portrait);
        double unit = portrait.unit();
        Raster ink = Lines.draw(study, PEN);
        Raster flat = Tones.exposed(Simplification.of(study, 0.024, 0.75f),
                0.86 * study.exposureInColour());
        Raster density = density(trembled(study, flat));
        Raster wet = Filters.gauss(density, 0.014 * unit);
        return washed(study, density, wet, ink);
    }

    /** Shifts contours slightly, because a brush does not follow them exactly. */
    private static Raster trembled(Study study, Raster flat) {
        Portrait portrait = study.portrait();
        int w = flat.width();
        int h = flat.height();
        double unit = portrait.unit();
        Raster right = Texture.noise(w, h, 0.10 * unit, portrait.seed(), 51);
        Raster down = Texture.noise(w, h, 0.10 * unit, portrait.seed(), 52);
        float far = (float) (0.0075 * unit);
        Raster result = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    int i = y * w + x;
                    float amount = far * Math.max(0, 1 - 1.25f * study.attention().data()[i]);
                    int px = Math.clamp(Math.round(x + amount * right.data()[i]), 0, w - 1);
                    int py = Math.clamp(Math.round(y + amount * down.data()[i]), 0, h - 1);
                    System.arraycopy(flat.data(), flat.at(px, py), result.data(), 3 * i, 3);
                }
            }
        });
        return result;
    }

    /** Optical density of the pigment; tones lie in faint layers, one wash over the other. */
    private static Raster density(Raster flat) {
        Raster result = Raster.blank(flat.width(), flat.height(), 3);
        Rows.parallel(flat.height(), (from, to) -> {
            for (int at = 3 * from * flat.width(); at < 3 * to * flat.width(); at += 3) {
                float tone = Tones.of(flat.data()[at], flat.data()[at + 1], flat.data()[at + 2]);
                float step = tone + 0.5f * (Tones.stepped(tone, 6, 0.2f) - tone);
                for (int c = 0; c < 3; c++) {
                    float colour = step + 1.2f * (flat.data()[at + c] - tone);
                    result.data()[at + c] = (float) -Math.log(Math.clamp(0.07f + 1.0f * colour, 0.05f, 1f));
                }
            }
        });
        return result;
    }

    private static Raster washed(Study study, Raster density, Raster wet, Raster ink) {
        Portrait portrait = study.portrait();
        int w = density.width();
        int h = density.height();
        double unit = portrait.unit();
        Raster tooth = Texture.paper(portrait, 0.0058);
        Raster flowing = Texture.noise(w, h, 0.32 * unit, portrait.seed(), 53);
        Raster blooms = Texture.noise(w, h, 0.11 * unit, portrait.seed(), 54);
        Raster frayed = Texture.noise(w, h, 0.03 * unit, portrait.seed(), 55);
        float margin = (float) Math.min(0.34 * unit, 0.15 * Math.min(w, h));
        Raster result = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    int i = y * w + x;
                    float rim = inside(2f * x / w - 1, 2f * y / h - 1) * 0.5f * Math.min(w, h) / margin;
                    float shore = rim - 0.5f + 0.09f * flowing.data()[i] + 0.07f * blooms.data()[i]
                            + 0.035f * frayed.data()[i];
                    float sitter = portrait.alpha().data()[i];
                    float wash = Tones.smooth(-0.02f, 0.04f, shore + 0.3f * sitter);
                    float border = wash * (1 - Tones.smooth(0f, 0.11f, shore + 0.3f * sitter));
                    float calm = 1 - 0.75f * study.attention().data()[i];
                    float water = 1 + calm * (0.20f * flowing.data()[i] + 0.13f * blooms.data()[i]) + 0.5f * border;
                    // Clothes fade out towards the border.
                    float thin = 0.25f + 0.75f * Tones.smooth(0f, 0.62f, shore + 0.1f * blooms.data()[i]);
                    float ground = (0.62f + 0.38f * sitter) * Math.max(thin, study.attention().data()[i]);
                    float line = 0.36f * ink.data()[i] * (0.35f + 0.65f * sitter);
                    for (int c = 0; c < 3; c++) {
                        int k = 3 * i + c;
                        float edge = Math.clamp(density.data()[k] - wet.data()[k], -0.25f, 0.4f);
                        float pigment = ground * density.data()[k] * water + 0.6f * edge;
                        pigment *= 1 - 0.14f * tooth.data()[i] * (0.5f + 0.5f * calm);
                        pigment = wash * Math.max(0, pigment) + wash * line * (c == 0 ? 1.1f : 0.9f);
                        float paper = PAPER[c] * (1 + 0.011f * tooth.data()[i]);
                        result.data()[k] = paper * (float) Math.exp(-pigment);
                    }
                }
            }
        });
        return result;
    }

    /** 1 in the middle of the sheet, 0 on a rounded rectangle that touches its sides. */
    private static float inside(float u, float v) {
        float uu = u * u;
        float vv = v * v;
        return 1 - (float) Math.sqrt(Math.sqrt(uu * uu + vv * vv));
    }
}
