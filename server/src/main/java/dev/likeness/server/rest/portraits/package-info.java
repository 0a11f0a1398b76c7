/**
 * Portraits under {@code /v1}: ordering one or many, following, fetching, cancelling, erasing them, and what
 * webhooks are sent. Imports {@code protocol}, {@code wire} and {@code form}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest.portraits;
