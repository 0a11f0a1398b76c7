/**
 * Accounts, keys, billing, engines and the service itself under {@code /v1}, for the pages and for administrators.
 * Imports {@code protocol} and {@code wire}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.rest.admin;
