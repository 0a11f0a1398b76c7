/**
 * Downloads models: a name comes in, a folder goes out. Imports nothing of this module.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.hub;
