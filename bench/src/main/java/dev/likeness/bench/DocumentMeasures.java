package dev.likeness.bench;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.document.Documents;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.studio.engine.StudioEngine;
import dev.likeness.studio.frame.DocumentMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Photos for identity documents of your own photos, each measured anew by the mesh of the finished picture:
 *
 * <pre>java --enable-native-access=ALL-UNNAMED -cp 'bench/target/*:bench/target/lib/*' dev.likeness.bench.DocumentMeasures
 * [--documents cn-id,us-passport] [--each] PHOTO…</pre>
 *
 * <p>A line a document: how far the worst head is outside the rule, the most tilted eyes, the face farthest from the middle, and
 * the background's largest difference, with what the rules of this project allow.
 */
final class DocumentMeasures {
    /** Twelve that name a height of the head. */
    private static final String USUAL = "cn-passport,gb-passport,de-passport,jp-passport,au-passport,pl-passport,fr-passport,"
            + "hk-passport,kr-passport,eu-schengen-visa,tw-passport,us-passport";
    private static final double HEAD = 0.015;
    private static final double TILT = 1;
    private static final double BESIDE = 0.01;
    private static final int BACKGROUND = 1;

    private DocumentMeasures() {}

    public static void main(String... words) throws IOException {
        List<Path> photos = new ArrayList<>();
        List<DocumentSpec> documents = documents(USUAL);
        boolean each = false;
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--documents" -> documents = documents(words[++i]);
                case "--each" -> each = true;
                default -> photos.add(Path.of(words[i]));
            }
        }
        List<Row> rows = documents.stream().map(Row::new).toList();
        FaceFinder finder = new FaceFinder();
        try (StudioEngine engine = new StudioEngine()) {
            for (Path path : photos) { // one after the other: an engine remembers the last faces that it found
                Photo photo = PhotoDecoder.decode(Files.readAllBytes(path));
                for (Row row : rows) {
                    String line = row.add(engine, finder, photo);
                    if (each) {
                        System.out.println("  " + row.document.id() + " " + path.getFileName() + ": " + line);
                    }
                }
            }
        }
        System.out
                .println("| document | made | refused | head outside the rule, % | eyes, degrees | beside the middle, %"
                        + " | background, of 255 |");
        System.out.println("|---|---|---|---|---|---|---|");
        rows.forEach(row -> System.out.println(row.cells()));
    }

    private static List<DocumentSpec> documents(String ids) {
        return Arrays.stream(ids.split(",")).map(id -> Documents.find(id)
                .orElseThrow(() -> new IllegalArgumentException("no document " + id))).toList();
    }

    /** A document, and the worst of its photos. */
    private static final class Row {
        private final DocumentSpec document;
        private final double[] worst = new double[4];
        private int made;
        private int refused;

        Row(DocumentSpec document) {
            this.document = document;
        }

        String add(StudioEngine engine, FaceFinder finder, Photo photo) {
            PortraitRequest request = PortraitRequest.of("", FrameSize.of(document), Retouch.DEFAULT,
                    Optional.of(GenMode.REFERENCE_CHAR), 1).in(PortraitRequest.Setting.forDocument(document));
            try {
                Rendering picture = engine.render(request, photo, Progress.NONE, Cancellation.NEVER);
                DocumentMeasure measure = DocumentMeasure.of(picture, document, finder);
                double[] values = {100 * measure.headOutside(document).orElse(0.0), Math.abs(measure.tilt()),
                        100 * measure.beside(), measure.background()};
                for (int i = 0; i < values.length; i++) {
                    worst[i] = Math.max(worst[i], values[i]);
                }
                made++;
                return String.format(Locale.ROOT, "head %.2f %%, eyes %.2f degrees, beside %.2f %%, background %.0f",
                        values[0], values[1], values[2], values[3]);
            } catch (PortraitException.UnusablePhoto refusal) {
                refused++;
                return refusal.getMessage();
            }
        }

        String cells() {
            return String.format(Locale.ROOT, "| %s | %d | %d | %.2f%s | %.2f%s | %.2f%s | %.0f%s |", document.id(),
                    made,
                    refused, worst[0], mark(worst[0], 100 * HEAD), worst[1], mark(worst[1], TILT), worst[2],
                    mark(worst[2], 100 * BESIDE), worst[3], mark(worst[3], BACKGROUND));
        }

        private static String mark(double value, double most) {
            return value > most ? " (!)" : "";
        }
    }
}
