/**
 * From a prompt to token numbers. May import {@code config}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.text;
