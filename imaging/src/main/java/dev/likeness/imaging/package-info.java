/** Pictures in and out of files. */
@org.jspecify.annotations.NullMarked
package dev.likeness.imaging;
