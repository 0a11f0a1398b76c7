/**
 * Portraits under {@code /v1}: ordering one or several, following, fetching, cancelling and erasing them, and the
 * messages to webhooks. Imports {@code protocol}, {@code wire} and {@code form}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest.portraits;
