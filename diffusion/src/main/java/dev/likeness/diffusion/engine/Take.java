package dev.likeness.diffusion.engine;

import dev.likeness.darkroom.face.Face;
import dev.likeness.diffusion.picture.Rgb;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One of the pictures made for an order.
 *
 * @param seed     its seed: an order with this seed and a single take gives the same picture
 * @param face     the face in it, if one was searched for and found
 * @param likeness similarity to the sitter, -1 to 1; empty without a face
 */
record Take(long seed, Rgb picture, Optional<Face> face, OptionalDouble likeness) {
    private static final double FACELESS = -2;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long SEEDS = 0x7fffffffL;

    /**
     * The seed of a take. The first take has the order's seed; the others have pseudorandom ones in the range of random
     * seeds, 0 to 2^31 - 1 (SplitMix64, Steele 2014).
     */
    static long seed(long ordered, int number) {
        if (number == 0) {
            return ordered;
        }
        long z = ordered + number * GOLDEN;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (z ^ z >>> 31) & SEEDS;
    }

    /**
     * This take without its picture, for takes that are not chosen: eight pictures of 2048 x 2048 would take too much
     * memory.
     */
    Take withoutPicture() {
        return new Take(seed, new Rgb(0, 0, new byte[0]), face, likeness);
    }

    /** The take with the highest likeness; the first of equal ones. */
    static Take best(List<Take> takes) {
        return takes.stream().max(Comparator.comparingDouble((Take take) -> take.likeness.orElse(FACELESS))
                .thenComparing(takes::indexOf, Comparator.reverseOrder())).orElseThrow();
    }
}
