package dev.likeness.diffusion.net;

import dev.likeness.diffusion.weights.Shape;

/** An input or output of a network, in row-major order. */
@SuppressWarnings("ArrayRecordComponent") // numbers: never compared
public record FloatTensor(Shape shape, float[] data) {
    public FloatTensor {
        if (data.length != shape.count()) {
            throw new IllegalArgumentException(data.length + " numbers for " + shape);
        }
    }

    public static FloatTensor of(float[] data, long... sizes) {
        return new FloatTensor(Shape.of(sizes), data);
    }

    /** Size of an axis. */
    public int size(int axis) {
        return Math.toIntExact(shape.sizes().get(axis));
    }
}
