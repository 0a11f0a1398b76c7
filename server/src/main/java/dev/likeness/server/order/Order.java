package dev.likeness.server.order;

import dev.likeness.core.PortraitRequest;
import dev.likeness.store.Delivery;
import java.util.Optional;

/**
 * An order as a dialect understood it.
 *
 * @param engine empty for the service's default
 */
public record Order(PortraitRequest request, PhotoInput photo, Optional<String> engine, Delivery delivery) {}
