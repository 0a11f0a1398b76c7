package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.server.wire.LongText;
import dev.likeness.service.audit.Consent;
import dev.likeness.service.orders.Order;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.tasks.Delivery;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The body of a submit request, translated into an order. */
public record SubmitBody(LenientFields fields) {
    /**
     * @param queried the form of the result according to the query
     * @throws PortraitException when a value cannot be understood
     */
    public Order order(DeliveryFields queried, ReqKey reqKey) {
        reqKey.check(fields);
        String prompt = fields.text("prompt").orElse("");
        if (prompt.indexOf('\0') >= 0) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "prompt contains the character NUL: remove it");
        }
        FrameSize size = new FrameSize(side("width", FrameSize.DEFAULT.width()),
                side("height", FrameSize.DEFAULT.height()));
        Retouch retouch = new Retouch(strength("gpen", Retouch.DEFAULT.gpen()),
                strength("skin", Retouch.DEFAULT.skin()), strength("skin_unifi", Retouch.DEFAULT.skinUnifi()));
        Optional<GenMode> mode = fields.text("gen_mode").map(GenMode::ofWireName);
        long seed = fields.integer("seed", ErrorCode.SEED_OUT_OF_RANGE).orElse(Seed.RANDOM);
        Optional<String> engine = fields.text("engine");
        Delivery delivery = queried.or(DeliveryFields.of(fields)).over(Delivery.PLAIN);
        PortraitRequest request = PortraitRequest.of(prompt, size, retouch, mode, seed);
        return new Order(request, photo(), engine, delivery).with(consent());
    }

    private Optional<Consent> consent() {
        return fields.object("consent").map(given -> Consent.of(given.text("who").orElse(""),
                given.text("when").orElse(""), given.text("reference").orElse("")));
    }

    private int side(String name, int otherwise) {
        long side = fields.integer(name, ErrorCode.SIZE_OUT_OF_RANGE).orElse((long) otherwise);
        // A number that does not fit an int is out of range anyway.
        return (int) Math.clamp(side, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private double strength(String name, double otherwise) {
        return fields.number(name).map(Number::doubleValue).orElse(otherwise);
    }

    private PhotoInput photo() {
        if (fields.node("image_input").filter(node -> node instanceof ArrayNode array && array.size() > 1)
                .isPresent()) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "image_input holds several photos: send one order for each");
        }
        return Stream.of("image_input", "image_urls", "binary_data_base64", "image_base64")
                .flatMap(name -> fields.firstText(name).stream()).findFirst().map(SubmitBody::photo)
                .orElseThrow(() -> new PortraitException.UnusablePhoto(ErrorCode.PHOTO_MISSING,
                        "there is no photo: put its http(s) address or its base64 into image_input"));
    }

    private static PhotoInput photo(JsonNode text) {
        return text instanceof LongText part
                ? PhotoInput.of(part.bytes(), part.from(), part.to())
                : PhotoInput.of(text.stringValue());
    }
}
