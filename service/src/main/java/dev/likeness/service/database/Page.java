package dev.likeness.service.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list, newest first.
 *
 * @param next cursor of the next page; empty on the last
 */
public record Page<T, C>(List<T> items, Optional<C> next) {
    /** Most items of one page. */
    public static final int LONGEST = 200;

    public Page {
        items = List.copyOf(items);
    }

    /** From the result of a query with a limit one higher than the page's. */
    public static <T, C> Page<T, C> of(List<T> found, int limit, Function<T, C> cursor) {
        boolean more = found.size() > limit;
        List<T> items = more ? found.subList(0, limit) : found;
        return new Page<>(items, more ? Optional.of(cursor.apply(items.getLast())) : Optional.empty());
    }

    public static int checked(int limit) {
        if (limit < 1 || limit > LONGEST) {
            throw new IllegalArgumentException("a page has 1 to " + LONGEST + " items, not " + limit);
        }
        return limit;
    }
}
