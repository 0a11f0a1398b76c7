package dev.likeness.server.openai;

import static dev.likeness.server.openai.WrongField.inField;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest.Setting;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The requested form of the answer. Unsupported values are refused before anything is charged.
 *
 * @param asLink   with links instead of base64
 * @param streamed as server-sent events
 * @param transparent whether there is no background
 * @param partials most previews before the finished picture, 0 to {@value #MOST_PARTIALS}; 0 unless streamed
 */
record ResponseOptions(boolean asLink, boolean streamed, int partials, OutputFormat format,
        boolean transparent) {
    /** There is one quality, whatever is asked for. */
    static final String QUALITY = "high";
    /** As answers say it. */
    String background() {
        return transparent ? "transparent" : "opaque";
    }

    private static final int MOST_PARTIALS = 3;
    private static final Set<String> QUALITIES = Set.of("auto", "standard", "hd", "low", "medium", "high", "xhigh",
            "max");

    /**
     * @param asLink      what {@code response_format} and the model lead to
     * @param transparent whether the order has no background
     * @throws WrongField when a field cannot be followed
     */
    static ResponseOptions of(RequestValues values, boolean asLink, boolean transparent) {
        boolean streamed = inField("stream", () -> values.flag("stream")).orElse(false);
        OutputFormat format = OutputFormat.of(values, transparent);
        inField("quality", () -> quality(values));
        boolean link = inField("response_format",
                () -> link(asLink, values.text("response_format").isPresent(), streamed,
                        format.isOriginal(transparent)));
        return new ResponseOptions(link, streamed, inField("partial_images", () -> partials(values, streamed)), format,
                transparent);
    }

    // Only the kept JPEG has links, and events carry pictures.
    private static boolean link(boolean asLink, boolean said, boolean streamed, boolean original) {
        if (!asLink || (!streamed && original)) {
            return asLink;
        }
        if (said) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, streamed
                    ? "response_format url cannot be streamed: use b64_json, or leave stream out"
                    : "response_format url leads to the file as it was made: use b64_json for another output_format or"
                            + " output_compression");
        }
        return false;
    }

    private static int partials(RequestValues values, boolean streamed) {
        long partials = values.integer("partial_images").orElse(0L);
        if (partials < 0 || partials > MOST_PARTIALS) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "partial_images is " + partials + ": it must be from 0 to " + MOST_PARTIALS);
        }
        if (partials > 0 && !streamed) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "partial_images come in a stream only: send stream true with it, or leave it out");
        }
        return (int) partials;
    }

    private static Optional<String> quality(RequestValues values) {
        return word(values, "quality").map(quality -> {
            if (!QUALITIES.contains(quality)) {
                throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                        "quality is unknown: use auto, low, medium or high, or leave it out; all give the same");
            }
            return quality;
        });
    }

    /** What the field {@code background} says; beside OpenAI's words it takes one colour or two. */
    static Setting background(RequestValues values) {
        try {
            return word(values, "background").map(Setting::background).orElse(Setting.NONE);
        } catch (InvalidRequest unknown) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, unknown.getMessage());
        }
    }

    private static Optional<String> word(RequestValues values, String name) {
        return values.text(name).map(text -> text.strip().toLowerCase(Locale.ROOT));
    }
}
