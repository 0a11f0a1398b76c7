package dev.likeness.service.tasks;

import dev.likeness.core.PortraitRequest;
import dev.likeness.service.ids.TaskId;

/**
 * A worker's attempt at a task.
 *
 * @param number grows with each attempt; only the newest attempt can close the task
 * @param lost   how many of the earlier attempts ended because their worker died
 */
public record Attempt(TaskId task, int number, int lost, String engine, PortraitRequest request, PhotoSource photo,
        Delivery delivery) {}
