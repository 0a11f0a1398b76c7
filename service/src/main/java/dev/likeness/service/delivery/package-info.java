/**
 * The form in which a finished portrait is delivered: with or without a visible mark, and whom its label names. The
 * original is never changed; variants are made when they are requested. Imports {@code tasks} and {@code pictures}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.delivery;
