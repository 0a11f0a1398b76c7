/**
 * The file that a finished portrait is handed out as: format, quality, size, resolution. Imports the words of {@code core}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.core.output;
