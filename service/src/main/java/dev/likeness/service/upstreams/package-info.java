/**
 * Other services that make portraits, as the books have them: what is with them, their turns, and what they cost. Imports
 * {@code tasks}, {@code pictures}, {@code links}, {@code accounts}, {@code ids} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.upstreams;
