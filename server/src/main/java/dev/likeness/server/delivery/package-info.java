/**
 * The form a finished portrait is handed out in: with or without a visible mark, and with whom its label names. The clean
 * original is never changed; variants are made when they are asked for. Imports core, imaging and store.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server.delivery;
