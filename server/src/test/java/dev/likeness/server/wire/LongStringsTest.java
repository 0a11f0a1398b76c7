package dev.likeness.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.PortraitException.InvalidRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is taken out and put back, what is parsed is what a parser makes of the whole. */
class LongStringsTest {
    private static final JsonMapper PLAIN = new JsonMapper();
    private static final String PHOTO = "/9j/".repeat(LongStrings.LONG);

    static Stream<String> texts() {
        return Stream.of("{\"photo\":\"" + PHOTO + "\",\"width\":512}",
                "{\"width\":512, \"photo\" : \"" + PHOTO + "\" }",
                "{\"photos\":[\"" + PHOTO + "\",\"" + PHOTO + "\"],\"deep\":{\"er\":[{\"photo\":\"" + PHOTO + "\"}]}}",
                "{\"escaped\":\"" + PHOTO + "\\n" + PHOTO + "\",\"photo\":\"" + PHOTO + "\"}",
                "{\"escaped\":\"\\\"" + PHOTO + "\",\"slash\":\"a\\\\\",\"photo\":\"" + PHOTO + "\"}",
                "{\"quoted\":\"\\\"\\\\\\\"\",\"photo\":\"" + PHOTO + "\"}",
                "{\"chinese\":\"" + "证件照".repeat(LongStrings.LONG) + "\",\"photo\":\"" + PHOTO + "\"}",
                "{\"" + PHOTO + "\" :1,\"photo\":\"" + PHOTO + "\"}", "[\"" + PHOTO + "\"]", "\"" + PHOTO + "\"",
                "{\"short\":\"" + "a".repeat(LongStrings.LONG - 1) + "\",\"long\":\"" + "a".repeat(LongStrings.LONG)
                        + "\"}",
                "{\"a\":\"\",\"b\":\"" + "x".repeat(LongStrings.LONG) + "\"}");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void parsesAsTheWholeDoes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LongStrings strings = LongStrings.outOf(bytes);
        assertThat(strings.into(PLAIN.readTree(strings.rest()))).isEqualTo(PLAIN.readTree(bytes));
    }

    /** One byte of a character is a quote, the other a letter: the second opens for bytes what the last one closes. */
    @ParameterizedTest
    @CsvSource({"UTF-16LE, \u2241, \u4122", "UTF-16BE, \u4122, \u2241", "UTF-16, \u4122, \u2241"})
    void leavesWideCharactersToTheParser(String charset, String opens, String closes) {
        byte[] bytes = ("{\"a\":\"" + opens + opens + "\u4141".repeat(LongStrings.LONG) + closes + "\"}")
                .getBytes(Charset.forName(charset));
        LongStrings strings = LongStrings.outOf(bytes);
        assertThat(strings.into(PLAIN.readTree(strings.rest()))).isEqualTo(PLAIN.readTree(bytes));
    }

    @Test
    void whatIsParsedNoLongerHoldsThePhoto() {
        String text = "{\"photo\":\"" + PHOTO + "\",\"width\":512}";
        assertThat(LongStrings.outOf(text.getBytes(StandardCharsets.UTF_8)).rest()).hasSizeLessThan(200);
    }

    @Test
    void everyDamagedTextIsRefusedAsBefore() {
        String whole = "{\"a\":\"x\\\\\\\"y\",\"photo\":\"" + PHOTO + "\",\"prompt\":\"é\"}";
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        Random chance = new Random(1);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = bytes.clone();
            // Before, in and after the photo.
            int at = i % 4 == 0
                    ? 30 + chance.nextInt(PHOTO.length())
                    : i % 2 == 0
                            ? chance.nextInt(30)
                            : bytes.length - 1 - chance.nextInt(30);
            damaged[at] = (byte) new int[]{0, 10, '"', '\\', 0x80, 0xC3, '{', ':', ',', 127}[chance.nextInt(10)];
            JsonNode expected;
            try {
                expected = PLAIN.readTree(damaged);
            } catch (tools.jackson.core.JacksonException e) {
                String place = "column " + e.getLocation().getColumnNr();
                assertThatThrownBy(() -> Json.object(damaged)).isInstanceOf(InvalidRequest.class)
                        .hasMessageContaining(place);
                continue;
            }
            assertThat(Json.object(damaged)).isEqualTo(expected);
        }
    }

    @Test
    void findsTheFirstByteThatIsNoPlainCharacterWhereverItStands() {
        byte[] stops = {'"', '\\', 0, 31, (byte) 0x80, (byte) 0xFF};
        for (byte stop : stops) {
            for (int at = 0; at < 40; at++) {
                byte[] text = new byte[40];
                java.util.Arrays.fill(text, (byte) (at % 2 == 0 ? ' ' : '~'));
                text[at] = stop;
                if (at < 39) {
                    text[39] = '"';
                }
                for (int from = 0; from <= at; from++) {
                    assertThat(LongStrings.stop(text, from)).as("%s at %s from %s", stop, at, from).isEqualTo(at);
                }
            }
        }
        assertThat(LongStrings.stop("abcdefghijk".getBytes(StandardCharsets.US_ASCII), 2)).isEqualTo(11);
    }
}
