package dev.likeness.diffusion.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A small cache that evicts the least recently used entry. Not Caffeine, whose policy also weighs frequency: among so
 * few entries it may refuse the newest photo, of which the next portrait is most likely.
 */
final class LruCache<K, V> {
    private final Map<K, V> values;

    LruCache(int most) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    V get(K key, Supplier<V> maker) {
        V known = values.get(key);
        if (known == null) {
            known = maker.get();
            values.put(key, known);
        }
        return known;
    }

    void clear() {
        values.clear();
    }
}
