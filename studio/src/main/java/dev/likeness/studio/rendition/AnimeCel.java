package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * A painted cel: skin and cloth in a light and a shade with a clear border between (A. Lake et al., "Stylized rendering
 * techniques for scalable real-time 3D animation", NPAR 2000), thin coloured contours, clear bright colours, over a background
 * painted softly, without lines.
 */
final class AnimeCel implements Rendition {
    private static final Lines.Pen PEN = new Lines.Pen(0.0036, 0.0055, 0.019f);

    /** Shade, half-shade, light and gleam, in tones of the face. */
    private static final float[] BORDERS = {0.30f, 0.56f, 0.84f, 1.34f, 1.6f};
    private static final float[] TONES = {0.2f, 0.44f, 0.72f, 1.05f, 1.36f, 1.65f};

    @Override
    public Raster render(Portrait portrait) {
        Study study = Study.of(portrait);
        double unit = portrait.unit();
        Raster ink = Lines.draw(study, PEN);
        Raster flat = Tones.exposed(Simplification.of(study, 0.022, 0.8f),
                0.9 * study.exposureInColour());
        Raster glow = Filters.gauss(flat, 0.07 * unit);
        Raster plain = Filters.gauss(Tones.luma(flat), 0.011 * unit);
        float face = (float) Tones.onFace(plain, study.attention());
        Tones.Scale scale = Tones.Scale.about(face, 0.022f, BORDERS, TONES);
        Raster result = Raster.blank(flat.width(), flat.height(), 3);
        Rows.parallel(flat.height(), (from, to) -> {
            for (int i = from * flat.width(); i < to * flat.width(); i++) {
                cel(scale, i, flat.data(), glow.data(), plain.data()[i], ink.data()[i], study.attention().data()[i],
                        portrait.alpha().data()[i], result.data());
            }
        });
        return result;
    }

    private static void cel(Tones.Scale scale, int i, float[] flat, float[] glow, float plain, float ink, float look,
            float sitter,
            float[] result) {
        float tone = Tones.of(flat[3 * i], flat[3 * i + 1], flat[3 * i + 2]);
        float near = Tones.smooth(1.1f * Attention.FACE, 1, look);
        float cel = Math.min(0.97f, scale.at(plain + 0.3f * (tone - plain)));
        float step = tone + sitter * (1 - near) * 0.9f * (cel - tone);
        float line = ink * sitter * 0.86f;
        for (int c = 0; c < 3; c++) {
            int k = 3 * i + c;
            float colour = step + (1.28f + 0.2f * near) * (flat[k] - tone);
            // Shades lean to violet, lights to cream.
            colour += (0.5f - step) * (c == 0 ? 0.07f : c == 1 ? -0.035f : 0.02f) * sitter;
            colour = 1.06f * colour + 0.035f;
            float over = 0.30f * Math.max(0, glow[k] - 0.1f);
            colour = 1 - (1 - Math.clamp(colour, 0f, 1f)) * (1 - over * 0.6f);
            float pencil = (c == 0 ? 0.15f : c == 1 ? 0.10f : 0.17f) + 0.12f * flat[k];
            result[k] = colour + line * (pencil - colour);
        }
    }
}
