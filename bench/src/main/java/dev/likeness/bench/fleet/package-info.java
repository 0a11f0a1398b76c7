/**
 * A fleet of real processes on one machine, load on it, and what befalls it: for the proof that nothing is lost and for the
 * figures of docs/scale.md. Starts PostgreSQL, an S3 store, nodes that take orders and nodes that carry them out.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.bench.fleet;
