package dev.likeness.service.tasks;

import dev.likeness.core.PortraitRequest;

/** One portrait of an order that was found valid, not yet written down. */
public record NewTask(String engine, PortraitRequest request, PhotoSource photo, Delivery delivery) {}
