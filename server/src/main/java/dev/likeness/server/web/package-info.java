/**
 * The page that people see at {@code /}: files that ship with the service, and nothing else. What the page does, it does
 * as a client of the public API. Imports nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.web;
