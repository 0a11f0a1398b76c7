package dev.likeness.studio.plan;

import dev.likeness.core.GenMode;
import java.util.List;
import java.util.Optional;

/** The studio's catalogue of looks, read from {@code looks.tsv}. */
public final class Looks {
    private static final List<Look> ALL = Lexicon.resource("looks.tsv").lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#")).map(Looks::parse).toList();

    private Looks() {}

    /** Every look, in the order of the catalogue. */
    public static List<Look> all() {
        return ALL;
    }

    /** The look with this name, title (either language) or full prompt; case and hyphens do not matter. */
    public static Optional<Look> find(String text) {
        String wanted = Lexicon.normal(text);
        return wanted.isEmpty() ? Optional.empty() : ALL.stream().filter(look -> answersTo(look, wanted)).findFirst();
    }

    private static boolean answersTo(Look look, String wanted) {
        return List.of(look.name(), look.title(), look.titleZh(), look.prompt()).stream()
                .anyMatch(text -> Lexicon.normal(text).equals(wanted));
    }

    private static Look parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 5) {
            throw new IllegalStateException("looks: not five columns: " + line);
        }
        return new Look(columns[0], columns[2], columns[3], columns[4], GenMode.ofWireName(columns[1]));
    }
}
