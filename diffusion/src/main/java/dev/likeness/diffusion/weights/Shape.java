package dev.likeness.diffusion.weights;

import java.util.Arrays;
import java.util.List;

/** Sizes of a tensor, in row-major order; none for a single number. */
public record Shape(List<Long> sizes) {
    public Shape {
        sizes = List.copyOf(sizes);
    }

    public static Shape of(long... sizes) {
        return new Shape(Arrays.stream(sizes).boxed().toList());
    }

    /** The number of elements. */
    public long count() {
        return sizes.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    public long[] toArray() {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public String toString() {
        return sizes.toString();
    }
}
