/**
 * Processes orders: fetches the photo, has an engine render it, stores the portrait and closes the order. Also the
 * heartbeat of the worker and the janitor. Imports {@code orders}, {@code tasks}, {@code queue}, {@code pictures} and
 * {@code delivery}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.work;
