package dev.likeness.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.StrictJson;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTokenizerTest {
    @Test
    void everyStringHasTheReferencesTokens() {
        JsonArray cases = StrictJson.any(Goldens.ROOT.resolve("misc/tokenizer_cases.json")).getAsJsonArray();
        assertThat(cases).hasSize(18);
        try (PromptTokenizer tokenizer = PromptTokenizer.open(Goldens.MODEL.resolve("tokenizer"))) {
            for (JsonElement element : cases) {
                String text = element.getAsJsonObject().get("text").getAsString();
                long[] ids = element.getAsJsonObject().getAsJsonArray("ids").asList().stream()
                        .mapToLong(JsonElement::getAsLong).toArray();
                assertThat(tokenizer.ids(text)).as(text).containsExactly(ids);
            }
        }
    }

    @Test
    void longPromptsAreCutAndShortOnesPadded() {
        try (PromptTokenizer tokenizer = PromptTokenizer.open(Goldens.MODEL.resolve("tokenizer"))) {
            PromptTokens empty = tokenizer.tokens("", 64);
            assertThat(empty.ids()).hasSize(64).endsWith(420, 420);
            assertThat(empty.mask()).endsWith(0, 0).startsWith(1, 1);
            PromptTokens endless = tokenizer.tokens("person ".repeat(500), 64);
            assertThat(endless.length()).isEqualTo(64);
            assertThat(endless.ids()).hasSize(64).doesNotContain(420);
        }
    }

    @Test
    void saysThatTheFileIsMissing(@TempDir Path empty) {
        assertThatThrownBy(() -> PromptTokenizer.open(empty)).isInstanceOf(BrokenCheckpoint.class)
                .hasMessageContaining("tokenizer.json is missing");
    }
}
