package dev.likeness.service.orders;

import dev.likeness.core.PortraitRequest;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.tasks.Delivery;
import java.util.Optional;

/**
 * An order of one portrait, as a dialect has parsed it.
 *
 * @param engine empty for the service's default
 */
public record Order(PortraitRequest request, PhotoInput photo, Optional<String> engine, Delivery delivery) {}
