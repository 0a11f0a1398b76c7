/**
 * The configuration of a model folder: its JSON files come in, records go out, and the list of all required tensors.
 * May import {@code weights}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.config;
