package dev.likeness.imaging;

import dev.likeness.core.Rendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        byte[] xmp = segment(XmpPacket.of(label));
        byte[] plain = encode(rendering);
        // After the start marker and the JFIF segment, which has to be the first.
        int at = 4 + ((plain[4] & 0xff) << 8 | plain[5] & 0xff);
        ByteArrayOutputStream file = new ByteArrayOutputStream(plain.length + xmp.length);
        file.write(plain, 0, at);
        file.writeBytes(xmp);
        file.write(plain, at, plain.length - at);
        return file.toByteArray();
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
