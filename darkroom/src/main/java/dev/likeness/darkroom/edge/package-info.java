/**
 * The edge of a matte on the canvas. {@link dev.likeness.darkroom.edge.EdgeRefinement} fits alpha to the photo's own edge,
 * {@link dev.likeness.darkroom.edge.ForegroundColour} takes the old background out of the person's colours there. May import
 * {@code pixel} and core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.edge;
