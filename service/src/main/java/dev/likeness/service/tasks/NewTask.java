package dev.likeness.service.tasks;

import dev.likeness.core.PortraitRequest;
import dev.likeness.service.audit.Evidence;
import dev.likeness.service.ids.ObjectName;
import java.util.Optional;

/**
 * One portrait of an order that was found valid, not yet written down.
 *
 * @param ground the client's own picture for the background, where one is ordered
 * @param evidence for the audit trail
 */
public record NewTask(String engine, PortraitRequest request, PhotoSource photo, Delivery delivery,
        Optional<ObjectName> ground, Evidence evidence) {
    /** Without a picture for the background. */
    public NewTask(String engine, PortraitRequest request, PhotoSource photo, Delivery delivery) {
        this(engine, request, photo, delivery, Optional.empty(), Evidence.NONE);
    }
}
