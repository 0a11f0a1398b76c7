/** Tests of the wire that need no service. */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.wire;
