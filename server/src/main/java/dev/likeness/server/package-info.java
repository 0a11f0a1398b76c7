/** The HTTP service. */
@org.jspecify.annotations.NullMarked
package dev.likeness.server;
