package dev.likeness.service.ids;

/** Names an account within the books. */
public record AccountId(long value) {}
