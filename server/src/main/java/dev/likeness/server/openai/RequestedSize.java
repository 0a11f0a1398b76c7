package dev.likeness.server.openai;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requested size, in the syntax of OpenAI or of Ark. */
sealed interface RequestedSize {
    /** Exactly these sides. */
    record Exactly(FrameSize size) implements RequestedSize {}

    /**
     * The photo's proportions.
     *
     * @param pixels approximate number of pixels; fewer if a side would be longer than {@link FrameSize#MAX}
     */
    record LikeThePhoto(long pixels) implements RequestedSize {
        /** The size for a photo of this width and height, upright. */
        FrameSize frame(int width, int height) {
            double scale = Math.min(Math.sqrt((double) pixels / width / height),
                    (double) FrameSize.MAX / Math.max(width, height));
            return new FrameSize(side(width * scale), side(height * scale));
        }

        private static int side(double length) {
            return Math.clamp(Math.round(length), FrameSize.MIN, FrameSize.MAX);
        }
    }

    /** Width, separator, height. */
    Pattern SIDES = Pattern.compile("([0-9]{1,5})\\s*[xX×*]\\s*([0-9]{1,5})");
    /** Pixels of Ark's size 1K: a square of 1024. */
    long ONE_K = 1024L * 1024;

    /**
     * @throws InvalidRequest when it cannot be parsed or is out of range
     */
    static RequestedSize of(Optional<String> text) {
        String asked = text.map(size -> size.strip().toLowerCase(Locale.ROOT)).orElse("auto");
        return switch (asked) {
            case "auto" -> new Exactly(FrameSize.DEFAULT);
            case "adaptive" -> new LikeThePhoto((long) FrameSize.DEFAULT.width() * FrameSize.DEFAULT.height());
            case "1k" -> new LikeThePhoto(ONE_K);
            case "2k" -> new LikeThePhoto(4 * ONE_K);
            default -> sides(asked);
        };
    }

    private static RequestedSize sides(String text) {
        Matcher sides = SIDES.matcher(text);
        if (!sides.matches()) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, "size cannot be read: it must be WIDTHxHEIGHT, for example"
                    + " 1024x1536, auto, or, for the photo's proportions, adaptive, 1K or 2K");
        }
        return new Exactly(new FrameSize(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2))));
    }
}
