package dev.likeness.server.rest.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.server.form.Form;
import dev.likeness.server.form.Forms;
import dev.likeness.server.form.Part;
import dev.likeness.server.rest.protocol.StrictJson;
import dev.likeness.server.wire.Json;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.pictures.PhotoInput;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Parses an order: JSON, or a form with the photo as a file. */
public final class OrderReader {
    private static final String PHOTO = "photo";
    private static final String GROUND = "background_image";
    /** Fields that are JSON objects. */
    private static final Set<String> OBJECTS = Set.of("watermark", "consent");

    private OrderReader() {}

    /** An order in memory; what it takes there is given back when this is closed. */
    public record Received(OrderBody order, Optional<PhotoInput> file, Optional<PhotoInput.Upload> ground, String hash,
            RequestBodies.Held held)
            implements
                AutoCloseable {
        /**
         * @throws UnusablePhoto when there is none
         */
        public PhotoInput photo() {
            return file.or(() -> order.photo().filter(text -> !text.isBlank()).map(PhotoInput::of))
                    .orElseThrow(() -> new UnusablePhoto(ErrorCode.PHOTO_MISSING,
                            "there is no photo: put its http(s) address or its base64 into photo, or send a form with "
                                    + "the file photo"));
        }

        /** What the order says of the portrait. */
        public PortraitOptions options() {
            return order.options(ground.isPresent());
        }

        @Override
        public void close() {
            held.close();
        }
    }

    /**
     * @throws dev.likeness.core.PortraitException when it cannot be parsed
     */
    public static Received read(RequestBodies bodies, HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        RequestBodies.Held held = bodies.hold(request);
        try {
            if (!Forms.isMultipart(type)) {
                return new Received(StrictJson.read(bodies.object(held), OrderBody.class), Optional.empty(),
                        Optional.empty(), hash(held.bytes()), held);
            }
            Form form = Forms.read(held.bytes(), type);
            Optional<PhotoInput> file = form.part(PHOTO).filter(Part::file)
                    .map(part -> new PhotoInput.Upload(part.bytes()));
            return new Received(StrictJson.read(object(bodies, form), OrderBody.class), file,
                    form.part(GROUND).filter(Part::file).map(part -> new PhotoInput.Upload(part.bytes())), hash(form),
                    held);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private static ObjectNode object(RequestBodies bodies, Form form) {
        ObjectNode object = Json.empty();
        for (Part part : form.parts()) {
            if (OBJECTS.contains(part.name()) && !part.isEmpty()) {
                object.set(part.name(), bodies.object(part.text()));
            } else if (!part.file()) {
                if (!part.isEmpty()) {
                    object.put(part.name(), part.text());
                }
            } else if (!part.name().equals(PHOTO) && !part.name().equals(GROUND)) {
                throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "the file \""
                        + part.name().substring(0, Math.min(40, part.name().length()))
                        + "\" is unknown: the photo is the file photo, a picture for the background background_image");
            }
        }
        return object;
    }

    /** A hash of the form's parts, without its boundary, which changes each time. */
    private static String hash(Form form) {
        MessageDigest digest = sha256();
        for (Part part : form.parts()) {
            digest.update((part.name() + "\0" + (part.to() - part.from()) + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(part.body(), part.from(), part.to() - part.from());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String hash(byte[] body) {
        return HexFormat.of().formatHex(sha256().digest(body));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
