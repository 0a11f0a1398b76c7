package dev.likeness.store;

import dev.likeness.core.PortraitRequest;

/**
 * A task as a worker got it.
 *
 * @param number grows each time a worker takes the task up; only the newest attempt can close it
 */
public record Attempt(TaskId task, int number, String engine, PortraitRequest request, PhotoSource photo,
        Delivery delivery) {}
