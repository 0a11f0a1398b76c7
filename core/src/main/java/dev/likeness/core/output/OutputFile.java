package dev.likeness.core.output;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.document.DocumentSpec;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The file that a portrait is ordered as. What is not said is left to the portrait: JPEG, or PNG where it has no background.
 *
 * @param format   empty for what suits the portrait
 * @param quality  of JPEG and lossy WebP, 1 to 100; empty for the usual one
 * @param dpi      written into JPEG and PNG for printers, 1 to {@value #MOST_DPI}; changes no pixel
 * @param minBytes of a JPEG for an upload form that refuses smaller files
 * @param maxBytes of a JPEG for an upload form that refuses larger ones, at least {@value #LEAST_BYTES}
 * @throws InvalidRequest {@code OUTPUT_INVALID} for values that are out of range or do not go together
 */
public record OutputFile(Optional<FileFormat> format, OptionalInt quality, OptionalInt dpi, OptionalInt minBytes,
        OptionalInt maxBytes) {
    public static final int MOST_DPI = 2400;
    /** The labels alone take two thousand. */
    public static final int LEAST_BYTES = 4000;
    public static final int BEST = 100;
    private static final int MOST_BYTES = 20_000_000;

    /** Nothing said. */
    public static final OutputFile USUAL = new OutputFile(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(),
            OptionalInt.empty(), OptionalInt.empty());

    public OutputFile {
        check("quality", quality, 1, BEST);
        check("dpi", dpi, 1, MOST_DPI);
        check("min_bytes", minBytes, 1, MOST_BYTES);
        check("max_bytes", maxBytes, LEAST_BYTES, MOST_BYTES);
        if (minBytes.isPresent() && maxBytes.isPresent() && minBytes.getAsInt() > maxBytes.getAsInt()) {
            throw new InvalidRequest(ErrorCode.OUTPUT_INVALID, "min_bytes is " + minBytes.getAsInt()
                    + " and max_bytes only " + maxBytes.getAsInt() + ": no file is as small and as large as that");
        }
        if ((minBytes.isPresent() || maxBytes.isPresent())
                && format.filter(named -> named != FileFormat.JPEG).isPresent()) {
            throw new InvalidRequest(ErrorCode.OUTPUT_INVALID,
                    "min_bytes and max_bytes are met by the quality of a JPEG: leave format out, or order jpeg");
        }
        if (quality.isPresent() && format.filter(named -> named == FileFormat.PNG).isPresent()) {
            throw new InvalidRequest(ErrorCode.OUTPUT_INVALID,
                    "quality makes no PNG, which loses nothing: leave it out, or order jpeg or webp");
        }
    }

    /** Of this format, nothing else said. */
    public static OutputFile of(FileFormat format) {
        return USUAL.as(format);
    }

    /** What the authority that issues a document takes: a JPEG of its resolution and size. */
    public static OutputFile of(DocumentSpec document) {
        return new OutputFile(Optional.of(FileFormat.JPEG), OptionalInt.empty(), OptionalInt.of(document.dpi()),
                document.upload().minBytes(), document.upload().maxBytes());
    }

    public OutputFile as(FileFormat other) {
        return new OutputFile(Optional.of(other), quality, dpi, minBytes, maxBytes);
    }

    /** This where it says something, else the other. */
    public OutputFile or(OutputFile other) {
        boolean sized = minBytes.isPresent() || maxBytes.isPresent();
        Optional<FileFormat> chosen = format.or(other::format);
        if (chosen.filter(named -> named != FileFormat.JPEG).isPresent() && !sized) {
            // Sizes are kept by JPEGs alone.
            return new OutputFile(chosen, quality, dpi.isPresent() ? dpi : other.dpi, OptionalInt.empty(),
                    OptionalInt.empty());
        }
        return new OutputFile(chosen, quality.isPresent() ? quality : other.quality,
                dpi.isPresent() ? dpi : other.dpi, sized ? minBytes : other.minBytes,
                sized ? maxBytes : other.maxBytes);
    }

    /**
     * What the file is written as.
     *
     * @param transparent whether the portrait has no background
     */
    public FileFormat format(boolean transparent) {
        return format.orElse(transparent ? FileFormat.PNG : FileFormat.JPEG);
    }

    /** Whether the size of the file is asked for. */
    public boolean isSized() {
        return minBytes.isPresent() || maxBytes.isPresent();
    }

    /**
     * Refuses a file that cannot show what the portrait is ordered to be.
     *
     * @throws InvalidRequest {@code TRANSPARENT_NEEDS_ALPHA} for a JPEG without a background
     */
    public void check(boolean transparent) {
        if (transparent && (isSized() || format.filter(named -> !named.hasAlpha()).isPresent())) {
            throw new InvalidRequest(ErrorCode.TRANSPARENT_NEEDS_ALPHA, "a JPEG cannot be transparent: order png or"
                    + " webp" + (isSized() ? " without min_bytes and max_bytes" : "") + ", or a background");
        }
    }

    private static void check(String field, OptionalInt value, int least, int most) {
        if (value.isPresent() && (value.getAsInt() < least || value.getAsInt() > most)) {
            throw new InvalidRequest(ErrorCode.OUTPUT_INVALID,
                    field + " is " + value.getAsInt() + ": it must be from " + least + " to " + most);
        }
    }
}
