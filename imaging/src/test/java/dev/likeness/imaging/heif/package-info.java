@org.jspecify.annotations.NullMarked
package dev.likeness.imaging.heif;
