package dev.likeness.core.relaying;

import dev.likeness.core.Cancellation;
import dev.likeness.core.EngineListing;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;

/**
 * An engine that has its portraits made by another service. It computes little and waits long, so whoever runs it need not
 * give it a place among those that compute.
 */
public interface RelayingEngine extends PortraitEngine {
    /** What the other service allows and asks for. */
    Terms terms();

    /** The other service, for people who choose an engine. */
    EngineListing.Cloud cloud();

    /** One order. */
    record Commission(PortraitRequest request, Photo photo, Errand errand) {}

    /**
     * As {@link PortraitEngine#render}, with a memory. What {@code errand} throws is propagated unchanged, like what {@code
     * progress} and {@code cancellation} throw.
     *
     * @throws PortraitException.Upstream when the other service does not make the portrait
     */
    Rendering render(Commission commission, Progress progress, Cancellation cancellation);

    /** For those who keep no books: an order that is cut off is forgotten. */
    @Override
    default Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
        return render(new Commission(request, photo, new UnbookedErrand()), progress, cancellation);
    }
}
