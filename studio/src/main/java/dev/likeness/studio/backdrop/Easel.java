package dev.likeness.studio.backdrop;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * A small painting of a scene, which is enlarged later: things out of focus have no detail that needs more pixels.
 *
 * @param width  pixels
 * @param height pixels
 * @param face   where the sitter's face stands in the painting
 */
record Easel(int width, int height, Focus face) {
    /**
     * An easel for a picture.
     *
     * @param detail pixels across a face that the scene needs
     */
    static Easel of(int width, int height, Focus focus, double detail) {
        double reduction = Math.clamp(Math.rint(focus.faceWidth() / detail), 1, 5);
        return new Easel((int) Math.ceil(width / reduction), (int) Math.ceil(height / reduction),
                focus.reduced(reduction));
    }

    /** The colour of a place in face widths from the face. */
    @FunctionalInterface
    interface Scenery {
        Tone at(double u, double v);
    }

    /** Paints every pixel. */
    Raster paint(Scenery scenery) {
        Raster raster = Raster.blank(width, height, 3);
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    scenery.at(face.u(x + 0.5), face.v(y + 0.5)).store(raster.data(), raster.at(x, y));
                }
            }
        });
        return raster;
    }

    /** Adds light to every pixel. */
    void add(Raster raster, Scenery light) {
        float[] data = raster.data();
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    Tone tone = light.at(face.u(x + 0.5), face.v(y + 0.5));
                    int at = raster.at(x, y);
                    data[at] += (float) tone.b();
                    data[at + 1] += (float) tone.g();
                    data[at + 2] += (float) tone.r();
                }
            }
        });
    }

    /** An empty layer, B G R A, for things that stand before the scene. */
    Raster layer() {
        return Raster.blank(width, height, 4);
    }

    double left() {
        return face.u(0);
    }

    double right() {
        return face.u(width);
    }

    double top() {
        return face.v(0);
    }

    double bottom() {
        return face.v(height);
    }

    /** Width of the frame in face widths. */
    double span() {
        return right() - left();
    }

    /** Area of the frame in square face widths. */
    double area() {
        return span() * (bottom() - top());
    }

    /** A random place across the frame, uniformly distributed. */
    double anyU(SplittableRandom chance) {
        return left() + span() * chance.nextDouble();
    }

    /** A random place down the frame, uniformly distributed. */
    double anyV(SplittableRandom chance) {
        return top() + (bottom() - top()) * chance.nextDouble();
    }

    /** 1 behind the middle of the head, falling to 0 beside it: where a scene should have little contrast. */
    static double head(double u, double v) {
        return Math.exp(-(Lens.square(u) / 0.7 + Lens.square(v - 0.1) / 1.1));
    }
}
