package dev.likeness.server.wire;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses JSON of requests within limits, and writes JSON: this one mapper writes all answers, events and messages,
 * including those that Spring writes.
 */
public final class Json {
    /** Levels; the deepest valid request has 4. */
    private static final int DEEPEST = 64;
    /** Digits; the longest valid number has 19. */
    private static final int LONGEST_NUMBER = 100;
    /** Names and values; each takes far more memory than bytes in the body. */
    private static final int MOST_TOKENS = 200_000;
    /** Some clients encode a nested object twice. */
    private static final int ENCODINGS = 2;
    private static final Pattern URL_ENCODED = Pattern.compile("[A-Za-z_][A-Za-z0-9_.%-]{0,60}(\\[\\]|%5B%5D)?=.*",
            Pattern.DOTALL);
    private static final int HEAD = 200;

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(RequestBodies.LARGEST)
                            .maxNestingDepth(DEEPEST).maxNumberLength(LONGEST_NUMBER).maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {}

    /**
     * Parses a JSON object in UTF-8.
     *
     * @throws InvalidRequest when it is something else; the message says what, if it is recognized
     */
    public static ObjectNode object(byte[] bytes) {
        JsonNode node = node(bytes);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw malformed(bytes.length == 0 ? "it is empty" : "it is JSON, but no object");
    }

    /** The given object, or the object in the given text, encoded once or twice; empty when it is neither. */
    public static Optional<ObjectNode> within(JsonNode given) {
        JsonNode node = given;
        for (int i = 0; i < ENCODINGS && node.isString(); i++) {
            node = node(node.stringValue().getBytes(StandardCharsets.UTF_8));
        }
        return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    /** One line of JSON. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The mapper for answers that controllers return as objects. */
    static JsonMapper mapper() {
        return MAPPER;
    }

    /** An empty object. */
    public static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }

    private static JsonNode node(byte[] bytes) {
        if (bytes.length >= LongStrings.LONG) {
            LongStrings strings = LongStrings.outOf(bytes);
            try {
                return strings.into(MAPPER.readTree(strings.rest()));
            } catch (JacksonException | NumberFormatException e) {
                // Parsed as it came, it says where the fault is.
            }
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (StreamConstraintsException e) {
            throw malformed("it goes deeper than " + DEEPEST + " levels, holds more than " + MOST_TOKENS
                    + " values, or a number of more than " + LONGEST_NUMBER + " digits");
        } catch (NumberFormatException e) { // which the parser does not call a fault of the JSON
            throw malformed("it has a number whose exponent is out of range");
        } catch (JacksonException e) {
            throw malformed(otherThanJson(bytes).orElseGet(() -> "it is no valid JSON" + place(e)));
        }
    }

    private static String place(JacksonException e) {
        return Optional.ofNullable(e.getLocation())
                .map(at -> ", line " + at.getLineNr() + ", column " + at.getColumnNr()).orElse("");
    }

    /** Recognizes other formats that clients send by mistake. */
    private static Optional<String> otherThanJson(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1).stripLeading();
        if (head.startsWith("--")) {
            return Optional.of("the body is a multipart form");
        }
        if (head.startsWith("<")) {
            return Optional.of("the body is XML or HTML");
        }
        if (head.startsWith("\u00ff\u00d8") || head.startsWith("\u0089PNG") || head.startsWith("RIFF")) {
            return Optional.of("the body is the picture itself");
        }
        return URL_ENCODED.matcher(head).matches() ? Optional.of("the body is a URL-encoded form") : Optional.empty();
    }

    private static InvalidRequest malformed(String why) {
        return new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                "the JSON cannot be read: " + why + "; send one JSON object in UTF-8");
    }
}
