/**
 * API keys, access keys, scopes and limits: who may use the service, and how much. A secret comes in, a {@link
 * dev.likeness.service.keys.Caller} goes out. Imports {@code accounts}, {@code ids} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.keys;
