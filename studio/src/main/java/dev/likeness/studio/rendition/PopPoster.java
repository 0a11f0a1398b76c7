package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.List;

/**
 * A silk-screened poster: four inks for the sitter, from shadow to light, each tone passing into the next by a dot
 * screen (R. Ulichney, "Digital halftoning", 1987), rays of two colours behind, contours printed last and a little out
 * of register, as in screen printing.
 */
final class PopPoster implements Rendition {
    private static final Lines.Pen PEN = new Lines.Pen(0.0055, 0.0095, 0.018f);

    /** Tones, 0..1, at which one ink changes to the next. */
    private static final float[] BORDERS = {0.24f, 0.47f, 0.70f};

    /**
     * @param inks  of the sitter, dark to light, 0xRRGGBB
     * @param rayA  behind the sitter
     * @param rayB  between the rays of the first colour
     */
    private record Palette(int[] inks, int rayA, int rayB) {}

    private static final List<Palette> PALETTES = List.of(
            new Palette(new int[]{0x14213d, 0xd62839, 0xf7a072, 0xfff1d0}, 0x1b998b, 0x2ec4b6),
            new Palette(new int[]{0x2b0f54, 0xe01e84, 0xff9e6d, 0xfff3c7}, 0xf9c22e, 0xffd75e),
            new Palette(new int[]{0x0b2545, 0x1f7a8c, 0xf4b183, 0xfdf4dc}, 0xe4572e, 0xf0743e));

    @Override
    public Raster render(Portrait portrait) {
        Study study = Study.of(portrait);
        double unit = portrait.unit();
        Raster ink = Lines.draw(study, PEN);
        Raster flat = Simplification.of(study, 0.018, 0.55f);
        Raster tone = Tones.exposed(Tones.luma(flat), study.exposure());
        return printed(portrait, Filters.gauss(tone, 0.0055 * unit), ink);
    }

    private static Raster printed(Portrait portrait, Raster tone, Raster ink) {
        int w = tone.width();
        int h = tone.height();
        double unit = portrait.unit();
        Palette palette = PALETTES.get((int) Math.floorMod(portrait.seed().value(), (long) PALETTES.size()));
        Halftone screen = Halftone.of(0.026 * unit, 37);
        int shift = (int) Math.round(0.004 * unit);
        Raster worn = Texture.noise(w, h, 0.012 * unit, portrait.seed(), 41);
        float[][] inks = {bgr(palette.inks[0]), bgr(palette.inks[1]), bgr(palette.inks[2]), bgr(palette.inks[3])};
        float[] rayA = bgr(palette.rayA);
        float[] rayB = bgr(palette.rayB);
        Raster result = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            float[] cover = new float[BORDERS.length];
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    int i = y * w + x;
                    int line = Math.min(h - 1, y + shift) * w + Math.max(0, x - shift);
                    float sitter = Tones.smooth(0.4f, 0.6f, portrait.alpha().data()[i]);
                    float t = tone.data()[i];
                    float black = ink.data()[line]
                            * Tones.smooth(0.4f, 0.6f, portrait.alpha().data()[line]);
                    boolean covered = sitter == 1;
                    float ray = covered ? 0 : ray(portrait, x, y);
                    float dots = covered ? 0 : screen.ink(x, y, glow(portrait, x, y));
                    for (int k = 0; k < BORDERS.length; k++) {
                        cover[k] = screen.ink(x, y, Math.clamp((t - BORDERS[k]) / 0.10f + 0.5f, 0f, 1f));
                    }
                    for (int c = 0; c < 3; c++) {
                        float behind = rayA[c] + ray * (rayB[c] - rayA[c]);
                        behind += dots * (inks[3][c] - behind) * 0.85f;
                        float front = inks[0][c];
                        for (int k = 0; k < BORDERS.length; k++) {
                            front += cover[k] * (inks[k + 1][c] - front);
                        }
                        float colour = behind + sitter * (front - behind);
                        colour += black * (inks[0][c] - colour);
                        result.data()[3 * i + c] = colour + 0.010f * worn.data()[i];
                    }
                }
            }
        });
        return result;
    }

    /** 0 on one ray, 1 on the next; rays start behind the face. */
    private static float ray(Portrait portrait, int x, int y) {
        double dx = x - portrait.face().eyesX();
        double dy = y - portrait.face().eyesY() - 0.3 * portrait.unit();
        double turn = Math.atan2(dy, dx) / (2 * Math.PI) * 18;
        double side = Math.abs(turn - Math.floor(turn) - 0.5) * 2 - 0.5;
        double pixels = side / 36 * 2 * Math.PI * Math.sqrt(dx * dx + dy * dy);
        return (float) Math.clamp(pixels + 0.5, 0, 1);
    }

    /** Tone of the light dots behind the head, less with the distance. */
    private static float glow(Portrait portrait, int x, int y) {
        double dx = x - portrait.face().eyesX();
        double dy = y - portrait.face().eyesY();
        return (float) Math.clamp(0.52 - 0.42 * Math.sqrt(dx * dx + dy * dy) / portrait.unit(), 0, 0.5);
    }

    private static float[] bgr(int rgb) {
        return new float[]{(rgb & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb >> 16) / 255f};
    }
}
