package dev.likeness.diffusion.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The position of each token on four axes: time (picture 0, references 10, 20, …), row, column, and index in the text.
 * Order of the tokens: text, picture, references.
 */
public final class Positions {
    private static final int REFERENCE_STEP = 10;

    private final List<long[]> ids = new ArrayList<>();

    /** A grid of tokens. */
    public record Grid(int rows, int columns) {
        public int tokens() {
            return rows * columns;
        }
    }

    public static Positions of(int words, Grid picture, List<Grid> references) {
        Positions positions = new Positions();
        for (int i = 0; i < words; i++) {
            positions.ids.add(new long[]{0, 0, 0, i});
        }
        positions.grid(0, picture);
        for (int i = 0; i < references.size(); i++) {
            positions.grid(REFERENCE_STEP * (i + 1L), references.get(i));
        }
        return positions;
    }

    private void grid(long time, Grid grid) {
        for (int row = 0; row < grid.rows; row++) {
            for (int column = 0; column < grid.columns; column++) {
                ids.add(new long[]{time, row, column, 0});
            }
        }
    }

    /** Four numbers for each token, one token after the other. */
    public float[] flat(int from, int to) {
        float[] flat = new float[4 * (to - from)];
        for (int i = from; i < to; i++) {
            for (int axis = 0; axis < 4; axis++) {
                flat[4 * (i - from) + axis] = ids.get(i)[axis];
            }
        }
        return flat;
    }

    public int count() {
        return ids.size();
    }

    /**
     * Cosines and sines of every token's angles, axis after axis.
     *
     * @param axes dimensions of a head for each axis, even
     */
    public Rotation rotation(List<Integer> axes, double theta) {
        int half = axes.stream().mapToInt(Integer::intValue).sum() / 2;
        Rotation rotation = new Rotation(new float[ids.size() * half], new float[ids.size() * half]);
        int at = 0;
        for (int axis = 0; axis < axes.size(); axis++) {
            int size = axes.get(axis);
            Map<Long, Rotation> known = new HashMap<>(); // tokens of a row have the same position on most axes
            for (int token = 0; token < ids.size(); token++) {
                rotation.put(token * half + at,
                        known.computeIfAbsent(ids.get(token)[axis], id -> Rotation.of(id, size, theta)));
            }
            at += size / 2;
        }
        return rotation;
    }
}
