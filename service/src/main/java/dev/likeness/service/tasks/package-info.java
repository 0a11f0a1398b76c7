/**
 * The table of tasks: one row a portrait, each step of its life one statement. Imports {@code ids}, {@code
 * accounts}, {@code keys}, {@code pictures} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.tasks;
