package dev.likeness.core.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one authority asks of the photo for one identity document. What the sources that were read do not say is empty, never
 * guessed.
 *
 * @param id         stable, for example {@code cn-id}
 * @param country    ISO 3166-1 alpha-2, upper case; {@code EU} for the Schengen area, {@code UN} for ICAO's standard
 * @param title      in English; {@code titleZh} in Chinese
 * @param millimetre size of the print; that of the digital photo at 300 dots per inch where there is no print
 * @param pixel      size of the digital photo
 * @param head       from chin to crown, millimetres
 * @param crownIs    what the crown is
 * @param face       from ear to ear, millimetres
 * @param eyes       from the lower edge to the line of the eyes, millimetres
 * @param crown      from the upper edge to the crown, millimetres
 * @param background what the authority says of it, and the colour that is painted
 * @param upload     of the file
 * @param glasses    what is said of glasses; {@code expression} of the face
 * @param source     where it was read, and when
 * @param chinese    what is said of background, glasses and expression, in Chinese
 */
public record DocumentSpec(String id, String country, String title, String titleZh, Millimetre millimetre, Pixel pixel,
        Optional<Range> head, Crown crownIs, Optional<Range> face, Optional<Range> eyes, Optional<Range> crown,
        Background background, Upload upload,
        Optional<String> glasses, Optional<String> expression, Source source, Chinese chinese) {
    /** What prints are made with where the authority says nothing, dots per inch. */
    public static final int USUAL_DPI = 300;
    /** Millimetres to the inch. */
    public static final double INCH = 25.4;

    /** What an authority takes for the top of the head. */
    public enum Crown {
        HAIR, SKULL, UNKNOWN
    }

    /** Size on paper. */
    public record Millimetre(double width, double height) {}

    /** Size on screen. */
    public record Pixel(int width, int height) {}

    /**
     * From and to, both allowed.
     *
     * @param to infinite where there is only a least
     */
    public record Range(double from, double to) {
        public Range {
            if (!(from <= to)) {
                throw new IllegalArgumentException(from + " to " + to);
            }
        }

        /** Between both; the least where there is no most. */
        public double middle() {
            return Double.isInfinite(to) ? from : (from + to) / 2;
        }

        public boolean contains(double value, double tolerance) {
            return value >= from - tolerance && value <= to + tolerance;
        }

        @Override
        public String toString() {
            return Double.isInfinite(to)
                    ? "at least " + number(from)
                    : from == to ? number(from) : number(from) + " to " + number(to);
        }
    }

    /**
     * The background.
     *
     * @param rgb   the colour that is painted, 0xrrggbb: the first of those that are allowed
     * @param words what the authority says
     */
    public record Background(int rgb, String words) {
        /** For example {@code #ffffff}. */
        public String code() {
            return String.format(Locale.ROOT, "#%06x", rgb);
        }
    }

    /**
     * The file.
     *
     * @param dpi      resolution
     * @param minBytes smallest file that is taken; {@code maxBytes} the largest
     */
    public record Upload(OptionalInt dpi, OptionalInt minBytes, OptionalInt maxBytes) {}

    /**
     * Where the figures come from.
     *
     * @param kind {@code authority}: its own page; {@code quoted}: a page that repeats its words
     * @param urls that were read
     * @param read the day, for example {@code 2026-11-28}
     */
    public record Source(String kind, List<String> urls, String read) {
        public Source {
            urls = List.copyOf(urls);
        }
    }

    /** The authority's words in Chinese; {@code glasses} and {@code expression} are there where the English ones are. */
    public record Chinese(String background, Optional<String> glasses, Optional<String> expression) {}

    /** Pixels to the millimetre of the digital photo's height. */
    public double pixelsPerMillimetre() {
        return pixel.height / millimetre.height;
    }

    /** Relative difference of a resolution that rounding to whole pixels makes. */
    private static final double ROUNDED = 0.01;

    /** What the authority names, where the digital photo then has the size on paper; else the resolution at which it has. */
    public int dpi() {
        double own = pixelsPerMillimetre() * INCH;
        return upload.dpi.isPresent() && Math.abs(upload.dpi.getAsInt() / own - 1) < ROUNDED
                ? upload.dpi.getAsInt()
                : (int) Math.round(own);
    }

    static String number(double value) {
        return value == Math.rint(value)
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.2f", value).replaceAll("0+$", "");
    }
}
