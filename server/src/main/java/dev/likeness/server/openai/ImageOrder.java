package dev.likeness.server.openai;

import static dev.likeness.server.openai.WrongField.inField;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Logo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.service.audit.Consent;
import dev.likeness.service.orders.DeliveryCheck;
import dev.likeness.service.pictures.PhotoInput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The order in a request.
 *
 * @param requests one for each portrait; their seeds are consecutive
 * @param model    the client's name of the model; selects an engine if it is an engine's name
 * @param form     the requested form of the answer
 */
record ImageOrder(PhotoInput photo, List<PortraitRequest> requests, Optional<String> model, ResponseOptions form,
        Logo logo, Optional<Consent> consent) {
    private static final int MOST = 10;

    /**
     * @param measure used only if the size depends on the photo
     * @throws WrongField when a field cannot be used
     */
    static ImageOrder of(RequestValues values, PhotoSizeLookup measure) {
        Optional<String> model = inField("model", () -> values.text("model"));
        PhotoInput given = inField("image", () -> values.photos().stream().findFirst()
                .orElseThrow(() -> new PortraitException.UnusablePhoto(ErrorCode.PHOTO_MISSING,
                        "there is no photo: send it as the file image, or its address or base64 as the text image")));
        inField("mask", () -> withoutMask(values));
        int n = inField("n", () -> number(values));
        long first = inField("seed",
                () -> Seed.requested(values.integer("seed").orElse(Seed.RANDOM)).value());
        Logo logo = inField("watermark", () -> logo(values));
        RequestedSize wish = inField("size", () -> RequestedSize.of(values.text("size")));
        // Refuses wrong fields before a photo is fetched.
        boolean transparent = request(values, FrameSize.DEFAULT).isTransparent();
        ResponseOptions form = ResponseOptions.of(values, inField("response_format", () -> asLink(values, model)),
                transparent);
        Optional<Consent> consent = inField("consent", () -> consent(values));
        Sized sized = switch (wish) {
            case RequestedSize.Exactly(FrameSize size) -> new Sized(given, size);
            case RequestedSize.LikeThePhoto like -> inField("image", () -> {
                PhotoSizeLookup.Measured measured = measure.measure(given);
                return new Sized(measured.photo(), like.frame(measured.width(), measured.height()));
            });
        };
        PortraitRequest request = request(values, sized.size());
        List<PortraitRequest> requests = IntStream.range(0, n)
                .mapToObj(i -> request.with(inField("seed", () -> following(first, i)))).toList();
        return new ImageOrder(sized.photo(), requests, model, form, logo, consent);
    }

    /**
     * A mask is refused instead of ignored, because otherwise the client would pay for a result that does not follow
     * it. The service finds the person itself.
     */
    private static boolean withoutMask(RequestValues values) {
        if (values.has("mask")) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, "mask is not available here: leave it out, and say in the"
                    + " prompt what shall change; the person is told apart from the background by the service");
        }
        return true;
    }

    private record Sized(PhotoInput photo, FrameSize size) {}

    private static PortraitRequest request(RequestValues values, FrameSize size) {
        String prompt = inField("prompt", () -> prompt(values));
        Retouch usual = Retouch.DEFAULT;
        double gpen = inField("gpen", () -> new Retouch(values.number("gpen").orElse(usual.gpen()), 0, 0)).gpen();
        double skin = inField("skin", () -> new Retouch(0, values.number("skin").orElse(usual.skin()), 0)).skin();
        double unifi = inField("skin_unifi",
                () -> new Retouch(0, 0, values.number("skin_unifi").orElse(usual.skinUnifi()))).skinUnifi();
        Optional<GenMode> mode = inField("gen_mode", () -> values.text("gen_mode").map(GenMode::ofWireName));
        PortraitRequest request = inField("prompt",
                () -> PortraitRequest.of(prompt, size, new Retouch(gpen, skin, unifi), mode, 0));
        return request.in(inField("background", () -> ResponseOptions.background(values)));
    }

    /** A JSON object, as a text where the request is a form. */
    private static Optional<Consent> consent(RequestValues values) {
        return values.object("consent").map(given -> Consent.of(word(given, "who"), word(given, "when"),
                word(given, "reference")));
    }

    private static String word(ObjectNode given, String name) {
        return given.path(name).asString("");
    }

    private static String prompt(RequestValues values) {
        String prompt = values.text("prompt").orElse("");
        if (prompt.indexOf('\0') >= 0) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "prompt contains the character NUL: remove it");
        }
        return prompt;
    }

    private static int number(RequestValues values) {
        long n = values.integer("n").orElse(1L);
        if (n < 1 || n > MOST) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, "n is " + n + ": it must be from 1 to " + MOST);
        }
        return (int) n;
    }

    // After the largest seed comes 0.
    private static Seed following(long first, int by) {
        return new Seed((first + by) & Long.MAX_VALUE);
    }

    // The gpt-image models answer in base64 only, so their clients expect nothing else.
    private static boolean asLink(RequestValues values, Optional<String> model) {
        Optional<String> format = values.text("response_format");
        return switch (format.orElse("")) {
            case "url" -> true;
            case "b64_json" -> false;
            case "" -> model.filter(name -> name.toLowerCase(Locale.ROOT).startsWith("gpt-image")).isEmpty();
            default -> throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "response_format is unknown: use url or b64_json, or leave it out");
        };
    }

    /** {@code true} means the default mark; any other text is the text of the mark. */
    private static Logo logo(RequestValues values) {
        Logo usual = Logo.NONE;
        Logo logo = values.text("watermark").map(String::strip).map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "false", "0", "no" -> usual;
            case "true", "1", "yes" ->
                new Logo(true, usual.corner(), usual.language(), usual.opacity(), Optional.empty());
            default -> new Logo(true, usual.corner(), usual.language(), usual.opacity(), Optional.of(text));
        }).orElse(usual);
        DeliveryCheck.check(logo);
        return logo;
    }
}
