/**
 * What an account owns, what it was charged and what things cost: the ledger of holds, settlements and refunds.
 * Imports {@code ids} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.accounts;
