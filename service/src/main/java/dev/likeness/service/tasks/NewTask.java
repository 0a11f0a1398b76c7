package dev.likeness.service.tasks;

import dev.likeness.core.PortraitRequest;
import dev.likeness.service.audit.Evidence;
import dev.likeness.service.ids.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * One portrait of an order that was found valid, not yet written down.
 *
 * @param engine the first, where it goes through several
 * @param chain  the engines that it goes through; empty for an order of one
 * @param tried  why not those of the chain before {@code engine}, for people
 * @param ground the client's own picture for the background, where one is ordered
 * @param evidence for the audit trail
 */
public record NewTask(String engine, PortraitRequest request, PhotoSource photo, Delivery delivery,
        Optional<ObjectName> ground, List<String> chain, List<String> tried, Evidence evidence) {
    public NewTask {
        chain = List.copyOf(chain);
        tried = List.copyOf(tried);
    }

    /** Through a chain from its first engine on. */
    public NewTask(String engine, PortraitRequest request, PhotoSource photo, Delivery delivery,
            Optional<ObjectName> ground, List<String> chain) {
        this(engine, request, photo, delivery, ground, chain, List.of(), Evidence.NONE);
    }

    /** The engines that may still make it, if it goes through several. */
    public List<String> ahead() {
        return chain.subList(Math.min(tried.size(), chain.size()), chain.size());
    }

    /** Of one engine. */
    public NewTask(String engine, PortraitRequest request, PhotoSource photo, Delivery delivery,
            Optional<ObjectName> ground) {
        this(engine, request, photo, delivery, ground, List.of(), List.of(), Evidence.NONE);
    }

    /** Without a picture for the background. */
    public NewTask(String engine, PortraitRequest request, PhotoSource photo, Delivery delivery) {
        this(engine, request, photo, delivery, Optional.empty());
    }
}
