/**
 * What every controller of our own API shares: who is calling, JSON in and out, problems as RFC 9457 has them, pages
 * of lists. Imports {@code wire}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest.protocol;
