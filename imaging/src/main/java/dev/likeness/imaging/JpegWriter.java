package dev.likeness.imaging;

import dev.likeness.core.Photo;
import dev.likeness.core.Rendering;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Writes portraits as JPEG: quality 92, colour at full resolution (4:4:4), the label in an XMP segment. OpenCV's encoder
 * (libjpeg-turbo) takes an eighth of the time of Java's own with the same tables.
 */
public final class JpegWriter {
    /** What portraits are written with unless another quality is asked for. */
    public static final int QUALITY = 92;

    /** Halving the colour's resolution, as encoders do by default, smears red lips and coloured light on hair. */
    private static final int SAMPLING = opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
    private static final String XMP_SIGNATURE = "http://ns.adobe.com/xap/1.0/\0";
    private static final int MAX_SEGMENT = 65_533;

    private JpegWriter() {}

    /**
     * @return a baseline JFIF file in sRGB
     * @throws IllegalArgumentException when the label does not fit into a segment (64 kB)
     */
    public static byte[] encode(Rendering rendering, AigcLabel label) {
        return encode(rendering, label, QUALITY);
    }

    /**
     * As {@link #encode(Rendering, AigcLabel)}, in another quality.
     *
     * @param quality 0 to 100
     */
    public static byte[] encode(Rendering rendering, AigcLabel label, int quality) {
        return relabel(encode(rendering, quality), label);
    }

    /**
     * A photo as it is, without a label or any other metadata: it is nobody's work but the camera's.
     *
     * @param quality 0 to 100
     */
    public static byte[] encode(Photo photo, int quality) {
        return encode(new Rendering(photo.width(), photo.height(), photo.bgr(), List.of()), quality);
    }

    /**
     * The same picture, bit for bit, under another label.
     *
     * @param file a JFIF file, for example one of ours
     * @throws IllegalArgumentException when the file is no JPEG, or the label does not fit into a segment (64 kB)
     */
    public static byte[] relabel(byte[] file, AigcLabel label) {
        byte[] xmp = segment(XmpPacket.of(label));
        if (file.length < 4 || (file[0] & 0xff) != 0xff || (file[1] & 0xff) != 0xd8) {
            throw new IllegalArgumentException("not a JPEG file");
        }
        ByteArrayOutputStream labelled = new ByteArrayOutputStream(file.length + xmp.length);
        labelled.write(file, 0, 2);
        int at = 2;
        boolean written = false;
        while (at + 4 <= file.length && isApplicationData(file, at)) {
            int length = 2 + segmentLength(file, at);
            // The JFIF segment has to stay the first.
            if (!written && !isJfif(file, at)) {
                labelled.writeBytes(xmp);
                written = true;
            }
            if (!isXmp(file, at)) {
                labelled.write(file, at, length);
            }
            at += length;
        }
        if (!written) {
            labelled.writeBytes(xmp);
        }
        labelled.write(file, at, file.length - at);
        return labelled.toByteArray();
    }

    /**
     * The same picture with its resolution for printers, in the JFIF segment.
     *
     * @param dpi dots per inch, 1 to 65535
     * @throws IllegalArgumentException when the file does not begin with a JFIF segment
     */
    static byte[] resolved(byte[] file, int dpi) {
        if (file.length < 20 || !isApplicationData(file, 2) || !isJfif(file, 2)) {
            throw new IllegalArgumentException("not a JFIF file");
        }
        byte[] resolved = file.clone();
        resolved[JFIF_UNIT] = UNIT_IS_INCH;
        for (int at = JFIF_UNIT + 1; at < JFIF_UNIT + 5; at += 2) {
            resolved[at] = (byte) (dpi >> 8);
            resolved[at + 1] = (byte) dpi;
        }
        return resolved;
    }

    /**
     * The same picture in a file of exactly so many bytes, filled by comments that no reader shows.
     *
     * @param bytes at least four more than the file has, or as many
     */
    static byte[] padded(byte[] file, int bytes) {
        ByteArrayOutputStream padded = new ByteArrayOutputStream(bytes);
        padded.write(file, 0, file.length - 2);
        int left = bytes - file.length;
        while (left >= SHORTEST_COMMENT) {
            int segment = Math.min(left, MAX_SEGMENT);
            // What is left over must hold a comment, too.
            segment = left - segment > 0 && left - segment < SHORTEST_COMMENT ? segment - SHORTEST_COMMENT : segment;
            int length = segment - 2;
            padded.writeBytes(new byte[]{(byte) 0xff, (byte) 0xfe, (byte) (length >> 8), (byte) length});
            padded.writeBytes(" ".repeat(segment - SHORTEST_COMMENT).getBytes(StandardCharsets.US_ASCII));
            left -= segment;
        }
        padded.write(file, file.length - 2, 2);
        return padded.toByteArray();
    }

    /** Marker and length. */
    static final int SHORTEST_COMMENT = 4;
    /** Where JFIF has the unit of its resolution, after which that follows across and down. */
    private static final int JFIF_UNIT = 13;
    private static final byte UNIT_IS_INCH = 1;

    /** The XMP packet of a JPEG; empty when the file has none or is no JPEG. */
    static Optional<byte[]> xmp(byte[] file) {
        int signature = XMP_SIGNATURE.length();
        int at = 2;
        while (at + 4 <= file.length && isApplicationData(file, at)) {
            int end = at + 2 + segmentLength(file, at);
            if (isXmp(file, at) && end <= file.length) {
                return Optional.of(Arrays.copyOfRange(file, at + 4 + signature, end));
            }
            at = end;
        }
        return Optional.empty();
    }

    private static int segmentLength(byte[] file, int at) {
        return (file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff;
    }

    private static boolean isApplicationData(byte[] file, int at) {
        return (file[at] & 0xff) == 0xff && (file[at + 1] & 0xf0) == 0xe0;
    }

    private static boolean isJfif(byte[] file, int at) {
        return (file[at + 1] & 0xff) == 0xe0;
    }

    private static boolean isXmp(byte[] file, int at) {
        byte[] signature = XMP_SIGNATURE.getBytes(StandardCharsets.US_ASCII);
        return (file[at + 1] & 0xff) == 0xe1 && at + 4 + signature.length <= file.length
                && Arrays.equals(file, at + 4, at + 4 + signature.length, signature, 0, signature.length);
    }

    private static byte[] segment(byte[] packet) {
        byte[] signature = XMP_SIGNATURE.getBytes(StandardCharsets.US_ASCII);
        int length = signature.length + packet.length + 2;
        if (length > MAX_SEGMENT) {
            throw new IllegalArgumentException("a label of " + packet.length + " bytes does not fit into a JPEG file");
        }
        ByteArrayOutputStream segment = new ByteArrayOutputStream(length + 2);
        segment.writeBytes(new byte[]{(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
        segment.writeBytes(signature);
        segment.writeBytes(packet);
        return segment.toByteArray();
    }

    private static byte[] encode(Rendering rendering, int quality) {
        try (PointerScope _ = new PointerScope()) {
            Mat picture = new Mat(rendering.height(), rendering.width(), opencv_core.CV_8UC3);
            byte[] pixels = rendering.isTransparent() ? onWhite(rendering) : rendering.bgr();
            picture.data().put(pixels, 0, pixels.length);
            BytePointer file = new BytePointer();
            if (!opencv_imgcodecs.imencode(".jpg", picture, file, new IntPointer(
                    opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality, opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                    SAMPLING))) {
                throw new IllegalStateException("the JPEG encoder refused " + rendering.width() + "x"
                        + rendering.height() + " pixels");
            }
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }

    /** For previews of pictures without a background, which JPEG cannot show. */
    private static byte[] onWhite(Rendering rendering) {
        byte[] bgr = rendering.bgr().clone();
        for (int i = 0; i < bgr.length; i++) {
            int alpha = rendering.alpha()[i / 3] & 0xff;
            bgr[i] = (byte) Math.round(WHITE + ((bgr[i] & 0xff) - WHITE) * alpha / (double) WHITE);
        }
        return bgr;
    }

    private static final int WHITE = 255;
}
