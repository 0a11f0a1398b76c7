package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.form.Form;
import dev.likeness.server.form.Forms;
import dev.likeness.server.form.Part;
import dev.likeness.server.wire.Json;
import java.util.Base64;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses a body: JSON, whatever the content type says, because many clients send none or a wrong one; or a form with
 * the same fields as texts and possibly the photo as a file.
 */
public final class DrawingBody {
    private static final String PHOTO = "image_input";
    private static final Set<String> FILES = Set.of(PHOTO, "image", "image[]", "image_file", "file", "photo",
            "image_urls", "binary_data_base64", "image_base64");

    private DrawingBody() {}

    /**
     * @throws InvalidRequest when the body is neither
     */
    public static LenientFields fields(byte[] body, String contentType) {
        boolean form = Forms.isMultipart(contentType) || Forms.isUrlEncoded(contentType);
        return new LenientFields(
                form && !beginsAsJson(body) ? object(Forms.read(body, contentType)) : Json.object(body));
    }

    private static boolean beginsAsJson(byte[] body) {
        int at = 0;
        while (at < body.length && Character.isWhitespace(body[at])) {
            at++;
        }
        return at == body.length || body[at] == '{' || body[at] == '[' || body[at] == '"';
    }

    private static ObjectNode object(Form form) {
        ObjectNode object = Json.empty();
        for (Part part : form.parts()) {
            if (part.isEmpty()) {
                continue;
            }
            if (part.file()) {
                photo(object, part);
            } else if (part.name().endsWith("[]")) {
                String name = part.name().substring(0, part.name().length() - 2);
                (object.get(name) instanceof ArrayNode array ? array : object.putArray(name)).add(part.text());
            } else {
                object.put(part.name(), part.text());
            }
        }
        return object;
    }

    private static void photo(ObjectNode object, Part file) {
        if (!FILES.contains(file.name())) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "the file \""
                    + file.name().substring(0, Math.min(40, file.name().length()))
                    + "\" is unknown: the photo is the file " + PHOTO);
        }
        if (object.has(PHOTO)) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "the form holds several photos: send one order for each");
        }
        object.put(PHOTO, Base64.getEncoder().encodeToString(file.bytes()));
    }
}
