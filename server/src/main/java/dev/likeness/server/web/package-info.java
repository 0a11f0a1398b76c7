/**
 * The page at {@code /}: files that ship with the service. The page is a client of the public API like any other.
 * Imports no other package of the project.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.web;
