package dev.likeness.core.document;

import dev.likeness.core.document.DocumentSpec.Background;
import dev.likeness.core.document.DocumentSpec.Millimetre;
import dev.likeness.core.document.DocumentSpec.Pixel;
import dev.likeness.core.document.DocumentSpec.Range;
import dev.likeness.core.document.DocumentSpec.Source;
import dev.likeness.core.document.DocumentSpec.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The documents of {@code documents.txt}: one paragraph a document, a field a line, {@code unknown} where the source does not
 * say it.
 */
public final class Documents {
    private static final String FILE = "documents.txt";
    private static final String UNKNOWN = "unknown";
    private static final int KILO = 1000;
    private static final int HEX = 16;
    private static final List<DocumentSpec> ALL = read();

    private Documents() {}

    /** All of them, in the order of the file: by country. */
    public static List<DocumentSpec> all() {
        return ALL;
    }

    /** @param id in upper or lower case */
    public static Optional<DocumentSpec> find(String id) {
        String wanted = id.strip().toLowerCase(Locale.ROOT);
        return ALL.stream().filter(spec -> spec.id().equals(wanted)).findFirst();
    }

    private static List<DocumentSpec> read() {
        try (InputStream file = Documents.class.getResourceAsStream(FILE)) {
            return parse(new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the documents cannot be read", e);
        }
    }

    static List<DocumentSpec> parse(String text) {
        List<DocumentSpec> all = new ArrayList<>();
        for (String paragraph : text.split("\\R\\s*\\R", -1)) {
            Map<String, String> fields = new HashMap<>();
            paragraph.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
                int space = line.indexOf(' ');
                if (space < 0 || fields.put(line.substring(0, space), line.substring(space).strip()) != null) {
                    throw new IllegalArgumentException("not one field and its value: " + line);
                }
            });
            if (!fields.isEmpty()) {
                all.add(spec(fields));
            }
        }
        return List.copyOf(all);
    }

    private static DocumentSpec spec(Map<String, String> fields) {
        String id = taken(fields, "id");
        try {
            double[] mm = pair(taken(fields, "mm"));
            Millimetre millimetre = new Millimetre(mm[0], mm[1]);
            Upload upload = new Upload(number(taken(fields, "dpi"), 1), number(taken(fields, "min-kb"), KILO),
                    number(taken(fields, "max-kb"), KILO));
            Pixel pixel = known(taken(fields, "px")).map(Documents::pair)
                    .map(px -> new Pixel((int) px[0], (int) px[1]))
                    .orElseGet(() -> printed(millimetre, upload.dpi().orElse(DocumentSpec.USUAL_DPI)));
            String background = taken(fields, "background");
            int space = background.indexOf(' ');
            Background ground = new Background(Integer.parseInt(background.substring(1, space), HEX),
                    background.substring(space + 1));
            String source = taken(fields, "source");
            DocumentSpec spec = new DocumentSpec(id, taken(fields, "country"), taken(fields, "title"),
                    taken(fields, "title-zh"), millimetre, pixel, range(taken(fields, "head"), millimetre),
                    range(taken(fields, "eyes"), millimetre), range(taken(fields, "crown"), millimetre), ground, upload,
                    known(taken(fields, "glasses")), known(taken(fields, "expression")),
                    new Source(source, taken(fields, "read")));
            if (!fields.isEmpty()) {
                throw new IllegalArgumentException("fields nobody knows: " + fields.keySet());
            }
            return spec;
        } catch (RuntimeException wrong) {
            throw new IllegalArgumentException("the document " + id + " cannot be read", wrong);
        }
    }

    private static String taken(Map<String, String> fields, String name) {
        String value = fields.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return value;
    }

    private static Pixel printed(Millimetre size, int dpi) {
        return new Pixel((int) Math.round(size.width() / DocumentSpec.INCH * dpi),
                (int) Math.round(size.height() / DocumentSpec.INCH * dpi));
    }

    private static Optional<String> known(String value) {
        return value.equals(UNKNOWN) ? Optional.empty() : Optional.of(value);
    }

    /** Millimetres, or with a percent sign shares of the height. */
    private static Optional<Range> range(String value, Millimetre size) {
        return known(value).map(text -> {
            boolean share = text.endsWith("%");
            String[] ends = text.replace("%", "").split("-", 2);
            double unit = share ? size.height() / 100 : 1;
            return new Range(Double.parseDouble(ends[0]) * unit, Double.parseDouble(ends[ends.length - 1]) * unit);
        });
    }

    private static OptionalInt number(String value, int unit) {
        return value.equals(UNKNOWN)
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.round(Double.parseDouble(value) * unit));
    }

    private static double[] pair(String value) {
        String[] sides = value.split("x", 2);
        return new double[]{Double.parseDouble(sides[0]), Double.parseDouble(sides[1])};
    }
}
