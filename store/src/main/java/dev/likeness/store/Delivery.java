package dev.likeness.store;

/**
 * How a client wants the portrait; an order sets the default for every later question about its result.
 *
 * @param asLink  as a link rather than in base64
 * @param addLogo with a visible mark
 */
public record Delivery(boolean asLink, boolean addLogo) {}
