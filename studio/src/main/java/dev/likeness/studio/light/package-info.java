/**
 * Lighting the sitter. The cut-out person, linear light, comes in with a {@link dev.likeness.studio.light.LightSetup};
 * gains for each pixel go out. May import the darkroom and {@code plan}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.light;
