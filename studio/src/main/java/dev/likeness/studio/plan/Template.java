package dev.likeness.studio.plan;

import dev.likeness.core.GenMode;
import dev.likeness.core.Retouch;
import java.util.List;

/**
 * A ready-made portrait style: an order is one word instead of a prompt.
 *
 * @param name    stable, lower case with hyphens, for example {@code city-night}
 * @param title   English title
 * @param titleZh Chinese title
 * @param tags    what it is for, lower case: {@code business}, {@code festive}, …; {@code partly} when its text asks for
 *                more than this studio can do, which the notes of each portrait then say
 * @param prompt  what the template orders
 * @param mode    suggested
 * @param retouch suggested
 */
public record Template(String name, String title, String titleZh, List<String> tags, String prompt, GenMode mode,
        Retouch retouch) {
    public Template {
        tags = List.copyOf(tags);
    }
}
