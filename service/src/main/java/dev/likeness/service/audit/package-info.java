/**
 * The audit trail: who agreed to what was ordered, which photo it was, by its hash, and what the moderators said. Rows are
 * added, never changed; there is no picture and no prompt in it. Also its export as a chain of hashes and the check of
 * one. Imports {@code database} and {@code ids}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.service.audit;
