package dev.likeness.service.tasks;

import dev.likeness.core.PortraitRequest;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import java.util.Optional;

/**
 * A worker's attempt at a task.
 *
 * @param number grows each time a worker takes the task up; only the newest attempt can close it
 * @param engine the one whose turn it is
 * @param ground the client's own picture for the background
 * @param chain  the engines that it goes through, if it does
 * @param trace  what it is part of, as a {@code traceparent}
 * @param lost   how many of the earlier attempts ended without a report, because their worker died
 */
public record Attempt(TaskId task, int number, int lost, String engine, PortraitRequest request, PhotoSource photo,
        Delivery delivery, Optional<ObjectName> ground, Chain chain, Optional<String> trace) {}
