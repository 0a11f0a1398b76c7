package dev.likeness.server.rest.protocol;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Parses bodies of our own API into records. An unknown field is refused, because otherwise a misspelt one would be
 * ignored silently. Numbers may be text, because forms hold only text.
 */
public final class StrictJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).withCoercionConfig(LogicalType.Textual, texts -> {
                texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            }).build();

    private StrictJson() {}

    /**
     * @throws PortraitException when a field is unknown, of the wrong type, or refused by its own type
     */
    public static <T> T read(ObjectNode node, Class<T> type) {
        try {
            return JSON.treeToValue(node, type);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "the field " + path(e) + " is unknown: use "
                    + knownOf(e));
        } catch (DatabindException e) {
            if (e.getCause() instanceof PortraitException refused) {
                throw refused;
            }
            throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "the field " + path(e) + " is of the wrong type: see the API's description at /docs");
        } catch (JacksonException e) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "the JSON cannot be read: see /docs");
        }
    }

    private static String path(JacksonException e) {
        String path = e.getPath().stream().map(
                step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        String clipped = path.length() > 80 ? path.substring(0, 80) + "…" : path;
        return clipped.startsWith(".") ? clipped.substring(1) : clipped;
    }

    private static String knownOf(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds() == null
                ? "the documented ones"
                : e.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }
}
