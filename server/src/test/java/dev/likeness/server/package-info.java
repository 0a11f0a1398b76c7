/** The service under test: a real HTTP server on a real PostgreSQL. */
@org.jspecify.annotations.NullMarked
package dev.likeness.server;
