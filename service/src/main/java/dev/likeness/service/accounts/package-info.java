/**
 * Balances, charges and prices: the ledger of holds, settlements and refunds. Imports {@code ids} and {@code database}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.accounts;
