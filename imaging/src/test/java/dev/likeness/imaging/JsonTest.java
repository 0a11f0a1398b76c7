package dev.likeness.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesEveryKindOfValueInTheOrderOfItsMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("words", "a \"quoted\" \\ text");
        fields.put("seed", 7L);
        fields.put("price", new BigDecimal("0.05"));
        fields.put("wanted", true);
        fields.put("items", List.of(1, Map.of(), List.of()));
        assertThat(Json.of(fields)).isEqualTo(
                "{\"words\":\"a \\\"quoted\\\" \\\\ text\",\"seed\":7,\"price\":0.05,\"wanted\":true,\"items\":[1,{},[]]}");
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(Json.of("a\nb\tc\u0001")).isEqualTo("\"a\\nb\\u0009c\\u0001\"");
    }
}
