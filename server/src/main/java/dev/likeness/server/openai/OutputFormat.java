package dev.likeness.server.openai;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Rendering;
import dev.likeness.core.output.FileFormat;
import dev.likeness.core.output.OutputFile;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.JpegWriter;
import dev.likeness.imaging.PictureReader;
import dev.likeness.imaging.PngWriter;
import dev.likeness.imaging.WebpWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The requested format of a file in base64.
 *
 * @param quality 0 to 100 as in {@code output_compression}; empty for the format's default
 */
record OutputFormat(FileFormat kind, OptionalInt quality) {
    private static final int BEST = 100;
    private static final byte PNG_BEGINS = (byte) 0x89;

    private static FileFormat named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "jpeg", "jpg" -> FileFormat.JPEG;
            case "png" -> FileFormat.PNG;
            case "webp" -> FileFormat.WEBP;
            default -> throw new InvalidRequest(ErrorCode.WRONG_TYPE, "output_format is unknown: use jpeg, png or webp,"
                    + " or leave it out for jpeg, or png without a background");
        };
    }

    /**
     * @param transparent whether the picture has no background
     * @throws WrongField when one of the two fields cannot be followed
     */
    static OutputFormat of(RequestValues values, boolean transparent) {
        FileFormat kind = WrongField.inField("output_format", () -> {
            Optional<FileFormat> asked = values.text("output_format").map(String::strip).map(OutputFormat::named);
            OutputFile.USUAL.or(asked.map(OutputFile::of).orElse(OutputFile.USUAL)).check(transparent);
            return asked.orElse(transparent ? FileFormat.PNG : FileFormat.JPEG);
        });
        OptionalInt quality = WrongField.inField("output_compression", () -> quality(values, kind));
        return new OutputFormat(kind, quality);
    }

    private static OptionalInt quality(RequestValues values, FileFormat kind) {
        long asked = values.integer("output_compression").orElse((long) BEST);
        if (asked < 0 || asked > BEST) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE,
                    "output_compression is " + asked + ": it must be from 0 to " + BEST);
        }
        if (asked == BEST) {
            return OptionalInt.empty();
        }
        if (kind == FileFormat.PNG) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, "output_compression below " + BEST
                    + " makes no PNG, which loses nothing: leave it out, or ask for jpeg or webp");
        }
        return OptionalInt.of((int) asked);
    }

    /**
     * Whether it is the file that is kept, bit for bit.
     *
     * @param transparent whether the picture has no background
     */
    boolean isOriginal(boolean transparent) {
        return kind == (transparent ? FileFormat.PNG : FileFormat.JPEG)
                && (quality.isEmpty() || quality.getAsInt() >= JpegWriter.QUALITY);
    }

    /** The kept JPEG or PNG as such a file, under the same label. */
    byte[] file(byte[] kept, AigcLabel label) {
        if (isOriginal(kept[0] == PNG_BEGINS)) {
            return kept;
        }
        Rendering picture = PictureReader.read(kept);
        return switch (kind) {
            case JPEG -> JpegWriter.encode(picture, label, quality.orElse(JpegWriter.QUALITY));
            case PNG -> PngWriter.encode(picture, label);
            // libwebp has no quality 0.
            case WEBP -> WebpWriter.encode(picture, label, Math.max(1, quality.orElse(WebpWriter.QUALITY)));
        };
    }
}
