/**
 * Relighting. The sitter's picture and masks come in with a {@link dev.likeness.studio.light.LightSetup} and the {@link
 * dev.likeness.studio.light.SceneLight} of the background; gains for each pixel go out. Also white balance, exposure
 * and shadows of the photo itself. May import the darkroom and {@code plan}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.light;
