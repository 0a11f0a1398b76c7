package dev.likeness.store;

/** Names an account within the books. */
public record AccountId(long value) {}
