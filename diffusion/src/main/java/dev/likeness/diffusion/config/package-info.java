/**
 * What a model folder says of itself: its JSON files come in, records go out, and from these the list of every tensor
 * that must be there. May import {@code weights}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.config;
