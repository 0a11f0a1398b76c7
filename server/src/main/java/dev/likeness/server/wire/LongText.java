package dev.likeness.server.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ValueNode;

/**
 * A string of a JSON body that was not copied out of it: a part of the body of printable ASCII, without quotes and backslashes. To
 * whoever asks for its text it is a string like others; who wants a photo's bytes reads them here ({@link #bytes}).
 */
public final class LongText extends ValueNode {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never serialised
    private final byte[] body;
    private final int from;
    private final int to;
    /** Made when somebody asks. */
    private transient @Nullable String text;

    LongText(byte[] body, int from, int to) {
        this.body = body;
        this.from = from;
        this.to = to;
    }

    /** The whole body: not to be changed. */
    public byte[] bytes() {
        return body;
    }

    /** Where this string begins in {@link #bytes}. */
    public int from() {
        return from;
    }

    /** Behind its end. */
    public int to() {
        return to;
    }

    /** Whether it holds spaces alone. */
    public boolean isBlank() {
        int at = from;
        while (at < to && body[at] == ' ') {
            at++;
        }
        return at == to;
    }

    @Override
    public String stringValue() {
        String made = text;
        if (made == null) {
            made = new String(body, from, to - from, StandardCharsets.ISO_8859_1);
            text = made;
        }
        return made;
    }

    @Override
    public String stringValue(@Nullable String otherwise) {
        return stringValue();
    }

    @Override
    public Optional<String> stringValueOpt() {
        return Optional.of(stringValue());
    }

    @Override
    protected String _asString() {
        return stringValue();
    }

    @Override
    public String asString() {
        return stringValue();
    }

    @Override
    public String asString(@Nullable String otherwise) {
        return stringValue();
    }

    @Override
    public Optional<String> asStringOpt() {
        return Optional.of(stringValue());
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_STRING;
    }

    @Override
    public JsonNodeType getNodeType() {
        return JsonNodeType.STRING;
    }

    @Override
    public void serialize(JsonGenerator json, SerializationContext context) {
        json.writeString(stringValue());
    }

    @Override
    public LongText deepCopy() {
        return this;
    }

    @Override
    protected String _valueDesc() {
        return "\"" + stringValue().substring(0, 40) + "...\"";
    }

    /** As any other string of these characters. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonNode node && node.isString() && stringValue().equals(node.stringValue());
    }

    @Override
    public int hashCode() {
        return stringValue().hashCode();
    }
}
