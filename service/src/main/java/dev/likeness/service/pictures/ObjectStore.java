package dev.likeness.service.pictures;

import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Keeps pictures. Safe for use by several threads; every failure of the store is a {@link StoreException.Unavailable} of the
 * kind {@code OBJECT_STORE}, and leaves what was kept before as it was.
 */
public interface ObjectStore {
    /** Keeps the content; it is durable and whole once this returns, and no reader ever sees a part of it. */
    void put(ObjectName name, byte[] content);

    /** The content; empty when there is none. */
    Optional<byte[]> get(ObjectName name);

    /** Forgets the content, and a portrait's variants with it; nothing happens when there is none. */
    void erase(ObjectName name);

    /** The photos and portraits of orders that were put before this instant; neither uploads nor variants. */
    List<ObjectName> putBefore(Instant instant);

    /**
     * Tries whether something can be kept now.
     *
     * @throws StoreException when it cannot
     */
    void check();

    /** Tells one store from another: the same for all processes that share it, made with its first use. */
    String identity();

    /** Forgets all that was put before this day (UTC), whatever became of the order it belonged to. */
    void eraseBefore(LocalDate day);

    /** Forgets uploads that were put before this day (UTC): nobody needs them once their links have expired. */
    void eraseUploadsBefore(LocalDate day);
}
