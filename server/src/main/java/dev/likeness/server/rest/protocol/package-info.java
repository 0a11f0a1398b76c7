/**
 * What all controllers of our own API share: authentication, JSON in and out, problems after RFC 9457, pages of lists.
 * Imports {@code wire}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest.protocol;
