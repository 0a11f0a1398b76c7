package dev.likeness.server.openai;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Rendering;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.JpegWriter;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.imaging.PngWriter;
import dev.likeness.imaging.WebpWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The requested format of a file in base64.
 *
 * @param quality 0 to 100 as in {@code output_compression}; empty for the format's default
 */
record OutputFormat(Kind kind, OptionalInt quality) {
    private static final int BEST = 100;

    /** Kinds of files. */
    enum Kind {
        JPEG, PNG, WEBP;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Kind named(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "jpeg", "jpg" -> JPEG;
                case "png" -> PNG;
                case "webp" -> WEBP;
                default -> throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                        "output_format is unknown: use jpeg, png or webp, or leave it out for jpeg");
            };
        }
    }

    /**
     * @throws WrongField when one of the two fields has an unsupported value
     */
    static OutputFormat of(RequestValues values) {
        Kind kind = WrongField.inField("output_format",
                () -> values.text("output_format").map(String::strip).map(Kind::named).orElse(Kind.JPEG));
        OptionalInt quality = WrongField.inField("output_compression", () -> quality(values, kind));
        return new OutputFormat(kind, quality);
    }

    private static OptionalInt quality(RequestValues values, Kind kind) {
        long asked = values.integer("output_compression").orElse((long) BEST);
        if (asked < 0 || asked > BEST) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "output_compression is " + asked + ": it must be from 0 to " + BEST);
        }
        if (asked == BEST) {
            return OptionalInt.empty();
        }
        if (kind == Kind.PNG) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, "output_compression below " + BEST
                    + " makes no PNG, which loses nothing: leave it out, or ask for jpeg or webp");
        }
        return OptionalInt.of((int) asked);
    }

    /** Whether it is the stored file, unchanged. */
    boolean isOriginal() {
        return kind == Kind.JPEG && (quality.isEmpty() || quality.getAsInt() >= JpegWriter.QUALITY);
    }

    /** Converts the stored JPEG, with the same label. */
    byte[] file(byte[] jpeg, AigcLabel label) {
        if (isOriginal()) {
            return jpeg;
        }
        Photo photo = PhotoDecoder.decode(jpeg);
        Rendering picture = new Rendering(photo.width(), photo.height(), photo.bgr(), List.of());
        return switch (kind) {
            case JPEG -> JpegWriter.encode(picture, label, quality.orElse(JpegWriter.QUALITY));
            case PNG -> PngWriter.encode(picture, label);
            // libwebp has no quality 0.
            case WEBP -> WebpWriter.encode(picture, label, Math.max(1, quality.orElse(WebpWriter.QUALITY)));
        };
    }
}
