package dev.likeness.service.tasks;

import dev.likeness.core.PortraitRequest;

/** One portrait of a valid order that is not yet in the table. */
public record NewTask(String engine, PortraitRequest request, PhotoSource photo, Delivery delivery) {}
