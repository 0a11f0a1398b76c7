package dev.likeness.server.rest.templates;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.likeness.core.PortraitException;
import dev.likeness.server.rest.protocol.StrictJson;
import dev.likeness.server.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the file: a template, or a refusal; by the JSON readers that all bodies go through. */
class TemplateFuzzTest {
    @MethodSource("files")
    @FuzzTest(maxDuration = "10m")
    void readsOrRefuses(byte[] file) {
        try {
            StrictJson.read(Json.object(file), TemplateDraft.class).template(Optional.of("a"));
        } catch (PortraitException refused) {
            // That is an answer.
        }
    }

    static Stream<byte[]> files() {
        return Stream.of("", "{}", "{\"prompt\":\"library\",\"gpen\":0.4,\"tags\":[\"a\"],\"gen_mode\":\"creative\"}",
                "{\"prompt\":null}", "{\"tags\":[null]}", "{\"gpen\":1e999}",
                "{\"gpen\":1e111111111111999}", "{\"prompt\":\"" + "a".repeat(5000) + "\",\"gpen\":-1e-99999999999}",
                "[[[[[[", "{\"prompt\":\"\\ud800\"}",
                "a=b", "{\"prompt\":{\"a\":[]}}").map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
