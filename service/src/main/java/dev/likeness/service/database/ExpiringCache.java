package dev.likeness.service.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A cache whose entries expire after a moment. Misses are not cached: what was not found is looked up each time. */
public final class ExpiringCache<K, V> {
    /** Most entries, so that a flood of different keys cannot fill the heap. */
    private static final int MOST = 10_000;

    private final Duration lasts;
    private volatile Cache<K, V> values;

    public ExpiringCache(Duration lasts) {
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

    /** Removes every entry, and keeps look-ups in progress from adding theirs: they go into the cache that is replaced. */
    public void clear() {
        values = fresh(lasts);
    }
}
