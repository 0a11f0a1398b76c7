package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.wire.Json;
import dev.likeness.server.wire.LongText;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses fields as leniently as the clients of this API need: null and "" count as absent, numbers and booleans may be
 * text. Values that cannot be understood are refused with the name of the field.
 */
public record LenientFields(ObjectNode object) {
    /** More digits than any field of ours has; spelling out 1e999999999 would exhaust the memory. */
    private static final int DIGITS = 20;

    /** The field's value; empty if it is absent, null or "". */
    public Optional<JsonNode> node(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() || isBlank(node) ? Optional.empty() : Optional.of(node);
    }

    private static boolean isBlank(JsonNode node) {
        return node instanceof LongText text ? text.isBlank() : node.isString() && node.stringValue().isBlank();
    }

    public Optional<String> text(String name) {
        return node(name).map(node -> string(name, node).stringValue());
    }

    /** The string, or the first element of an array of strings. */
    Optional<JsonNode> firstText(String name) {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && node.get() instanceof ArrayNode array) {
            if (array.isEmpty() || array.get(0).isNull()) {
                return Optional.empty();
            }
            return Optional.of(string(name + "[0]", array.get(0))).filter(first -> !isBlank(first));
        }
        return node.map(it -> string(name, it));
    }

    private static JsonNode string(String name, JsonNode node) {
        if (!node.isString()) {
            throw wrongType(name, "a string", node);
        }
        return node;
    }

    Optional<BigDecimal> number(String name) {
        return node(name).map(node -> {
            BigDecimal number = decimal(name, node);
            // The absolute exponent, so that neither 1e999999999 nor 1e-999999999 is ever spelled out.
            if (Math.abs((long) number.precision() - number.scale()) > DIGITS || number.scale() > DIGITS) {
                throw wrongType(name, "a number of at most " + DIGITS + " digits", node);
            }
            return number;
        });
    }

    private static BigDecimal decimal(String name, JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        String text = node.isString() ? node.stringValue().strip() : "";
        if (!text.isEmpty() && text.length() <= 2 * DIGITS) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw wrongType(name, "a number", node);
            }
        }
        throw wrongType(name, "a number", node);
    }

    /** A whole number; {@code 1024.0} is one. */
    Optional<Long> integer(String name, ErrorCode outOfRange) {
        return number(name).map(number -> {
            if (number.stripTrailingZeros().scale() > 0) {
                throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                        name + " is " + number.toPlainString() + ": it must be a whole number");
            }
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                throw new InvalidRequest(outOfRange, name + " is " + number.toPlainString() + ": that is out of range");
            }
        });
    }

    Optional<Boolean> flag(String name) {
        return node(name).map(node -> {
            String text = node.isContainer() ? "" : node.asString().strip().toLowerCase(Locale.ROOT);
            return switch (text) {
                case "true", "yes", "on", "1" -> true;
                case "false", "no", "off", "0" -> false;
                default -> throw wrongType(name, "true or false", node);
            };
        });
    }

    /** An object, or a text that holds one, encoded once or twice. */
    Optional<LenientFields> object(String name) {
        return node(name).map(node -> {
            try {
                return new LenientFields(Json.within(node).orElseThrow(
                        () -> wrongType(name, "an object, or a string that holds one in JSON", node)));
            } catch (InvalidRequest e) {
                boolean meantAsJson = node.isString() && node.stringValue().strip().startsWith("{");
                throw meantAsJson && e.code() == ErrorCode.MALFORMED_REQUEST
                        ? new InvalidRequest(e.code(), name + ": " + e.getMessage())
                        : wrongType(name, "an object, or a string that holds one in JSON", node);
            }
        });
    }

    static InvalidRequest wrongType(String name, String wanted, JsonNode node) {
        return new InvalidRequest(ErrorCode.WRONG_TYPE,
                name + " is of the wrong type (" + node.getNodeType().name().toLowerCase(Locale.ROOT)
                        + "): it must be " + wanted);
    }
}
