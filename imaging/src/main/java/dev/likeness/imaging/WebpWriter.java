package dev.likeness.imaging;

import dev.likeness.core.Rendering;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Writes portraits as lossy WebP by OpenCV's libwebp, the label in the {@code XMP} chunk of the extended form (WebP
 * Container Specification): {@code RIFF, VP8X, picture, XMP}.
 */
public final class WebpWriter {
    /** As good as {@link JpegWriter}'s. */
    public static final int QUALITY = 92;

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    /** The bit of VP8X that announces an XMP chunk. */
    private static final byte HAS_XMP = 0x04;
    /** The bit of VP8X that announces transparency. */
    private static final byte HAS_ALPHA = 0x10;

    private WebpWriter() {}

    /**
     * The file.
     *
     * @param quality 1 to 100
     */
    public static byte[] encode(Rendering rendering, AigcLabel label, int quality) {
        byte[] plain = plain(rendering, quality);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream(plain.length + 4096);
        chunks.writeBytes(chunk("VP8X", header(rendering)));
        ByteBuffer file = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
        int at = RIFF_HEADER;
        while (at + CHUNK_HEADER <= plain.length) {
            String name = new String(plain, at, 4, StandardCharsets.US_ASCII);
            int size = file.getInt(at + 4);
            if (name.equals("ALPH") || name.startsWith("VP8") && !name.equals("VP8X")) {
                chunks.writeBytes(chunk(name,
                        Arrays.copyOfRange(plain, at + CHUNK_HEADER, at + CHUNK_HEADER + size)));
            }
            at += CHUNK_HEADER + size + (size & 1);
        }
        chunks.writeBytes(chunk("XMP ", XmpPacket.of(label)));
        byte[] body = chunks.toByteArray();
        return ByteBuffer.allocate(RIFF_HEADER + body.length).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF"))
                .putInt(4 + body.length).put(ascii("WEBP")).put(body).array();
    }

    /** Flags, three reserved bytes, and both sides less one in 24 bits each. */
    private static byte[] header(Rendering rendering) {
        int w = rendering.width() - 1;
        int h = rendering.height() - 1;
        byte flags = (byte) (rendering.isTransparent() ? HAS_XMP | HAS_ALPHA : HAS_XMP);
        return new byte[]{flags, 0, 0, 0, (byte) w, (byte) (w >> 8), (byte) (w >> 16), (byte) h, (byte) (h >> 8),
                (byte) (h >> 16)};
    }

    private static byte[] chunk(String name, byte[] data) {
        return ByteBuffer.allocate(CHUNK_HEADER + data.length + (data.length & 1)).order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(name)).putInt(data.length).put(data).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] plain(Rendering rendering, int quality) {
        try (PointerScope _ = new PointerScope()) {
            byte[] pixels = rendering.isTransparent() ? bgra(rendering) : rendering.bgr();
            Mat picture = new Mat(rendering.height(), rendering.width(),
                    rendering.isTransparent() ? opencv_core.CV_8UC4 : opencv_core.CV_8UC3);
            picture.data().put(pixels, 0, pixels.length);
            BytePointer file = new BytePointer();
            if (!opencv_imgcodecs.imencode(".webp", picture, file,
                    new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, quality))) {
                throw new IllegalStateException("the WebP encoder refused " + rendering.width() + "x"
                        + rendering.height() + " pixels");
            }
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }

    private static byte[] bgra(Rendering rendering) {
        byte[] bgra = new byte[4 * rendering.alpha().length];
        for (int i = 0; i < rendering.alpha().length; i++) {
            System.arraycopy(rendering.bgr(), 3 * i, bgra, 4 * i, 3);
            bgra[4 * i + 3] = rendering.alpha()[i];
        }
        return bgra;
    }
}
