/**
 * Engines whose portraits another service makes. An order comes in through the port of engines, goes out in the dialect of
 * the other service, and its picture comes back as pixels. Imports {@code core} and {@code imaging}; what must outlive the
 * process is written down by whoever runs it, through {@code core.relaying}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.relay;
