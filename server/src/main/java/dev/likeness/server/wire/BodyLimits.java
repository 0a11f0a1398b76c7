package dev.likeness.server.wire;

import java.time.Duration;

/**
 * Limits of the memory and time for receiving request bodies.
 *
 * @param memory    bytes of bodies in memory at the same time; when they are taken, senders wait; at least {@link
 *                  RequestBodies#LARGEST}
 * @param silence   longest pause between two pieces of a body
 * @param grace     how long a body may arrive at any rate
 * @param leastRate bytes a second that it must reach on average after the grace period
 * @param longest   how long a body may take
 */
public record BodyLimits(long memory, Duration silence, Duration grace, int leastRate, Duration longest) {
    /** A body is in memory as bytes, as text and as a decoded photo. */
    private static final int COPIES = 3;

    /**
     * Half of the heap; 10 seconds of silence and of grace, then 16 kB/s, which any mobile network reaches; 5 minutes,
     * which is a photo of 20 MB at 1 Mbit/s.
     */
    public static final BodyLimits DEFAULT = new BodyLimits(
            Math.max(RequestBodies.LARGEST, Runtime.getRuntime().maxMemory() / 2 / COPIES), Duration.ofSeconds(10),
            Duration.ofSeconds(10), 16 << 10, Duration.ofMinutes(5));

    public BodyLimits {
        if (memory < RequestBodies.LARGEST || leastRate < 1 || silence.toMillis() < 1 || grace.isNegative()
                || longest.toMillis() < 1) {
            throw new IllegalArgumentException("it must be more than 0");
        }
    }

    public BodyLimits within(Duration other) {
        return new BodyLimits(memory, silence, grace, leastRate, other);
    }

    public BodyLimits atLeast(int bytesPerSecond) {
        return new BodyLimits(memory, silence, grace, bytesPerSecond, longest);
    }
}
