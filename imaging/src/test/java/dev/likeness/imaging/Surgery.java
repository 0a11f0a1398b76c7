package dev.likeness.imaging;

import java.awt.image.BufferedImage;
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

    /** An uncompressed TIFF of one strip. */
    static byte[] tiff(BufferedImage image, int orientation, ByteOrder order) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[][] entries = {{256, width}, {257, height}, {258, 8}, {259, 1}, {262, 2}, {273, 8 + 2 + 10 * 12 + 4},
                {274, orientation}, {277, 3}, {278, height}, {279, width * height * 3}};
        ByteBuffer file = ByteBuffer.allocate(134 + width * height * 3).order(order)
                .put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42).putInt(8).putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        file.putInt(0);
        for (int rgb : image.getRGB(0, 0, width, height, null, 0, width)) {
            file.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
        }
        return file.array();
    }

    /** A WebP as its encoder wrote it, with its size and an EXIF block told before and behind. */
    static byte[] intoWebp(byte[] webp, int width, int height, byte[] exif) {
        byte[] canvas = {8, 0, 0, 0, (byte) (width - 1), 0, 0, (byte) (height - 1), 0, 0};
        return riff(webpChunk("VP8X", canvas), Arrays.copyOfRange(webp, 12, webp.length), webpChunk("EXIF", exif));
    }

    static byte[] webpChunk(String name, byte[] data) {
        return concat(name.getBytes(StandardCharsets.US_ASCII),
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(data.length).array(), data,
                new byte[data.length % 2]);
    }

    static byte[] riff(byte[]... chunks) {
        return webpChunk("RIFF", concat("WEBP".getBytes(StandardCharsets.US_ASCII), concat(chunks)));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
