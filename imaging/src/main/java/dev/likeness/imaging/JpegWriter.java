package dev.likeness.imaging;

import dev.likeness.core.Rendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.NodeList;

/** Writes portraits as JPEG: quality 0.92, colour at full resolution (4:4:4), the label in an XMP segment. */
public final class JpegWriter {
    private static final float QUALITY = 0.92f;
    private static final String XMP_SIGNATURE = "http://ns.adobe.com/xap/1.0/\0";
    private static final int MAX_SEGMENT = 65_533;

    private JpegWriter() {}

    /**
     * @return a baseline JFIF file in sRGB
     * @throws IllegalArgumentException when the label does not fit into a segment (64 kB)
     */
    public static byte[] encode(Rendering rendering, AigcLabel label) {
        return relabel(encode(rendering), label);
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
            int length = 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
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

    private static byte[] encode(Rendering rendering) {
        ImageWriter writer = Canvas.writer("jpeg");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rendering.bgr().length / 8);
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            var image = Canvas.of(rendering);
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), quality);
            keepColourWhole(metadata);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, metadata), quality);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** ImageIO halves the colour's resolution by default, which smears red lips and coloured light on hair. */
    private static void keepColourWhole(IIOMetadata metadata) throws IOException {
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        NodeList components = root.getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            IIOMetadataNode component = (IIOMetadataNode) components.item(i);
            component.setAttribute("HsamplingFactor", "1");
            component.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(format, root);
    }
}
