package dev.likeness.imaging;

import dev.likeness.core.Rendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes portraits as PNG: 8-bit RGB or RGBA, marked as sRGB, the label in an {@code XML:com.adobe.xmp} text chunk. */
public final class PngWriter {
    /** Signature and header chunk, which has to be the first. */
    private static final int AFTER_HEADER = 8 + 25;
    /** Keyword, no compression, no language, no translated keyword. */
    private static final byte[] XMP_KEYWORD = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PERCEPTUAL = {0};

    private PngWriter() {}

    /** The file. */
    public static byte[] encode(Rendering rendering, AigcLabel label) {
        byte[] plain = encode(rendering);
        ByteArrayOutputStream marked = new ByteArrayOutputStream(plain.length + 16);
        marked.write(plain, 0, AFTER_HEADER);
        marked.writeBytes(chunk("sRGB", PERCEPTUAL));
        marked.write(plain, AFTER_HEADER, plain.length - AFTER_HEADER);
        return relabel(marked.toByteArray(), label);
    }

    /**
     * The same picture, bit for bit, under another label.
     *
     * @throws IllegalArgumentException when the file is no PNG
     */
    public static byte[] relabel(byte[] file, AigcLabel label) {
        if (file.length < AFTER_HEADER || file[0] != (byte) 0x89 || file[1] != 'P') {
            throw new IllegalArgumentException("not a PNG file");
        }
        byte[] packet = XmpPacket.of(label);
        byte[] xmp = chunk("iTXt",
                ByteBuffer.allocate(XMP_KEYWORD.length + packet.length).put(XMP_KEYWORD).put(packet).array());
        ByteArrayOutputStream labelled = new ByteArrayOutputStream(file.length + xmp.length);
        labelled.write(file, 0, AFTER_HEADER);
        labelled.writeBytes(xmp);
        int at = AFTER_HEADER;
        while (at + 12 <= file.length) {
            int length = Math.min(12 + ByteBuffer.wrap(file).getInt(at), file.length - at);
            if (!isXmp(file, at)) {
                labelled.write(file, at, length);
            }
            at += length;
        }
        return labelled.toByteArray();
    }

    /**
     * The same picture with its resolution for printers ({@code pHYs}), in place of any it had.
     *
     * @param dpi dots per inch, more than 0
     */
    static byte[] resolved(byte[] file, int dpi) {
        int perMetre = (int) Math.round(dpi / METRE);
        byte[] resolution = chunk("pHYs",
                ByteBuffer.allocate(9).putInt(perMetre).putInt(perMetre).put(UNIT_IS_METRE).array());
        ByteArrayOutputStream resolved = new ByteArrayOutputStream(file.length + resolution.length);
        resolved.write(file, 0, AFTER_HEADER);
        resolved.writeBytes(resolution);
        int at = AFTER_HEADER;
        while (at + 12 <= file.length) {
            int length = Math.min(12 + ByteBuffer.wrap(file).getInt(at), file.length - at);
            if (!new String(file, at + 4, 4, StandardCharsets.US_ASCII).equals("pHYs")) {
                resolved.write(file, at, length);
            }
            at += length;
        }
        return resolved.toByteArray();
    }

    /** Metres to the inch. */
    private static final double METRE = 0.0254;
    private static final byte UNIT_IS_METRE = 1;

    private static boolean isXmp(byte[] file, int at) {
        int keyword = at + 8;
        return file[at + 4] == 'i' && file[at + 5] == 'T' && keyword + XMP_KEYWORD.length <= file.length
                && Arrays.equals(file, keyword, keyword + XMP_KEYWORD.length, XMP_KEYWORD, 0, XMP_KEYWORD.length);
    }

    private static byte[] chunk(String name, byte[] data) {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(data);
        return ByteBuffer.allocate(data.length + 12).putInt(data.length).put(type).put(data)
                .putInt((int) sum.getValue()).array();
    }

    private static byte[] encode(Rendering rendering) {
        ImageWriter writer = JdkEncoders.writer("png");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rendering.bgr().length / 2);
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(new IIOImage(
                    rendering.isTransparent() ? JdkEncoders.transparent(rendering) : JdkEncoders.of(rendering), null,
                    null));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
