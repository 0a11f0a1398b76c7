package dev.likeness.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads back what {@link JpegWriter} wrote into a file's label. */
public final class LabelReader {
    private static final Pattern SOURCE = Pattern
            .compile("<Iptc4xmpExt:DigitalSourceType>([^<]*)</Iptc4xmpExt:DigitalSourceType>");

    private LabelReader() {}

    /** The digital source type in the XMP segment of a JPEG; empty when there is none, or one that we do not write. */
    public static Optional<DigitalSource> digitalSource(byte[] jpeg) {
        return JpegWriter.xmp(jpeg).map(packet -> SOURCE.matcher(new String(packet, StandardCharsets.UTF_8)))
                .filter(Matcher::find).map(found -> found.group(1))
                .flatMap(uri -> Arrays.stream(DigitalSource.values()).filter(source -> source.uri().equals(uri))
                        .findFirst());
    }
}
