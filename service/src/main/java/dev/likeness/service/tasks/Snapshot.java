package dev.likeness.service.tasks;

/**
 * The progress of a task at one moment.
 *
 * @param fraction 0 to 1; 0 while it waits, 1 when it is closed
 * @param stage    the current step, to be shown to people; empty when nothing is being done
 */
public record Snapshot(TaskState state, double fraction, String stage) {}
