package dev.likeness.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Remembers what was found for a moment; what was not found is looked up afresh each time. */
final class BriefMemory<K, V> {
    /** So that a flood of different keys cannot fill the heap. */
    private static final int MOST = 10_000;

    private record Remembered<V>(V value, long until) {}

    private final ConcurrentHashMap<K, Remembered<V>> values = new ConcurrentHashMap<>();
    private final long nanos;

    BriefMemory(Duration lasts) {
        this.nanos = lasts.toNanos();
    }

    Optional<V> get(K key, Supplier<Optional<V>> look) {
        Remembered<V> remembered = values.get(key);
        if (remembered != null && System.nanoTime() - remembered.until() < 0) {
            return Optional.of(remembered.value());
        }
        Optional<V> found = look.get();
        if (values.size() >= MOST) {
            values.clear();
        }
        found.ifPresentOrElse(value -> values.put(key, new Remembered<>(value, System.nanoTime() + nanos)),
                () -> values.remove(key));
        return found;
    }

    void clear() {
        values.clear();
    }
}
