/**
 * What all dialects share of the wire: bodies, JSON in and out, paths, calls from browsers, HTTP/2. Bodies are read at a
 * decent pace and within a budget of memory. Imports core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.wire;
