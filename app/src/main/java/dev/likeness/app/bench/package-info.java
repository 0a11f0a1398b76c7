/** The command that measures an engine: times and memory. */
@org.jspecify.annotations.NullMarked
package dev.likeness.app.bench;
