/**
 * Carries orders out: fetches the photo under guard, has the engine render it, keeps the portrait and closes the books.
 * Imports core, imaging and store, {@code order} for the rules of addresses and {@code delivery} for labels.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.work;
