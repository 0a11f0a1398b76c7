/**
 * Sheets of photos for photo paper: finished photos and a paper come in, a picture or a PDF of exact size goes out. Imports
 * {@code imaging} and {@code core}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.imaging.print;
