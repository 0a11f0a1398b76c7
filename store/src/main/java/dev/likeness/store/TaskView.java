package dev.likeness.store;

/** A task as its owner may see it. */
public record TaskView(TaskId id, TaskState state, Delivery delivery, TaskFacts facts) {}
