package dev.likeness.service.accounts;

/**
 * An account with its open orders and recent usage.
 *
 * @param waiting   portraits in the queue
 * @param beingMade portraits that a worker is rendering
 * @param portraits ordered in the last 30 days of UTC, today included, and not refunded
 * @param spent     what those cost
 * @param keys      number of valid keys
 */
public record AccountActivity(AccountView account, long waiting, long beingMade, long portraits, Money spent,
        long keys) {}
