package dev.likeness.studio.plan;

import dev.likeness.core.GenMode;

/**
 * A ready-made portrait style: an order is one word instead of a prompt.
 *
 * @param name    stable, lower case with hyphens, for example {@code city-night}
 * @param title   English title
 * @param titleZh Chinese title
 * @param prompt  what the look orders; may be empty
 */
public record Look(String name, String title, String titleZh, String prompt, GenMode mode) {}
