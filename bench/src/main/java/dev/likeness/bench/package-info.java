/**
 * Times of the studio engine's stages. A sample portrait and a size come in, JMH's table goes out. May import every
 * module; nobody imports it.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.bench;
