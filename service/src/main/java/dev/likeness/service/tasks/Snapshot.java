package dev.likeness.service.tasks;

/**
 * How far a task is at one moment.
 *
 * @param fraction 0 to 1; 0 while it waits, 1 when it is closed
 * @param stage    what is being done now, for people; empty when nothing is
 */
public record Snapshot(TaskState state, double fraction, String stage) {}
