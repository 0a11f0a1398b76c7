/**
 * Tells the address that an order named that its portrait is finished. Imports {@code orders}, {@code tasks}, {@code
 * queue}, {@code links} and {@code pictures}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.webhooks;
