package dev.likeness.relay;

import java.time.Duration;

/**
 * How an upstream is asked.
 *
 * @param poll     between two questions for a result
 * @param backOff  before the first repetition of what was refused for the moment; doubles with each further one
 * @param repeats  most repetitions
 * @param answer   how long one answer may take, its body included
 * @param unknown  how long after an order was handed in the upstream may say that it does not know it
 */
record Rhythm(Duration poll, Duration backOff, int repeats, Duration answer, Duration unknown) {
    static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(2), Duration.ofSeconds(1), 4, Duration.ofSeconds(30),
            Duration.ofSeconds(15));

    /** Before this repetition, counted from 0. */
    Duration backOff(int repetition) {
        return backOff.multipliedBy(1L << Math.min(repetition, repeats));
    }
}
