package dev.likeness.server.order;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.store.ObjectName;
import dev.likeness.store.ObjectStore;
import dev.likeness.store.StoreException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what clients send into the object store; trouble there is told to them as something that passes. */
final class Shelving {
    private static final Logger LOG = LoggerFactory.getLogger(Shelving.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private Shelving() {}

    /**
     * @throws PortraitException.LimitReached of {@link ErrorCode#STORAGE_UNAVAILABLE} when it cannot be kept now
     */
    static void put(ObjectStore objects, ObjectName name, byte[] content) {
        try {
            objects.put(name, content);
        } catch (StoreException trouble) {
            LOG.error("a photo cannot be kept", trouble);
            throw new PortraitException.LimitReached(ErrorCode.STORAGE_UNAVAILABLE,
                    "the service cannot keep photos at the moment: nothing was charged; try again in half a minute",
                    Optional.of(RETRY));
        }
    }

    /** What cannot be erased now is found by a later sweep; the client's answer stays what it is. */
    static void erase(ObjectStore objects, Collection<ObjectName> names) {
        try {
            names.forEach(objects::erase);
        } catch (StoreException trouble) {
            LOG.warn("photos that no order needs are left to a later sweep", trouble);
        }
    }
}
