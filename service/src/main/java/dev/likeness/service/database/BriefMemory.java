package dev.likeness.service.database;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A cache whose entries expire after a moment. Misses are not cached: what was not found is looked up each time. */
public final class BriefMemory<K, V> {
    /** Most entries, so that a flood of different keys cannot fill the heap. */
    private static final int MOST = 10_000;

    private record Remembered<V>(V value, long until) {}

    private final ConcurrentHashMap<K, Remembered<V>> values = new ConcurrentHashMap<>();
    private final AtomicLong clearings = new AtomicLong();
    private final long nanos;

    public BriefMemory(Duration lasts) {
        this.nanos = lasts.toNanos();
    }

    public Optional<V> get(K key, Supplier<Optional<V>> look) {
        Remembered<V> remembered = values.get(key);
        if (remembered != null && System.nanoTime() - remembered.until() < 0) {
            return Optional.of(remembered.value());
        }
        long before = clearings.get();
        Optional<V> found = look.get();
        if (values.size() >= MOST) {
            values.clear();
        }
        // A value that was looked up before a clear() may be stale, so it is not cached.
        values.compute(key, (same, old) -> found.filter(value -> clearings.get() == before)
                .map(value -> new Remembered<>(value, System.nanoTime() + nanos)).orElse(null));
        return found;
    }

    /** Removes every entry, and keeps look-ups in progress from adding theirs. */
    public void clear() {
        clearings.incrementAndGet();
        values.clear();
    }
}
