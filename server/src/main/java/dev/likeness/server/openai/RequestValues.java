package dev.likeness.server.openai;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.form.Form;
import dev.likeness.server.form.Part;
import dev.likeness.server.wire.Json;
import dev.likeness.service.pictures.PhotoInput;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a request in form or JSON; all scalars can be read as text. */
interface RequestValues {
    /** Text of the field; empty when it is absent or blank. */
    Optional<String> text(String name);

    /** Every photo, in order. */
    List<PhotoInput> photos();

    /** Whether there is a field or file of this name that is not empty. */
    boolean has(String name);

    /** The JSON object of the field, or in its text; empty when there is no such field. */
    Optional<ObjectNode> object(String name);

    /** A whole number of at most 18 digits. */
    default Optional<Long> integer(String name) {
        return text(name).map(String::strip).map(text -> {
            try {
                if (text.length() > 18) {
                    throw new NumberFormatException("too long");
                }
                return new BigDecimal(text).longValueExact();
            } catch (NumberFormatException e) {
                throw wrong(name, "a whole number");
            } catch (ArithmeticException e) {
                throw wrong(name, "a whole number in range");
            }
        });
    }

    default Optional<Double> number(String name) {
        return text(name).map(String::strip).map(text -> {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw wrong(name, "a number");
            }
        });
    }

    /** A boolean, in any spelling that clients use. */
    default Optional<Boolean> flag(String name) {
        return text(name).map(text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw wrong(name, "true or false");
        });
    }

    private static InvalidRequest wrong(String name, String wanted) {
        return new InvalidRequest(ErrorCode.WRONG_TYPE, name + " cannot be read: it must be " + wanted);
    }

    /** The parts of a form; a photo is a file, or text that is an address, base64 or a data: URI. */
    record OfForm(Form form) implements RequestValues {
        private static final int PROBE = 16;
        private static final Set<String> PHOTOS = Set.of("image", "image[]", "images", "images[]", "image_url");

        @Override
        public Optional<String> text(String name) {
            return form.text(name);
        }

        @Override
        public Optional<ObjectNode> object(String name) {
            return form.text(name).map(text -> Json.object(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public boolean has(String name) {
            return form.part(name).filter(part -> !part.isEmpty()).isPresent();
        }

        @Override
        public List<PhotoInput> photos() {
            return form.all(PHOTOS).stream().map(OfForm::photo).toList();
        }

        private static PhotoInput photo(Part part) {
            return part.file() || isBinary(part)
                    ? new PhotoInput.Upload(part.bytes())
                    : PhotoInput.of(part.text());
        }

        // Some clients send a file's bytes without a file name. Addresses and base64 are ASCII.
        private static boolean isBinary(Part part) {
            for (int i = part.from(); i < Math.min(part.to(), part.from() + PROBE); i++) {
                if (part.body()[i] < 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The members of a JSON object; a photo is a string, an array of strings or an object that holds its address. */
    record OfJson(ObjectNode object) implements RequestValues {
        @Override
        public Optional<String> text(String name) {
            JsonNode node = object.get(name);
            if (node == null || node.isNull()) {
                return Optional.empty();
            }
            if (node.isContainer()) {
                throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                        name + " is of the wrong type: it must be a text, a number or true or false");
            }
            return Optional.of(node.asString()).filter(text -> !text.isBlank());
        }

        @Override
        public Optional<ObjectNode> object(String name) {
            JsonNode node = object.path(name);
            if (node.isMissingNode() || node.isNull()) {
                return Optional.empty();
            }
            return Optional.of(Json.within(node).orElseThrow(() -> new InvalidRequest(ErrorCode.WRONG_TYPE,
                    name + " is of the wrong type: it must be an object")));
        }

        @Override
        public boolean has(String name) {
            JsonNode node = object.path(name);
            return !node.isMissingNode() && !node.isNull() && !(node.isString() && node.stringValue().isBlank());
        }

        @Override
        public List<PhotoInput> photos() {
            return Stream.of("image", "images", "image_url").flatMap(name -> Stream.ofNullable(object.get(name)))
                    .flatMap(node -> node instanceof ArrayNode array ? array.valueStream() : Stream.of(node))
                    .filter(node -> !node.isNull()).map(OfJson::photo).toList();
        }

        private static PhotoInput photo(JsonNode node) {
            JsonNode text = node instanceof ObjectNode inner
                    ? inner.has("image_url") ? inner.path("image_url") : inner.path("url")
                    : node;
            JsonNode address = text instanceof ObjectNode deeper ? deeper.path("url") : text;
            if (!address.isString()) {
                throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                        "image is of the wrong type: it must be an address, base64 or a data: URI, or an array of them");
            }
            return PhotoInput.of(address.stringValue());
        }
    }
}
