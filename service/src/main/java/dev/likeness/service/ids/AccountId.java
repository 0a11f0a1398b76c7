package dev.likeness.service.ids;

/** The id of an account's row. */
public record AccountId(long value) {}
