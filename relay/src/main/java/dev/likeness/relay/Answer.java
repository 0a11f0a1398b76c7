package dev.likeness.relay;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What an upstream answered. */
sealed interface Answer {
    /** It did what was asked. */
    record Data(JsonObject data) implements Answer {
        Optional<String> text(String name) {
            return Answer.text(data, name);
        }

        /** The first text of a list; empty for null, no list and an empty one. */
        Optional<String> first(String name) {
            return data.get(name) instanceof com.google.gson.JsonArray list
                    ? StreamSupport.stream(list.spliterator(), false).filter(JsonElement::isJsonPrimitive)
                            .map(JsonElement::getAsString).filter(text -> !text.isBlank()).findFirst()
                    : Optional.empty();
        }
    }

    /**
     * It refused.
     *
     * @param code the upstream's number or word for it
     * @param said its text, cut to a line
     */
    record Refusal(String code, String said) implements Answer {}

    /**
     * That was no answer of an upstream: a page of a proxy, an empty body, half a text.
     *
     * @param status of HTTP
     */
    record Unreadable(int status, String what) implements Answer {}

    /** From the body of an answer. */
    static Answer of(int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        JsonObject json;
        try {
            json = JsonParser.parseString(text) instanceof JsonObject object ? object : new JsonObject();
        } catch (JsonParseException | IllegalStateException noJson) {
            return new Unreadable(status, describe(text));
        }
        // Where there is this part, the rest means nothing.
        if (json.get("ResponseMetadata") instanceof JsonObject metadata
                && metadata.get("Error") instanceof JsonObject error) {
            return new Refusal(text(error, "Code").or(() -> text(error, "CodeN")).orElse("HTTP " + status),
                    said(text(error, "Message")));
        }
        if (json.get("error") instanceof JsonObject error) {
            return new Refusal(text(error, "err_code").orElse("HTTP " + status),
                    said(text(error, "message_en").or(() -> text(error, "message"))));
        }
        Optional<String> code = text(json, "code");
        if (code.isEmpty()) {
            return new Unreadable(status, describe(text));
        }
        if (!code.get().equals(Integer.toString(UpstreamCode.SUCCESS))) {
            return new Refusal(code.get(), said(text(json, "message")));
        }
        return json.get("data") instanceof JsonObject data
                ? new Data(data)
                : new Unreadable(status, "a success without data");
    }

    private static Optional<String> text(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name)).filter(JsonElement::isJsonPrimitive).map(JsonElement::getAsString)
                .filter(text -> !text.isBlank());
    }

    private static String describe(String text) {
        String begin = text.stripLeading();
        return begin.isEmpty()
                ? "an empty body"
                : List.of("<!", "<h", "<H").stream().anyMatch(begin::startsWith) ? "a web page" : "no JSON of its own";
    }

    /** A line for people and logs, without what could break it. */
    private static String said(Optional<String> message) {
        String line = message.orElse("").replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Characters of an upstream's text that are passed on. */
    int LONGEST = 200;
}
