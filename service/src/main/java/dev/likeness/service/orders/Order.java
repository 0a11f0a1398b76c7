package dev.likeness.service.orders;

import dev.likeness.core.PortraitRequest;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.tasks.Delivery;
import java.util.Optional;

/**
 * An order of one portrait, as a dialect has parsed it.
 *
 * @param engine empty for the service's default
 * @param ground the picture that {@code request} wants behind the sitter, already fetched
 */
public record Order(PortraitRequest request, PhotoInput photo, Optional<String> engine, Delivery delivery,
        Optional<PhotoInput.Upload> ground) {
    /** Without a picture for the background. */
    public Order(PortraitRequest request, PhotoInput photo, Optional<String> engine, Delivery delivery) {
        this(request, photo, engine, delivery, Optional.empty());
    }
}
