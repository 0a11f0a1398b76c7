package dev.likeness.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads back what the writers here wrote into a file's label. */
public final class LabelReader {
    private static final Pattern SOURCE = Pattern
            .compile("<Iptc4xmpExt:DigitalSourceType>([^<]*)</Iptc4xmpExt:DigitalSourceType>");

    private LabelReader() {}

    /**
     * The digital source type in the XMP of a JPEG, PNG or WebP of ours; empty when there is none, or one that we do not
     * write.
     */
    public static Optional<DigitalSource> digitalSource(byte[] file) {
        boolean jpeg = file.length > 1 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8;
        // PNG and WebP hold the packet as it is, too.
        return (jpeg ? JpegWriter.xmp(file) : Optional.of(file))
                .map(packet -> SOURCE.matcher(new String(packet, StandardCharsets.ISO_8859_1)))
                .filter(Matcher::find).map(found -> found.group(1))
                .flatMap(uri -> Arrays.stream(DigitalSource.values()).filter(source -> source.uri().equals(uri))
                        .findFirst());
    }
}
