/**
 * The visible label of a picture: its fonts, the layout of its letters, and the background behind them. Imports core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.imaging.label;
