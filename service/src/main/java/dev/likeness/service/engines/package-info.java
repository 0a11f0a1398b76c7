/**
 * The engines, seen through their port alone: the catalogue, how they understand prompts, previews and checks of
 * photos. Imports {@code pictures} and {@code work}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.engines;
