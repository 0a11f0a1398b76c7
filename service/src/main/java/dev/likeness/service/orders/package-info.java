/**
 * The way of an order: the desk checks and prices it, one transaction writes task, hold and queue entry, and each
 * later step closes it. May import every package of the service but {@code work}, {@code webhooks} and {@code
 * delivery}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.orders;
