package dev.likeness.service.ids;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names a task: 19 decimal digits, as the clients of this API expect.
 *
 * @param value 10^18 or more
 */
public record TaskId(long value) {
    private static final long SMALLEST = 1_000_000_000_000_000_000L;
    private static final int DIGITS = 19;
    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");
    private static final int CHANCE_BITS = 22;
    private static final SecureRandom CHANCE = new SecureRandom();

    public TaskId {
        if (value < SMALLEST) {
            throw new IllegalArgumentException("a task id has 19 digits, not " + value);
        }
    }

    /** A new id: milliseconds, then 22 bits of chance, so that ids grow with time and indexes stay compact. */
    public static TaskId fresh() {
        long millis = Instant.now().toEpochMilli() - EPOCH.toEpochMilli();
        return new TaskId(SMALLEST + (millis << CHANCE_BITS) + CHANCE.nextInt(1 << CHANCE_BITS));
    }

    /** So many new ids, each greater than the one before, so that the tasks of a batch keep their order. */
    public static List<TaskId> fresh(int count) {
        SortedSet<TaskId> ids = new TreeSet<>(Comparator.comparingLong(TaskId::value));
        while (ids.size() < count) {
            ids.add(fresh());
        }
        return List.copyOf(ids);
    }

    /** No id that was made at this moment or later is smaller. */
    public static TaskId earliest(Instant at) {
        long millis = Math.max(0, at.toEpochMilli() - EPOCH.toEpochMilli());
        return new TaskId(SMALLEST + (millis << CHANCE_BITS));
    }

    /** The id a client sent; empty for text that never was one. */
    public static Optional<TaskId> parse(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(text);
            return value < SMALLEST ? Optional.empty() : Optional.of(new TaskId(value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
