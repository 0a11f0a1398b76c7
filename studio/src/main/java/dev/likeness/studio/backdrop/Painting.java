package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.function.DoubleUnaryOperator;

/**
 * A small picture on which a scene is painted from back to front, each layer blurred according to its distance.
 *
 * <p>
 * Places are given in face widths from the middle between the eyes, u to the right and v downwards. Layers hold light
 * multiplied by cover, so that a blurred edge lets through just the share of the background that the aperture sees past it
 * (T. Porter, T. Duff, "Compositing digital images", SIGGRAPH 1984).
 */
final class Painting {
    private final int width;
    private final int height;
    private final Focus face;
    private Raster light;

    private Painting(int width, int height, Focus face) {
        this.width = width;
        this.height = height;
        this.face = face;
        light = Raster.blank(width, height, 3);
    }

    /** The light at a place. */
    @FunctionalInterface
    interface Place {
        Tone at(double u, double v);
    }

    /** What stands at a place of a layer. */
    @FunctionalInterface
    interface Layer {
        Paint at(double u, double v);
    }

    /**
     * @param tone  linear light
     * @param cover share of the background that it hides, 0 to 1
     */
    record Paint(Tone tone, double cover) {
        static final Paint NONE = new Paint(Tone.BLACK, 0);

        static Paint opaque(Tone tone) {
            return new Paint(tone, 1);
        }
    }

    /**
     * A black picture reduced by a whole factor of at most 6.
     *
     * @param fine width of the face in the small picture, pixels, at which the scene shows no less than the lens would
     */
    static Painting of(int width, int height, Focus focus, double fine) {
        double reduction = Math.clamp(Math.rint(focus.faceWidth() / fine), 1, 6);
        return new Painting((int) Math.ceil(width / reduction), (int) Math.ceil(height / reduction),
                focus.reduced(reduction));
    }

    Focus face() {
        return face;
    }

    Optics optics(double aperture) {
        return new Optics(face.faceWidth(), aperture);
    }

    /** The place of the frame's upper edge. */
    double top() {
        return face.v(0);
    }

    /** The place of the frame's left edge. */
    double left() {
        return face.u(0);
    }

    /** The place of the frame's right edge. */
    double right() {
        return face.u(width);
    }

    /** Pixels of a place from the left. */
    double x(double u) {
        return face.centreX() + u * face.faceWidth();
    }

    /** Pixels of a place from the top. */
    double y(double v) {
        return face.centreY() + v * face.faceWidth();
    }

    /** Adds light everywhere. */
    void add(Place place) {
        float[] data = light.data();
        each((at, u, v) -> {
            Tone tone = place.at(u, v);
            data[3 * at] += (float) tone.b();
            data[3 * at + 1] += (float) tone.g();
            data[3 * at + 2] += (float) tone.r();
        });
    }

    /** Blurs everything painted so far; radius in pixels. */
    void defocus(double radius) {
        light = Lens.defocus(light, radius);
    }

    /** Lays a layer, blurred by {@code radius} pixels, over everything painted so far. */
    void over(double radius, Layer layer) {
        lay(Lens.defocus(sharp(layer), radius));
    }

    /**
     * Lays a layer whose depth changes across the picture over everything painted so far.
     *
     * @param share of the wider blur at u, 0 to 1
     */
    void over(double radius, double wider, DoubleUnaryOperator share, Layer layer) {
        Raster sharp = sharp(layer);
        Raster near = Lens.defocus(sharp, radius);
        float[] far = Lens.defocus(sharp, wider).data();
        Raster mixed = Raster.blank(width, height, 4);
        each((at, u, _) -> {
            float t = (float) share.applyAsDouble(u);
            for (int i = 4 * at; i < 4 * at + 4; i++) {
                mixed.data()[i] = near.data()[i] + t * (far[i] - near.data()[i]);
            }
        });
        lay(mixed);
    }

    private Raster sharp(Layer layer) {
        Raster sharp = Raster.blank(width, height, 4);
        each((at, u, v) -> {
            Paint paint = layer.at(u, v);
            if (paint.cover > 0) {
                paint.tone.times(paint.cover).store(sharp.data(), 4 * at);
                sharp.data()[4 * at + 3] = (float) paint.cover;
            }
        });
        return sharp;
    }

    private void lay(Raster layer) {
        float[] data = light.data();
        each((at, _, _) -> {
            float clear = 1 - layer.data()[4 * at + 3];
            for (int c = 0; c < 3; c++) {
                data[3 * at + c] = data[3 * at + c] * clear + layer.data()[4 * at + c];
            }
        });
    }

    /** For lights, which are painted as the discs that they blur to. */
    Bokeh lights() {
        return new Bokeh(light);
    }

    /** The scene in full size. */
    Scene develop(int fullWidth, int fullHeight, Seed seed) {
        return Lens.develop(light, fullWidth, fullHeight, seed.value());
    }

    private interface Pixel {
        void visit(int at, double u, double v);
    }

    private void each(Pixel pixel) {
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    pixel.visit(y * width + x, face.u(x + 0.5), face.v(y + 0.5));
                }
            }
        });
    }
}
