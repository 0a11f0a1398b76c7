package dev.likeness.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.relaying.RelayingEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudTest {
    private static final Map<String, String> PAIR = Map.of("LIKENESS_VOLCENGINE_ACCESS_KEY_ID", "AKLT1",
            "LIKENESS_VOLCENGINE_SECRET_ACCESS_KEY", "very-secret");

    @Test
    void withoutCredentialsItSaysWhichToSet() {
        assertThat(Cloud.VOLCENGINE.missing(Map.of()).orElse("")).contains("LIKENESS_VOLCENGINE_ACCESS_KEY_ID and"
                + " LIKENESS_VOLCENGINE_SECRET_ACCESS_KEY");
        assertThat(Cloud.AI302.missing(Map.of()).orElse("")).contains("LIKENESS_AI302_API_KEY");
        assertThat(Cloud.VOLCENGINE.described(Map.of()).credentials()).isFalse();
        assertThat(Cloud.VOLCENGINE.described(PAIR).credentials()).isTrue();
        assertThatThrownBy(() -> Cloud.AI302.open(Map.of())).isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("no credentials");
    }

    @Test
    void credentialsComeFromFilesToo(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "sk-1\n");
        try (RelayingEngine engine = Cloud.AI302.open(Map.of("LIKENESS_AI302_API_KEY_FILE", key.toString()))) {
            assertThat(engine.device()).isEqualTo("api.302.ai");
            assertThat(engine.terms().costMicros()).isEqualTo(50_000);
            assertThat(engine.terms().longest()).isEqualTo(Duration.ofSeconds(300));
        }
        Files.writeString(key, "");
        assertThatThrownBy(() -> Cloud.AI302.open(Map.of("LIKENESS_AI302_API_KEY_FILE", key.toString())))
                .hasMessageContaining("LIKENESS_AI302_API_KEY_FILE").hasMessageContaining("empty");
        assertThatThrownBy(() -> Cloud.AI302.open(Map.of("LIKENESS_AI302_API_KEY_FILE", folder + "/none")))
                .isInstanceOf(InvalidRequest.class).hasMessageContaining("cannot be read");
    }

    @Test
    void halfAPairIsSaidToBeHalf() {
        Map<String, String> half = Map.of("LIKENESS_VOLCENGINE_ACCESS_KEY_ID", "AKLT1");
        assertThat(Cloud.VOLCENGINE.missing(half)).isEmpty();
        assertThatThrownBy(() -> Cloud.VOLCENGINE.open(half)).isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("set LIKENESS_VOLCENGINE_SECRET_ACCESS_KEY too");
        assertThat(Cloud.VOLCENGINE.described(half).credentials()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"URL,ftp://x,http(s)", "URL,no address,which cannot be used", "QPS,none,which cannot be used",
            "QPS,0,QPS",
            "CONCURRENT,0,CONCURRENT", "DEADLINE,-5,DEADLINE", "COST,-1,COST", "COST,0.0000001,COST",
            "SECRET_ACCESS_KEY,two words,SECRET_ACCESS_KEY"})
    void aWrongSettingIsNamed(String name, String value, String said) {
        Map<String, String> environment = new HashMap<>(PAIR);
        environment.put("LIKENESS_VOLCENGINE_" + name, value);
        assertThatThrownBy(() -> Cloud.VOLCENGINE.open(environment)).isInstanceOf(InvalidRequest.class)
                .hasMessageContaining(said).hasMessageNotContaining("two words")
                .hasMessageNotContaining("very-secret");
    }
}
