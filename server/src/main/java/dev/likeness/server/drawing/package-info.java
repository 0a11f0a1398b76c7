/**
 * What the dialects of 302.ai and of Volcengine have in common: the body of an order, the question for its result, the
 * wishes about its form, and the envelope of the answers. Imports {@code order}, {@code delivery} and {@code wire}; the
 * dialects add paths, keys and what their gateways refuse.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.drawing;
