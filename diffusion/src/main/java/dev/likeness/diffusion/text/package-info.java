/**
 * From a prompt to token ids. May import {@code config}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.text;
