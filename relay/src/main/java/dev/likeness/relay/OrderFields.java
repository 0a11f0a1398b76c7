package dev.likeness.relay;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;

/** An order in the fields of the clouds, one to one. */
final class OrderFields {
    private OrderFields() {}

    /**
     * @throws InvalidRequest when it orders something for which the clouds have no field
     */
    static void check(String engine, PortraitRequest request) {
        PortraitRequest.Setting setting = request.setting();
        Optional<String> unheard = setting.document().isPresent() || request.size().purpose() != FrameSize.Purpose.ORDER
                ? Optional.of("photos for documents")
                : request.isTransparent()
                        ? Optional.of("pictures without a background")
                        : setting.picture().isPresent()
                                ? Optional.of("backgrounds of the client's own")
                                : request.face().isPresent()
                                        ? Optional.of("the choice of one of several faces")
                                        : Optional.empty();
        unheard.ifPresent(what -> {
            throw new InvalidRequest(ErrorCode.OUTPUT_INVALID,
                    "the engine \"" + engine + "\" knows nothing of " + what + ": order of another engine");
        });
    }

    /**
     * @param photo the photo as a file, if it has no address
     */
    static JsonObject of(PortraitRequest request, Optional<URI> address, byte[] photo) {
        JsonObject order = new JsonObject();
        if (address.isPresent()) {
            order.addProperty("image_input", address.get().toString());
        } else {
            JsonArray files = new JsonArray();
            files.add(Base64.getEncoder().encodeToString(photo));
            order.add("binary_data_base64", files);
        }
        String words = request.words();
        if (!words.isBlank()) {
            order.addProperty("prompt", words);
        }
        order.addProperty("width", request.size().width());
        order.addProperty("height", request.size().height());
        order.addProperty("gpen", BigDecimal.valueOf(request.retouch().gpen()));
        order.addProperty("skin", BigDecimal.valueOf(request.retouch().skin()));
        order.addProperty("skin_unifi", BigDecimal.valueOf(request.retouch().skinUnifi()));
        order.addProperty("gen_mode", request.mode().wireName());
        order.addProperty("seed", request.seed().value());
        return order;
    }

    /**
     * The question for a result. No visible mark is asked for: this service paints the one that was ordered.
     *
     * @param link whether the picture shall come as a link rather than in the answer
     */
    static JsonObject question(String task, boolean link) {
        JsonObject wishes = new JsonObject();
        wishes.addProperty("return_url", link);
        JsonObject mark = new JsonObject();
        mark.addProperty("add_logo", false);
        wishes.add("logo_info", mark);
        JsonObject question = new JsonObject();
        question.addProperty("task_id", task);
        question.addProperty("req_json", wishes.toString());
        return question;
    }
}
