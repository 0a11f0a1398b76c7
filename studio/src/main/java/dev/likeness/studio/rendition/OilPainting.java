package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Flow;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * Oil on canvas, painted from large brushes to small ones.
 *
 * <p>Layers of ever smaller strokes after A. Hertzmann, "Painterly rendering with curved brush strokes of multiple
 * sizes" (SIGGRAPH 1998): a smaller brush is used only where the result of the larger one differs from the picture, and
 * always on the face. Strokes follow the {@link Flow}, bend with it and end where the colour changes (P. Litwinowicz,
 * SIGGRAPH 1997), so contours stay crisp. The paint has thickness; its relief and the weave of the canvas under thin
 * paint are lit from the key side.
 */
final class OilPainting implements Rendition {
    /**
     * @param half  half the brush's width, face widths
     * @param reach half a stroke's greatest length, in half widths
     * @param from  least attention of the places it is used at
     * @param miss  least error of the painting at which it is used; attention lowers it
     */
    private record Brush(double half, double reach, float from, float miss) {}

    private static final List<Brush> BRUSHES = List.of(new Brush(0.052, 3.4, 0, 0), new Brush(0.026, 3.6, 0, 0.009f),
            new Brush(0.0125, 3.8, 0.05f, 0.012f), new Brush(0.0065, 3.6, 0.15f, 0.016f),
            new Brush(0.0036, 3.2, 0.4f, 0.016f));

    private static final float IMPASTO = 0.085f;

    @Override
    public Raster render(Portrait portrait) {
        return new Easel(portrait).paint();
    }

    /** A painting in progress. */
    private static final class Easel {
        private final Portrait portrait;
        private final int width;
        private final int height;
        private final Raster attention;
        private final Flow flow;
        private final Raster relief;

        Easel(Portrait portrait) {
            this.portrait = portrait;
            width = portrait.width();
            height = portrait.height();
            Study study = Study.of(portrait);
            attention = study.attention();
            flow = study.flow();
            relief = Raster.blank(width, height, 1);
        }

        Raster paint() {
            Raster below = soft(2 * BRUSHES.getFirst().half * portrait.unit());
            Raster canvas = new Raster(width, height, 3, below.data().clone());
            Brushwork brushwork = new Brushwork(canvas, relief, 0.05f);
            for (int layer = 0; layer < BRUSHES.size(); layer++) {
                Brush brush = BRUSHES.get(layer);
                double half = Math.max(0.8, brush.half * portrait.unit());
                Raster seen = soft(0.45 * half);
                brushwork.paint(strokes(seen, below, brush, half, layer));
                below = seen;
            }
            return lit(canvas);
        }

        private Raster soft(double sigma) {
            return Filters.gauss(portrait.bgr(), sigma);
        }

        /** One stroke from every cell of a grid that needs one, in an irregular order. */
        private List<Stroke> strokes(Raster seen, Raster below, Brush brush, double half, int layer) {
            double step = 1.65 * half;
            int columns = (int) Math.ceil(width / step);
            int rows = (int) Math.ceil(height / step);
            int cells = columns * rows;
            int salt = (int) portrait.seed().value() + 1000 * layer;
            int stride = coprime(cells);
            List<Stroke> strokes = new ArrayList<>();
            for (int k = 0; k < cells; k++) {
                int cell = (int) ((long) k * stride % cells);
                float x = (float) ((cell % columns + Texture.hash(cell, salt)) * step);
                float y = (float) ((cell / columns + Texture.hash(cell, salt + 1)) * step);
                if (x < width && y < height && needed((int) x, (int) y, seen, below, brush)) {
                    strokes.add(stroke(x, y, seen, brush, (float) half, cell * 31 + salt));
                }
            }
            return strokes;
        }

        private static int coprime(int cells) {
            int stride = (int) (cells * 0.6180339887) | 1;
            while (gcd(stride, cells) != 1) {
                stride += 2;
            }
            return stride;
        }

        private static int gcd(int a, int b) {
            return b == 0 ? a : gcd(b, a % b);
        }

        private boolean needed(int x, int y, Raster seen, Raster below, Brush brush) {
            float look = attention.data()[y * width + x];
            if (look < brush.from) {
                return false;
            }
            return distance(seen, seen.at(x, y), below, seen.at(x, y)) >= brush.miss * (1.25f - look);
        }

        private static float distance(Raster a, int at, Raster b, int bt) {
            return 0.25f * Math.abs(a.data()[at] - b.data()[bt]) + 0.45f * Math.abs(a.data()[at + 1] - b.data()[bt + 1])
                    + 0.3f * Math.abs(a.data()[at + 2] - b.data()[bt + 2]);
        }

        private Stroke stroke(float x, float y, Raster seen, Brush brush, float half, int salt) {
            int at = seen.at((int) x, (int) y);
            float[] ahead = walk(x, y, 1, seen, at, (float) brush.reach * half, half);
            float[] back = walk(x, y, -1, seen, at, (float) brush.reach * half, half);
            float touch = 0.035f * (1.1f - attention.data()[(int) y * width + (int) x])
                    * (Texture.hash(salt, 5) + Texture.hash(salt, 6) - 1);
            float warmth = 0.5f * touch * (Texture.hash(salt, 7) - 0.5f);
            float[] c = seen.data();
            Stroke.Paint paint = new Stroke.Paint(c[at] + touch - warmth, c[at + 1] + touch, c[at + 2] + touch + warmth,
                    0.93f, salt * 0x9E3779B1 >>> 4);
            return Stroke.through(back, new float[]{x, y}, ahead, half, paint);
        }

        /** Follows the lines of the picture until the colour changes. */
        private float[] walk(float x, float y, int way, Raster seen, int start, float farthest, float step) {
            float px = x;
            float py = y;
            float dx = 0;
            float dy = 0;
            for (float gone = 0; gone < farthest; gone += step) {
                int t = flow.at(px, py);
                float tx = flow.tangents().data()[t];
                float ty = flow.tangents().data()[t + 1];
                float turn = gone == 0 ? way : tx * dx + ty * dy < 0 ? -1 : 1;
                dx = turn * tx;
                dy = turn * ty;
                float nx = px + step * dx;
                float ny = py + step * dy;
                if (nx < 0 || ny < 0 || nx >= width || ny >= height
                        || distance(seen, start, seen, seen.at((int) nx, (int) ny)) > 0.055f) {
                    break;
                }
                px = nx;
                py = ny;
            }
            return new float[]{px, py};
        }

        /** The relief of paint and canvas in raking light, and the depth of colour of varnished oil. */
        private Raster lit(Raster canvas) {
            double unit = portrait.unit();
            Raster weave = Texture.weave(portrait, Math.max(3.2, 0.015 * unit));
            float scale = (float) (1 / (0.0125 * unit));
            float side = portrait.keyLeft() ? -0.7f : 0.7f;
            Raster result = Raster.blank(width, height, 3);
            Rows.parallel(height, (from, to) -> {
                for (int y = from; y < to; y++) {
                    for (int x = 0; x < width; x++) {
                        int i = y * width + x;
                        int left = x > 0 ? i - 1 : i;
                        int up = y > 0 ? i - width : i;
                        float paint = relief.data()[i];
                        float thin = 0.22f / (0.6f + scale * paint);
                        float slope = scale * ((paint - relief.data()[left]) * side
                                + (relief.data()[up] - paint) * 0.7f)
                                + thin * ((weave.data()[i] - weave.data()[left]) * side
                                        + (weave.data()[up] - weave.data()[i]) * 0.7f);
                        float sitter = portrait.alpha().data()[i];
                        float strength = IMPASTO * (0.55f + 0.45f * sitter) * (1 - 0.5f * attention.data()[i]);
                        float light = Math.clamp(-2.1f * strength * slope, -0.10f, 0.14f);
                        finish(canvas.data(), result.data(), 3 * i, light);
                    }
                }
            });
            return result;
        }

        private static void finish(float[] paint, float[] result, int at, float light) {
            float grey = Tones.of(paint[at], paint[at + 1], paint[at + 2]);
            float gloss = Math.max(0, light) * Math.max(0, light) * 2.5f;
            for (int c = 0; c < 3; c++) {
                float deep = grey + 1.14f * (paint[at + c] - grey);
                result[at + c] = deep * (1 + light) + 0.1f * light * (1 - deep) + gloss;
            }
        }
    }
}
