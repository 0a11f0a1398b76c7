package dev.likeness.service.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Remembers what was found for a moment; what was not found is looked up afresh each time. */
public final class BriefMemory<K, V> {
    /** So that a flood of different keys cannot fill the heap. */
    private static final int MOST = 10_000;

    private final Duration lasts;
    private volatile Cache<K, V> values;

    public BriefMemory(Duration lasts) {
        this.lasts = lasts;
        this.values = fresh(lasts);
    }

    private static <K, V> Cache<K, V> fresh(Duration lasts) {
        return Caffeine.newBuilder().expireAfterWrite(lasts).maximumSize(MOST).executor(Runnable::run).build();
    }

    public Optional<V> get(K key, Supplier<Optional<V>> look) {
        Cache<K, V> remembered = values;
        V known = remembered.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        // Not by the cache's own loading, which would have others wait behind a database that is slow.
        Optional<V> found = look.get();
        found.ifPresent(value -> remembered.put(key, value));
        return found;
    }

    /**
     * Forgets everything, and what is being looked up at this moment too: that goes into the cache that this one takes
     * the place of.
     */
    public void clear() {
        values = fresh(lasts);
    }
}
