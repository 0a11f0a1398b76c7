/**
 * Signed links and tickets: their bearer needs no key, they expire, and they cannot be forged. Imports {@code ids},
 * {@code database} and {@code pictures}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.links;
