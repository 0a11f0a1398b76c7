package dev.likeness.app.portraits;

import dev.likeness.imaging.Json;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Rendering;
import dev.likeness.core.Shortfall;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.DigitalSource;
import dev.likeness.imaging.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A finished portrait with everything that is to be said of it: in its file, and on the terminal. */
record PortraitReport(PortraitRequest request, Photo photo, PortraitEngine engine, Rendering rendering,
        Optional<String> size) {
    /** With the size of the file, where one was asked for. */
    PortraitReport of(Optional<String> written) {
        return new PortraitReport(request, photo, engine, rendering, written);
    }

    /** Its id comes from the photo and the order, so that the same order gives the same file. */
    AigcLabel label() {
        return AigcLabel.of(produceId(), engine.name(), Json.of(parameters()))
                .from(DigitalSource.of(engine.profile(), request));
    }

    List<String> lines(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add(file + "  " + rendering.width() + "x" + rendering.height() + "  " + request.mode().wireName()
                + ", seed " + request.seed().value());
        if (!missing().isEmpty()) {
            lines.add("  not as ordered  " + String.join(", ", missing()));
        }
        size.ifPresent(text -> lines.add("  " + heading(Note.Kind.FILE) + text));
        rendering.report().ifPresent(report -> report.rules().forEach(rule -> lines.add(String.format(Locale.ROOT,
                "  %-8s%-18s%s%s", rule.outcome().wireName(), rule.name(), rule.wanted(),
                rule.measured().isEmpty() ? "" : "; here " + rule.measured()))));
        for (Note note : notes()) {
            if (note.kind() != Note.Kind.SEED) {
                lines.add("  " + heading(note.kind()) + note.text());
            }
        }
        return lines;
    }

    String json(Path file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file.toString());
        fields.put("produce_id", produceId());
        fields.putAll(parameters());
        fields.put("fulfilled", missing().isEmpty() ? "fully" : "partly");
        fields.put("missing", missing());
        size.ifPresent(text -> fields.put("size", text));
        rendering.report().ifPresent(report -> {
            fields.put("passed", report.passed());
            fields.put("rules", report.rules().stream().map(rule -> Map.of("rule", rule.name(), "outcome",
                    rule.outcome().wireName(), "wanted", rule.wanted(), "measured", (Object) rule.measured()))
                    .toList());
        });
        fields.put("notes", notes().stream().map(
                note -> Map.of("kind", note.kind().name().toLowerCase(Locale.ROOT), "text", (Object) note.text()))
                .toList());
        return Json.of(fields);
    }

    private List<String> missing() {
        return rendering.shortfalls().stream().sorted().map(Shortfall::wireName).toList();
    }

    private List<Note> notes() {
        return Stream.concat(photo.notes().stream(), rendering.notes().stream()).distinct().toList();
    }

    private Map<String, Object> parameters() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("engine", engine.name());
        fields.put("prompt", request.words());
        fields.put("gen_mode", request.mode().wireName());
        fields.put("width", request.size().width());
        fields.put("height", request.size().height());
        fields.put("gpen", request.retouch().gpen());
        fields.put("skin", request.retouch().skin());
        fields.put("skin_unifi", request.retouch().skinUnifi());
        fields.put("seed", request.seed().value());
        if (request.setting().transparent()) {
            fields.put("background", "transparent");
        }
        request.setting().colours().ifPresent(colours -> fields.put("background", colours.toString()));
        request.setting().document().ifPresent(document -> fields.put("document", document.id()));
        request.setting().picture().ifPresent(picture -> {
            fields.put("background_image", picture.pixels().map(Photo::sha256).orElse(""));
            fields.put("background_blur", picture.blur());
        });
        return fields;
    }

    private String produceId() {
        String words = photo.sha256() + Json.of(parameters());
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String heading(Note.Kind kind) {
        return switch (kind) {
            case UNDERSTOOD -> "understood      ";
            case NOT_UNDERSTOOD -> "not understood  ";
            case SEED -> "seed            ";
            case SMALL_FACE -> "small face      ";
            case PHOTO -> "photo           ";
            case FRAMING -> "framing         ";
            case CUTOUT -> "cutout          ";
            case LIKENESS -> "likeness        ";
            case FILE -> "file            ";
            case ENGINE -> "engine          ";
        };
    }
}
