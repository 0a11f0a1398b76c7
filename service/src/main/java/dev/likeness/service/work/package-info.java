/**
 * Carries orders out: fetches the photo, has an engine render it, keeps the portrait and closes the order; says that
 * this worker is alive; erases what is due. Imports {@code orders}, {@code tasks}, {@code queue}, {@code pictures}
 * and {@code delivery}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.work;
