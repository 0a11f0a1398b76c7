/**
 * What a photo is worth before a portrait of it is ordered: a photo and an order come in, a {@link
 * dev.likeness.core.check.PhotoReport} goes out. May import core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.core.check;
