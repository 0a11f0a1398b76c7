package dev.likeness.core.document;

import dev.likeness.core.document.DocumentSpec.Background;
import dev.likeness.core.document.DocumentSpec.Crown;
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
    /** Longest side that is made. */
    private static final int MOST_PIXELS = 2048;
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
            Upload upload = new Upload(number(taken(fields, "dpi"), 1), number(taken(fields, "min-kb"), KILO),
                    number(taken(fields, "max-kb"), KILO));
            int dpi = upload.dpi().orElse(DocumentSpec.USUAL_DPI);
            Optional<double[]> mm = known(taken(fields, "mm")).map(Documents::pair);
            Optional<double[]> px = known(taken(fields, "px")).map(Documents::pair);
            Millimetre millimetre = mm.or(() -> px.map(side -> scaled(side, DocumentSpec.INCH / dpi)))
                    .map(side -> new Millimetre(side[0], side[1])).orElseThrow();
            double print = Math.min(dpi, Math.floor(
                    MOST_PIXELS * DocumentSpec.INCH / Math.max(millimetre.width(), millimetre.height())));
            Pixel pixel = px.or(() -> mm.map(side -> scaled(side, print / DocumentSpec.INCH)))
                    .map(side -> new Pixel((int) Math.round(side[0]), (int) Math.round(side[1]))).orElseThrow();
            String background = taken(fields, "background");
            int space = background.indexOf(' ');
            Background ground = new Background(Integer.parseInt(background.substring(1, space), HEX),
                    background.substring(space + 1));
            DocumentSpec spec = new DocumentSpec(id, taken(fields, "country"), taken(fields, "title"),
                    taken(fields, "title-zh"), millimetre, pixel, range(taken(fields, "head"), millimetre),
                    Crown.valueOf(taken(fields, "crown-is").toUpperCase(Locale.ROOT)),
                    range(taken(fields, "face"), millimetre), range(taken(fields, "eyes"), millimetre),
                    range(taken(fields, "crown"), millimetre), ground, upload,
                    known(taken(fields, "glasses")), known(taken(fields, "expression")),
                    new Source(taken(fields, "source"), List.of(taken(fields, "url").split(" ", -1)),
                            taken(fields, "read")),
                    new DocumentSpec.Chinese(taken(fields, "background-zh"), known(taken(fields, "glasses-zh")),
                            known(taken(fields, "expression-zh"))));
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

    private static double[] scaled(double[] sides, double by) {
        return new double[]{sides[0] * by, sides[1] * by};
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
            String most = ends[ends.length - 1];
            return new Range(Double.parseDouble(ends[0]) * unit,
                    most.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(most) * unit);
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
