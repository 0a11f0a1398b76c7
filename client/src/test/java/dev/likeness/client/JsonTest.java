package dev.likeness.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void whatIsReadIsWrittenAgain() {
        String text = "{\"a\":[1,-2.5e3,true,null,{}],\"b\":\"x\\\"\\\\y\",\"long\":9007199254740993,\"空\":\"é\"}";
        assertThat(Json.write(Json.read(text))).isEqualTo(text);
        assertThat(Json.read(" { \"a\" : [ ] } ")).isEqualTo(new Json.Obj(Map.of("a", new Json.Arr(List.of()))));
        assertThat(Json.read("\"\\u4f60\\ud83d\\ude00\\n\\/\"")).isEqualTo(new Json.Text("你😀\n/"));
        assertThat(Json.read("{\"n\":null,\"f\":0.5}").get("n")).isEmpty();
        assertThat(Json.read("{\"n\":null,\"f\":0.5}").text("f")).isEqualTo("0.5");
    }

    @Test
    void mapsListsAndControlsAreWritten() {
        assertThat(Json.write(Map.of("a", List.of(1, true, "\n😀"))))
                .isEqualTo("{\"a\":[1,true,\"\\u000a\\ud83d\\ude00\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\"}", "{\"a\":1,}", "[1 2]", "01", "+1", "NaN", "\"\\x\"", "\"\\u12g4\"",
            "\"open", "\"a\nb\"", "{} {}", "tru", "<html>"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no JSON");
    }

    @Test
    void nestingHasAnEnd() {
        assertThatThrownBy(() -> Json.read("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }
}
