/**
 * Who may come in and how much they may use: API keys, access keys, scopes, limits. A secret comes in, a {@link
 * dev.likeness.service.keys.Caller} goes out. Imports {@code accounts}, {@code ids} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.keys;
