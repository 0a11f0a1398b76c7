package dev.likeness.imaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.zip.InflaterInputStream;

/**
 * What a file says about its picture, found by walking its blocks without decoding any pixel. The walk stops quietly
 * where a file is cut short or lies about a length: the decoder proper is the judge of that.
 *
 * <p>It exists beside the decoders for two reasons. They skip what is needed here (the profile of a PNG, the EXIF
 * block of a WebP), and they believe what must not be believed (a WebP whose small canvas holds a huge frame, a JPEG
 * with thousands of scans, a PNG text that inflates to gigabytes, which is why no general metadata reader is let
 * loose on a whole file).
 */
final class FileFacts {
    /** Largest profile that is inflated; real ones are 0.5 to 600 kB. */
    private static final int MAX_PROFILE = 4 << 20;

    private byte[] exif = {};
    private byte[] profile = {};
    private boolean animated;
    private boolean cutShort;
    private boolean fourColours;
    private int scans;
    private long largestFrame;

    private FileFacts() {}

    static FileFacts of(PictureFormat format, byte[] file) {
        FileFacts facts = new FileFacts();
        ByteBuffer bytes = ByteBuffer.wrap(file).asReadOnlyBuffer();
        switch (format) {
            case JPEG -> facts.walkJpeg(bytes);
            case PNG -> facts.walkPng(bytes);
            case WEBP -> {
                bytes.order(ByteOrder.LITTLE_ENDIAN);
                facts.cutShort = (bytes.getInt(4) & 0xffffffffL) + 8 > file.length + 1L;
                facts.walkRiff(bytes, 12, file.length);
            }
            case TIFF -> facts.exif = file;
            case BMP, GIF -> {
            }
        }
        return facts;
    }

    /** A TIFF structure with the orientation in it, or empty. */
    byte[] exif() {
        return exif;
    }

    /** The ICC profile the decoder would overlook, or empty. */
    byte[] profile() {
        return profile;
    }

    boolean animated() {
        return animated;
    }

    /** Whether a WebP says that it is longer than it is. */
    boolean cutShort() {
        return cutShort;
    }

    /** Whether a JPEG holds CMYK or YCCK. */
    boolean fourColours() {
        return fourColours;
    }

    /** Passes over the picture that a JPEG asks for. */
    int scans() {
        return scans;
    }

    /** Pixels of the largest frame that any block of the file declares; 0 when only the decoder knows. */
    long largestFrame() {
        return largestFrame;
    }

    private void walkJpeg(ByteBuffer file) {
        boolean insideScan = false;
        int at = 2;
        while (at + 4 <= file.limit()) {
            if (file.get(at) != (byte) 0xff) {
                at++;
                continue;
            }
            int marker = file.get(at + 1) & 0xff;
            boolean bare = marker == 0 || marker == 0xff || (marker >= 0xd0 && marker <= 0xd8);
            if (bare) {
                at += marker == 0xff ? 1 : 2;
                continue;
            }
            if (marker == 0xd9) {
                return;
            }
            int length = file.getShort(at + 2) & 0xffff;
            int end = Math.min(at + 2 + length, file.limit());
            if (marker == 0xda) {
                scans++;
                insideScan = true;
            } else if (marker == 0xe1 && !insideScan && exif.length == 0 && startsWith(file, at + 4, "Exif\0\0")) {
                exif = slice(file, at + 10, end);
            } else if (isFrameHeader(marker) && at + 9 < end) {
                fourColours = file.get(at + 9) == 4;
            }
            at += 2 + Math.max(2, length);
        }
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void walkPng(ByteBuffer file) {
        int at = 8;
        while (at + 12 <= file.limit()) {
            int length = file.getInt(at);
            int start = at + 8;
            if (length < 0 || length > file.limit() - start - 4) {
                return;
            }
            int end = start + length;
            switch (name(file, at + 4)) {
                case "acTL" -> animated = length >= 4 && file.getInt(start) > 1;
                case "eXIf" -> exif = withoutPreamble(slice(file, start, end));
                case "iCCP" -> profile = inflateProfile(slice(file, start, end));
                case "IEND" -> {
                    return;
                }
                default -> {
                }
            }
            at = end + 4;
        }
    }

    private static byte[] inflateProfile(byte[] chunk) {
        int name = 0;
        while (name < chunk.length && chunk[name] != 0) {
            name++;
        }
        int start = Math.min(chunk.length, name + 2);
        try (InflaterInputStream inflated = new InflaterInputStream(
                new ByteArrayInputStream(chunk, start, chunk.length - start))) {
            byte[] profile = inflated.readNBytes(MAX_PROFILE);
            return profile.length < MAX_PROFILE ? profile : new byte[0];
        } catch (IOException damaged) {
            return new byte[0];
        }
    }

    /** WebP is a RIFF file; the frames of an animation are RIFF blocks inside ANMF blocks, after 16 bytes. */
    private void walkRiff(ByteBuffer file, int from, int to) {
        int at = from;
        while (at + 8 <= to) {
            int start = at + 8;
            long length = file.getInt(at + 4) & 0xffffffffL;
            int end = (int) Math.min(to, start + length);
            switch (name(file, at)) {
                case "VP8X" -> frame(end - start >= 10,
                        () -> (medium(file, start + 4) + 1L) * (medium(file, start + 7) + 1L));
                case "VP8 " -> frame(end - start >= 10,
                        () -> (file.getShort(start + 6) & 0x3fffL) * (file.getShort(start + 8) & 0x3fffL));
                case "VP8L" -> frame(end - start >= 5, () -> {
                    int bits = file.getInt(start + 1);
                    return ((bits & 0x3fff) + 1L) * ((bits >>> 14 & 0x3fff) + 1L);
                });
                case "EXIF" -> exif = withoutPreamble(slice(file, start, end));
                case "ANMF" -> {
                    animated = true;
                    walkRiff(file, Math.min(start + 16, end), end);
                }
                default -> {
                }
            }
            long next = start + length + (length & 1);
            if (next > to) {
                return;
            }
            at = (int) next;
        }
    }

    private void frame(boolean complete, LongSupplier pixels) {
        if (complete) {
            largestFrame = Math.max(largestFrame, pixels.getAsLong());
        }
    }

    private static int medium(ByteBuffer file, int at) {
        return (file.getShort(at) & 0xffff) | (file.get(at + 2) & 0xff) << 16;
    }

    private static String name(ByteBuffer file, int at) {
        return new String(slice(file, at, at + 4), StandardCharsets.ISO_8859_1);
    }

    private static boolean startsWith(ByteBuffer file, int at, String text) {
        return at + text.length() <= file.limit()
                && new String(slice(file, at, at + text.length()), StandardCharsets.ISO_8859_1).equals(text);
    }

    /** Some writers put JPEG's "Exif\0\0" before the block in other formats too. */
    private static byte[] withoutPreamble(byte[] block) {
        boolean preamble = block.length > 6 && block[0] == 'E' && block[1] == 'x' && block[4] == 0;
        return preamble ? Arrays.copyOfRange(block, 6, block.length) : block;
    }

    private static byte[] slice(ByteBuffer file, int from, int to) {
        byte[] part = new byte[Math.max(0, to - from)];
        file.get(from, part);
        return part;
    }
}
