package dev.likeness.service.tasks;

import dev.likeness.service.ids.TaskId;

/** A task as its owner may see it. */
public record TaskView(TaskId id, TaskState state, Delivery delivery, TaskFacts facts) {}
