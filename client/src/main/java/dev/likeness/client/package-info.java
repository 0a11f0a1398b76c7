/**
 * A client of the API under {@code /v1}: order, await, download, upload, batches, and the check of webhooks. Needs the JDK
 * and nothing else.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.client;
