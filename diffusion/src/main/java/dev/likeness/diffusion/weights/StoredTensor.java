package dev.likeness.diffusion.weights;

import java.nio.file.Path;

/**
 * A tensor in a file that has not been read.
 *
 * @param file   path without symbolic links
 * @param offset of its first byte from the beginning of the file
 */
public record StoredTensor(String name, ElementType type, Shape shape, Path file, long offset) {
    public long bytes() {
        return shape.count() * type.bytes();
    }

    /**
     * A range of its rows, which is a byte range too.
     *
     * @param from first row (of the first axis)
     * @param to   row behind the last
     */
    public StoredTensor rows(long from, long to) {
        long[] sizes = shape.toArray();
        if (from < 0 || to > sizes[0] || from >= to) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " of " + name + " " + shape);
        }
        long row = bytes() / sizes[0];
        sizes[0] = to - from;
        return new StoredTensor(name + "[" + from + ":" + to + "]", type, Shape.of(sizes), file, offset + from * row);
    }
}
