/**
 * The engines as the service sees them, through the port alone: which there are, what they make of a prompt,
 * previews. Imports {@code pictures} and {@code work}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.engines;
