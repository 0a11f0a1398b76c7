package dev.likeness.server.drawing;

import dev.likeness.core.Note;
import dev.likeness.server.drawing.TaskOutcome.Ready;
import dev.likeness.server.drawing.TaskOutcome.Waiting;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code data} of an answer about a task. It is an object in every state, because clients read its status without
 * checking for null. Absent pictures are null, not an empty list, because clients wait until the value is not null.
 */
public final class ResultData {
    private ResultData() {}

    /** For a task without a portrait. */
    public static Map<String, Object> of(Waiting waiting) {
        return of(waiting.status().name().toLowerCase(Locale.ROOT));
    }

    /** For a task with a portrait. */
    public static Map<String, Object> of(Ready ready) {
        Map<String, Object> data = of("done");
        ready.file().ifPresent(
                file -> data.put("binary_data_base64", List.of(Base64.getEncoder().encodeToString(file))));
        ready.link().ifPresent(link -> data.put("image_urls", List.of(link)));
        if (!ready.missing().isEmpty()) {
            // A text in every state, because clients expect one; it holds JSON.
            data.put("resp_data", "{\"fulfilled\":\"partly\",\"missing\":[\"" + String.join("\",\"", ready.missing())
                    + "\"]}");
        }
        data.put("notes", ready.notes().stream().map(ResultData::note).toList());
        return data;
    }

    private static Map<String, String> note(Note note) {
        Map<String, String> written = new LinkedHashMap<>();
        written.put("kind", note.kind().name().toLowerCase(Locale.ROOT));
        written.put("text", note.text());
        return written;
    }

    private static Map<String, Object> of(String status) {
        Map<String, Object> data = new LinkedHashMap<>();
        Map<String, Object> algorithm = new LinkedHashMap<>();
        algorithm.put("status_code", 0);
        algorithm.put("status_message", "Success");
        data.put("algorithm_base_resp", algorithm);
        data.put("binary_data_base64", null);
        data.put("image_urls", null);
        data.put("resp_data", "");
        data.put("status", status);
        return data;
    }
}
