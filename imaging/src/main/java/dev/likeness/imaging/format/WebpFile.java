package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.ColourProfile;
import dev.likeness.imaging.raster.PhotoLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The chunks of a WebP (RFC 9649). The decoder is given a new file with one frame, the first of an animation; the canvas
 * outside that frame is transparent.
 */
final class WebpFile {
    private static final int ANIMATION_FRAME_HEADER = 16;
    /** A lossy picture comes as B, G, R; with transparency as B, G, R, A beside a plane of opacity. */
    private static final int LOSSY_PIXEL = 3;
    private static final int TRANSPARENT_PIXEL = 5;
    /** A lossless one lies in memory twice. */
    private static final int LOSSLESS_PIXEL = 8;

    private final ByteBuffer file;
    private byte[] exif = {};
    private byte[] profile = {};
    private byte[] opacity = {};
    private byte[] picture = {};
    private int canvasWidth;
    private int canvasHeight;
    private int left;
    private int top;
    private boolean animated;
    private int chunks;

    private WebpFile(byte[] file) {
        this.file = ByteBuffer.wrap(file).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    static FileFacts read(byte[] file) {
        return new WebpFile(file).facts();
    }

    private FileFacts facts() {
        long end = (file.getInt(4) & 0xffffffffL) + 8;
        if (end > file.limit() + 1L) {
            throw PhotoLimits.cutShort();
        }
        walk(12, (int) Math.min(end, file.limit()), true);
        if (picture.length == 0) {
            throw PhotoLimits.cutShort();
        }
        ByteBuffer frame = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
        boolean lossless = frame.get(3) == 'L';
        int bits = frame.getInt(9);
        int width = lossless ? (bits & 0x3fff) + 1 : frame.getShort(14) & 0x3fff;
        int height = lossless ? (bits >>> 14 & 0x3fff) + 1 : frame.getShort(16) & 0x3fff;
        if (canvasWidth == 0 || !animated) {
            canvasWidth = width;
            canvasHeight = height;
        }
        PhotoLimits.size(canvasWidth, canvasHeight);
        if (width < 1 || height < 1 || left + width > canvasWidth || top + height > canvasHeight) {
            throw PhotoLimits.unreadable("a frame of " + width + "x" + height + " pixels lies outside its canvas");
        }
        PhotoLimits.memory((double) width * height
                * (lossless ? LOSSLESS_PIXEL : opacity.length > 0 ? TRANSPARENT_PIXEL : LOSSY_PIXEL));
        List<String> remarks = animated ? List.of("the photo is an animation: its first frame was used") : List.of();
        return new FileFacts(canvasWidth, canvasHeight, Orientation.ofExif(exif), profile, 3, remarks,
                new WebpPixels(() -> still(width, height), left, top, canvasHeight));
    }

    /** Frames of an animation hold chunks themselves, and nothing deeper does. */
    private void walk(int from, int to, boolean outside) {
        int at = from;
        while (at + 8 <= to) {
            PhotoLimits.blocks(++chunks, "chunks");
            int start = at + 8;
            long length = file.getInt(at + 4) & 0xffffffffL;
            int end = (int) Math.min(to, start + length);
            chunk(name(at), at, start, end, outside);
            long next = start + length + (length & 1);
            if (next > to) {
                return;
            }
            at = (int) next;
        }
    }

    private void chunk(String name, int at, int start, int end, boolean outside) {
        switch (name) {
            case "VP8X" -> {
                canvasWidth = medium(start + 4) + 1;
                canvasHeight = medium(start + 7) + 1;
                PhotoLimits.size(canvasWidth, canvasHeight);
            }
            case "VP8 ", "VP8L" -> {
                if (picture.length == 0) {
                    picture = bytes(at, end);
                }
            }
            case "ALPH" -> {
                if (picture.length == 0) {
                    opacity = bytes(at, end);
                }
            }
            case "EXIF" -> exif = Orientation.withoutPreamble(bytes(start, Math.min(end, start + (1 << 16))));
            case "ICCP" -> profile = end - start < PhotoLimits.PROFILE ? bytes(start, end) : ColourProfile.DAMAGED;
            case "ANMF" -> {
                animated = true;
                if (outside && picture.length == 0 && end - start > ANIMATION_FRAME_HEADER) {
                    left = medium(start) * 2;
                    top = medium(start + 3) * 2;
                    walk(start + ANIMATION_FRAME_HEADER, end, false);
                }
            }
            default -> {
            }
        }
    }

    private byte[] still(int width, int height) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        if (opacity.length > 0) {
            body.writeBytes(ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN)
                    .put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x10)
                    .putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1)).put((byte) 0).array());
            padded(body, opacity);
        }
        padded(body, picture);
        return ByteBuffer.allocate(8 + body.size()).order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(body.size()).put(body.toByteArray()).array();
    }

    private static void padded(ByteArrayOutputStream body, byte[] chunk) {
        body.writeBytes(chunk);
        if (chunk.length % 2 == 1) {
            body.write(0);
        }
    }

    private int medium(int at) {
        return file.getShort(at) & 0xffff | (file.get(at + 2) & 0xff) << 16;
    }

    private String name(int at) {
        return new String(bytes(at, at + 4), StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes(int from, int to) {
        byte[] part = new byte[to - from];
        file.get(from, part);
        return part;
    }
}
