/**
 * The engine itself: an order and a photo come in, a finished portrait goes out. Reads like the list of its stages; may
 * import every other package of the studio.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.engine;
