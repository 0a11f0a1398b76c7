package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Flow;
import dev.likeness.darkroom.pixel.Raster;
import java.util.ArrayList;
import java.util.List;

/**
 * Tone from lines: strokes of a pencil side by side, crossed by others where it is darker (G. Winkenbach and D.
 * Salesin, "Computer-generated pen-and-ink illustration", SIGGRAPH 1994). Where the picture has a direction (hair,
 * folds) strokes take it; elsewhere they have the layer's slant.
 */
final class Hatching {
    private final Raster darkness;
    private final Flow flow;
    private final int seed;
    private final Brushwork brushwork;

    /**
     * @param darkness one channel, 0..1, to be drawn
     * @param drawn    three channels, white at first: what the strokes have not covered
     */
    Hatching(Raster darkness, Flow flow, int seed, Raster drawn) {
        this.darkness = darkness;
        this.flow = flow;
        this.seed = seed;
        brushwork = new Brushwork(drawn, Raster.blank(drawn.width(), drawn.height(), 1), 0);
    }

    /**
     * @param slant    of the hand, radians, 0 to the right, growing clockwise
     * @param half     half a line's width, pixels
     * @param reach    half a line's greatest length, pixels
     * @param spacing  of neighbouring lines, pixels
     * @param from     darkness at which the layer sets in
     * @param pressure opacity in the darkest places
     */
    record Layer(double slant, double half, double reach, double spacing, float from, float pressure) {
        /** The same with lengths multiplied. */
        Layer scaled(double by) {
            return new Layer(slant, half * by, reach * by, spacing * by, from, pressure);
        }
    }

    void draw(List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            brushwork.paint(strokes(layers.get(i), seed + 7919 * i));
        }
    }

    private List<Stroke> strokes(Layer layer, int salt) {
        int width = darkness.width();
        int height = darkness.height();
        double along = 0.8 * layer.reach;
        double across = layer.spacing;
        int columns = (int) Math.ceil(width / along);
        int rows = (int) Math.ceil(height / across);
        float faint = (float) Math.min(1, layer.half / 0.75);
        float half = (float) Math.max(0.75, layer.half);
        List<Stroke> strokes = new ArrayList<>();
        for (int cell = 0; cell < columns * rows; cell++) {
            float x = (float) ((cell % columns + Texture.hash(cell, salt)) * along);
            float y = (float) ((cell / columns + Texture.hash(cell, salt + 1)) * across);
            if (x >= width || y >= height) {
                continue;
            }
            float dark = darkness.data()[darkness.at((int) x, (int) y)];
            float press = (dark - layer.from) / (1 - layer.from);
            if (press > 0) {
                float hand = 0.75f + 0.5f * Texture.hash(cell, salt + 2);
                Stroke.Paint paint = new Stroke.Paint(0, 0, 0, Math.min(1, layer.pressure * press * hand) * faint,
                        (cell + salt) * 0x9E3779B1 >>> 4);
                double slant = layer.slant + 0.16 * (Texture.hash(cell, salt + 3) - 0.5);
                strokes.add(Stroke.through(walk(x, y, -1, layer, slant), new float[]{x, y},
                        walk(x, y, 1, layer, slant), half, paint));
            }
        }
        return strokes;
    }

    private float[] walk(float x, float y, int way, Layer layer, double slant) {
        float step = (float) (layer.reach / 5);
        float start = darkness.data()[darkness.at((int) x, (int) y)];
        float px = x;
        float py = y;
        float dx = way * (float) Math.cos(slant);
        float dy = way * (float) Math.sin(slant);
        float handX = dx;
        float handY = dy;
        for (int k = 0; k < 5; k++) {
            int at = flow.at(px, py);
            float tx = flow.tangents().data()[at];
            float ty = flow.tangents().data()[at + 1];
            float pull = Tones.smooth(0.35f, 0.8f, flow.tangents().data()[at + 2]);
            float turn = tx * dx + ty * dy < 0 ? -pull : pull;
            dx = (1 - pull) * handX + turn * tx;
            dy = (1 - pull) * handY + turn * ty;
            float n = (float) Math.sqrt(dx * dx + dy * dy) + 1e-4f;
            dx /= n;
            dy /= n;
            float nx = px + step * dx;
            float ny = py + step * dy;
            if (nx < 0 || ny < 0 || nx >= darkness.width() || ny >= darkness.height()
                    || Math.abs(darkness.data()[darkness.at((int) nx, (int) ny)] - start) > 0.13f) {
                break;
            }
            px = nx;
            py = ny;
        }
        return new float[]{px, py};
    }
}
