package dev.likeness.service.orders;

import dev.likeness.core.PortraitRequest;
import dev.likeness.service.audit.Consent;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.tasks.Delivery;
import java.util.Optional;

/**
 * An order of one portrait, as a dialect has parsed it.
 *
 * @param engine empty for the service's default
 * @param ground the picture that {@code request} wants behind the sitter, already fetched
 * @param consent of the person in the photo, as the client states it
 */
public record Order(PortraitRequest request, PhotoInput photo, Optional<String> engine, Delivery delivery,
        Optional<PhotoInput.Upload> ground, Optional<Consent> consent) {
    /** Without a picture for the background. */
    public Order(PortraitRequest request, PhotoInput photo, Optional<String> engine, Delivery delivery) {
        this(request, photo, engine, delivery, Optional.empty(), Optional.empty());
    }

    /** With this consent, if there is one. */
    public Order with(Optional<Consent> given) {
        return new Order(request, photo, engine, delivery, ground, given);
    }
}
