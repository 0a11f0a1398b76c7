/**
 * The steps of an order: the desk checks and prices it, one transaction writes task, hold and queue entry, and a later
 * one closes it. May import every package of the service but {@code work}, {@code webhooks} and {@code delivery}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.orders;
