/**
 * The form a finished portrait is handed out in: with or without a visible mark, and with whom its label names. The
 * original is never changed; variants are made when they are asked for. Imports {@code tasks} and {@code pictures}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.delivery;
