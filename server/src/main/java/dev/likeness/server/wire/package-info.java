/** JSON in and out, within a budget of memory; every dialect reads its requests through it. Imports core. */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.wire;
