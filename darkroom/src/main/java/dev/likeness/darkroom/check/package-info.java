/**
 * Checks of photos before a portrait is ordered: a photo comes in, measures and advice go out. May import {@code
 * sitter} and what that may import.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.check;
