/**
 * What the dialects of 302.ai and Volcengine have in common: the body of an order, the request for its result, the
 * fields about the form of the result, and the envelope of the answers. Imports {@code wire} and {@code form}; the
 * dialects add paths, keys and the errors of their gateways.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.drawing;
