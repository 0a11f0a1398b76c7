package dev.likeness.studio.plan;

import dev.likeness.core.GenMode;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import java.util.List;
import java.util.stream.Stream;

/** The studio's catalogue of templates, read from {@code templates.tsv}. */
public final class Templates {
    private static final int COLUMNS = 7;
    private static final List<Template> ALL = Lexicon.resource("templates.tsv").lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#")).map(Templates::parse).toList();

    private Templates() {}

    /** Every template, in the order of the catalogue. */
    public static List<Template> all() {
        return ALL;
    }

    private static Template parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException("templates: not " + COLUMNS + " columns: " + line);
        }
        double[] strengths = Stream.of(columns[2].split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
        return new Template(columns[0], columns[4], columns[5], List.of(columns[3].split(" ", -1)), columns[6],
                GenMode.ofWireName(columns[1]), new Retouch(strengths[0], strengths[1], strengths[2]));
    }
}
