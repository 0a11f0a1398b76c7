/**
 * What a photo is worth before a portrait is ordered: a sitter and the photo come in, measures and advice go out. May import
 * {@code sitter} and what that may import.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.check;
