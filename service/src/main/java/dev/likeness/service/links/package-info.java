/**
 * Links and tickets that anyone may use for a while and nobody can forge. Imports {@code ids}, {@code database} and
 * {@code pictures}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.links;
