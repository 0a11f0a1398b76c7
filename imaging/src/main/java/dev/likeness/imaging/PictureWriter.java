package dev.likeness.imaging;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Rendering;
import dev.likeness.core.output.FileFormat;
import dev.likeness.core.output.OutputFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a portrait as the file that was ordered. Where its size in bytes is asked for, the best quality of a JPEG is found
 * by bisection; a file that is smaller than asked at the best quality is filled up with comments.
 */
public final class PictureWriter {
    /** The best quality that is tried: beyond it files grow and pictures do not. */
    private static final int BEST = 98;
    private static final int KILO = 1000;

    private PictureWriter() {}

    /**
     * A finished file.
     *
     * @param quality 1 to 100; 100 for a PNG
     */
    @SuppressWarnings("ArrayRecordComponent") // a file: never compared
    public record Written(byte[] bytes, FileFormat format, int quality) {
        /** For people, where a size was asked for: {@code 118.4 kB at quality 87}. */
        public String size() {
            return String.format(Locale.ROOT, "%.1f kB at quality %d", bytes.length / (double) KILO, quality);
        }
    }

    /**
     * The file.
     *
     * @throws InvalidRequest {@code TRANSPARENT_NEEDS_ALPHA} for a transparent portrait as JPEG, {@code FILE_SIZE_NOT_MET} when
     *                        no quality makes it as small as asked
     */
    public static Written write(Rendering rendering, AigcLabel label, OutputFile wanted) {
        wanted.check(rendering.isTransparent());
        FileFormat format = wanted.format(rendering.isTransparent());
        return switch (format) {
            case JPEG -> jpeg(rendering, label, wanted);
            case PNG -> {
                byte[] file = PngWriter.encode(rendering, label);
                yield new Written(
                        wanted.dpi().isPresent() ? PngWriter.resolved(file, wanted.dpi().getAsInt()) : file, format,
                        OutputFile.BEST);
            }
            case WEBP -> {
                int quality = wanted.quality().orElse(WebpWriter.QUALITY);
                yield new Written(WebpWriter.encode(rendering, label, quality), format, quality);
            }
        };
    }

    private static Written jpeg(Rendering rendering, AigcLabel label, OutputFile wanted) {
        int usual = wanted.quality().orElse(JpegWriter.QUALITY);
        Written first = jpeg(rendering, label, wanted, usual);
        int most = wanted.maxBytes().orElse(Integer.MAX_VALUE);
        int least = wanted.minBytes().orElse(0);
        if (first.bytes.length > most) {
            return smaller(rendering, label, wanted, usual);
        }
        return first.bytes.length < least ? larger(rendering, label, wanted, first) : first;
    }

    /** The best quality below this one whose file is small enough. */
    private static Written smaller(Rendering rendering, AigcLabel label, OutputFile wanted, int tooGood) {
        int most = wanted.maxBytes().orElseThrow();
        List<Written> fit = new ArrayList<>();
        int low = 1;
        int high = tooGood - 1;
        while (low <= high) {
            int middle = (low + high + 1) >>> 1;
            Written tried = jpeg(rendering, label, wanted, middle);
            if (tried.bytes.length <= most) {
                fit.add(tried);
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        if (fit.isEmpty()) {
            throw new InvalidRequest(ErrorCode.FILE_SIZE_NOT_MET,
                    "no quality makes a JPEG of " + rendering.width() + " x "
                            + rendering.height() + " pixels as small as " + most
                            + " bytes: order fewer pixels, or more bytes");
        }
        return filled(fit.getLast(), wanted);
    }

    /** The least quality above this one whose file is large enough; else the best, filled up. */
    private static Written larger(Rendering rendering, AigcLabel label, OutputFile wanted, Written tooSmall) {
        int most = wanted.maxBytes().orElse(Integer.MAX_VALUE);
        Written below = tooSmall;
        List<Written> enough = new ArrayList<>();
        int low = tooSmall.quality + 1;
        int high = BEST;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Written tried = jpeg(rendering, label, wanted, middle);
            if (tried.bytes.length < wanted.minBytes().orElseThrow()) {
                below = tried;
                low = middle + 1;
            } else {
                high = middle - 1;
                if (tried.bytes.length <= most) {
                    enough.add(tried);
                }
            }
        }
        return enough.isEmpty() ? filled(below, wanted) : enough.getLast();
    }

    private static Written filled(Written file, OutputFile wanted) {
        int least = wanted.minBytes().orElse(0);
        return file.bytes.length >= least
                ? file
                : new Written(JpegWriter.padded(file.bytes, Math.max(least, file.bytes.length
                        + JpegWriter.SHORTEST_COMMENT)), file.format, file.quality);
    }

    private static Written jpeg(Rendering rendering, AigcLabel label, OutputFile wanted, int quality) {
        byte[] file = JpegWriter.encode(rendering, label, quality);
        return new Written(wanted.dpi().isPresent() ? JpegWriter.resolved(file, wanted.dpi().getAsInt()) : file,
                FileFormat.JPEG, quality);
    }

    /**
     * The same picture, bit for bit, under another label.
     *
     * @param file one that was written here, JPEG or PNG
     */
    public static byte[] relabel(byte[] file, AigcLabel label) {
        return file[0] == (byte) 0x89 ? PngWriter.relabel(file, label) : JpegWriter.relabel(file, label);
    }
}
