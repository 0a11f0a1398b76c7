@org.jspecify.annotations.NullMarked
package dev.likeness.imaging.format;
