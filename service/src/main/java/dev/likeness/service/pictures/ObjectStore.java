package dev.likeness.service.pictures;

import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stores pictures. Safe for use by several threads. Every failure of the store is a {@link StoreException.Unavailable}
 * of the kind {@code OBJECT_STORE} and leaves stored objects unchanged.
 */
public interface ObjectStore {
    /** Stores the content. It is durable once this returns, and no reader ever sees a part of it. */
    void put(ObjectName name, byte[] content);

    /** The content; empty when there is none. */
    Optional<byte[]> get(ObjectName name);

    /**
     * The content as a stream, which the caller closes; empty when there is none. Reading it may throw an
     * {@link IOException} halfway.
     */
    default Optional<Content> open(ObjectName name) {
        return get(name).map(Content::of);
    }

    /** Whether there is such an object. */
    default boolean has(ObjectName name) {
        return get(name).isPresent();
    }

    /**
     * A link at which the store itself hands the object out for a while, without a key; empty where it has none, or is
     * told to have its objects streamed through the service. The object need not exist.
     *
     * @param as     the type and the name of the file that clients are given
     * @param longest the link is not valid for longer than this
     */
    default Optional<URI> link(ObjectName name, HandedOut as, Duration longest) {
        return Optional.empty();
    }

    /**
     * An object that is being read.
     *
     * @param bytes its size
     */
    record Content(InputStream stream, long bytes) implements AutoCloseable {
        /** Of what is in memory already. */
        public static Content of(byte[] content) {
            return new Content(new ByteArrayInputStream(content), content.length);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /**
     * How an object is handed out.
     *
     * @param type     for example {@code image/jpeg}
     * @param filename that a browser saves it under
     */
    record HandedOut(String type, String filename) {}

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

    /** Bytes that can still be stored; empty where that is not known or nothing to care for. */
    default OptionalLong free() {
        return OptionalLong.empty();
    }

    /** The id of this store: the same for all processes that share it, created with its first use. */
    String identity();

    /** The same, where it has been created already. */
    Optional<String> writtenIdentity();

    /** Erases everything that was stored before this day (UTC), whatever the state of its order. */
    void eraseBefore(LocalDate day);

    /** Erases uploads that were stored before this day (UTC): their links have expired. */
    void eraseUploadsBefore(LocalDate day);
}
