package dev.likeness.service.pictures;

import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Stores pictures. Safe for use by several threads. Every failure of the store is a {@link StoreException.Unavailable}
 * of the kind {@code OBJECT_STORE} and leaves stored objects unchanged.
 */
public interface ObjectStore {
    /** Stores the content. It is durable once this returns, and no reader ever sees a part of it. */
    void put(ObjectName name, byte[] content);

    /** The content; empty when there is none. */
    Optional<byte[]> get(ObjectName name);

    /** Erases the content, and the variants of a portrait with it; does nothing when there is none. */
    void erase(ObjectName name);

    /** The photos and portraits of orders that were stored before this instant, without uploads and variants. */
    List<ObjectName> putBefore(Instant instant);

    /**
     * Checks whether something can be stored now.
     *
     * @throws StoreException when it cannot
     */
    void check();

    /** The id of this store: the same for all processes that share it, created with its first use. */
    String identity();

    /** Erases everything that was stored before this day (UTC), whatever the state of its order. */
    void eraseBefore(LocalDate day);

    /** Erases uploads that were stored before this day (UTC): their links have expired. */
    void eraseUploadsBefore(LocalDate day);
}
