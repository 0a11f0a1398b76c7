package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * The geometry of a room with a far wall, seen straight on, with a window at one side. The wall's places are in metres:
 * {@code x} to the right of the face, {@code up} above the floor. Drawn from the seed: the side of the window, then the
 * height of the horizon.
 */
final class Interior {
    final SplittableRandom chance;
    /** Side of the window: -1 left, 1 right. */
    final double side;
    /** Row of the horizon, face widths below the eyes. */
    final double horizon;
    /** Face widths of a metre on the wall. */
    final double metre;
    private final double eyeLevel;

    /**
     * @param wall     distance of the wall from the lens, metres
     * @param eyeLevel height of the lens above the floor, metres
     * @param highest  least distance of the horizon below the sitter's eyes, face widths; the seed adds up to 0.1
     */
    Interior(Seed seed, double wall, double eyeLevel, double highest) {
        this.eyeLevel = eyeLevel;
        metre = Optics.metreAt(wall);
        chance = new SplittableRandom(seed.value());
        side = chance.nextDouble() < 0.5 ? -1 : 1;
        horizon = highest + 0.10 * chance.nextDouble();
    }

    /** Metres above the floor of row {@code v} on the wall. */
    double up(double v) {
        return eyeLevel - (v - horizon) / metre;
    }

    /** The row on the wall that is {@code up} metres above the floor. */
    double v(double up) {
        return horizon - (up - eyeLevel) * metre;
    }

    /** The row of things {@code up} metres above the floor, where a metre has {@code metreThere} face widths. */
    double v(double up, double metreThere) {
        return horizon + (eyeLevel - up) * metreThere;
    }
}
