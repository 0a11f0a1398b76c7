/**
 * The table of tasks: one row for each portrait, one statement for each step of its life. Imports {@code ids}, {@code
 * accounts}, {@code keys}, {@code pictures} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.tasks;
