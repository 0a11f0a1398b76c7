package dev.likeness.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Puts blocks into finished files, which ImageIO cannot. */
final class Surgery {
    private Surgery() {}

    /** A TIFF structure with nothing but an orientation. */
    static byte[] exif(int orientation, ByteOrder order) {
        return ByteBuffer.allocate(26).order(order)
                .put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42).putInt(8).putShort((short) 1).putShort((short) 0x112).putShort((short) 3)
                .putInt(1).putShort((short) orientation).putShort((short) 0).putInt(0).array();
    }

    static byte[] intoJpeg(byte[] jpeg, byte[] exif) {
        byte[] block = concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif);
        return jpegSegment(jpeg, 0xe1, block);
    }

    static byte[] jpegSegment(byte[] jpeg, int marker, byte[] block) {
        byte[] head = {(byte) 0xff, (byte) marker, (byte) (block.length + 2 >> 8), (byte) (block.length + 2)};
        return concat(Arrays.copyOf(jpeg, 2), head, block, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** Inserts a chunk behind the header of a PNG. */
    static byte[] intoPng(byte[] png, String name, byte[] data) {
        return concat(Arrays.copyOf(png, 33), chunk(name, data), Arrays.copyOfRange(png, 33, png.length));
    }

    static byte[] chunk(String name, byte[] data) {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(data);
        return ByteBuffer.allocate(data.length + 12).putInt(data.length).put(type).put(data)
                .putInt((int) sum.getValue()).array();
    }

    static byte[] pngHeader(int width, int height) {
        byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height)
                .put(new byte[]{8, 2, 0, 0, 0}).array();
        return concat(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, chunk("IHDR", header));
    }

    static byte[] deflate(byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes, new Deflater())) {
            deflated.write(data);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
