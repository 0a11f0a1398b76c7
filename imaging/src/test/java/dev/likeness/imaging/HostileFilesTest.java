package dev.likeness.imaging;

import static dev.likeness.imaging.Quadrants.file;
import static dev.likeness.imaging.Quadrants.image;
import static dev.likeness.imaging.Quadrants.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.Cancelled;
import dev.likeness.core.PortraitException.UnusablePhoto;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to exhaust whoever decodes them. Those that took minutes have a limit of seconds here. */
@Timeout(20)
class HostileFilesTest {
    private static final int SCAN = 0xda;

    @Test
    void refusesHundredsOfThousandsOfSegmentsInAJpeg() {
        byte[] exif = Surgery.concat(new byte[]{(byte) 0xff, (byte) 0xe1, 0, 34},
                "Exif\0\0".getBytes(StandardCharsets.US_ASCII), Surgery.exif(1, ByteOrder.BIG_ENDIAN));
        byte[] jpeg = file("jpeg", image(BufferedImage.TYPE_INT_RGB));
        byte[] segments = Surgery.concat(Collections.nCopies(300_000, exif).toArray(byte[][]::new));
        assertRefused(Surgery.concat(Arrays.copyOf(jpeg, 2), segments, Arrays.copyOfRange(jpeg, 2, jpeg.length)))
                .hasMessageContaining("segments");
    }

    @Test
    void looksAtOneColourProfileOfAPngAndRefusesSeveral() {
        byte[] profile = Surgery.concat("a\0\0".getBytes(StandardCharsets.US_ASCII),
                Surgery.deflate(new byte[4 << 20]));
        byte[] png = file("png", image(BufferedImage.TYPE_INT_RGB));
        for (int i = 0; i < 500; i++) {
            png = Surgery.intoPng(png, "iCCP", profile);
        }
        assertRefused(png).hasMessageContaining("several colour profiles");
    }

    @Test
    void refusesTensOfThousandsOfChunksInAPng() {
        byte[] text = Surgery.chunk("tEXt", "a\0b".getBytes(StandardCharsets.US_ASCII));
        byte[] many = Surgery.concat(Collections.nCopies(50_000, text).toArray(byte[][]::new));
        byte[] png = file("png", image(BufferedImage.TYPE_INT_RGB));
        assertRefused(Surgery.concat(Arrays.copyOf(png, 33), many, Arrays.copyOfRange(png, 33, png.length)))
                .hasMessageContaining("chunks");
    }

    @Test
    void refusesABitmapThatHoldsAPngOfAnotherSize() {
        byte[] inner = Surgery.concat(Surgery.pngHeader(20_000, 20_000), Surgery.chunk("IDAT", new byte[64]));
        byte[] bmp = bitmap(100, 100, 24, 5, inner);
        assertThatThrownBy(() -> PhotoDecoder.decode(bmp)).isInstanceOfSatisfying(UnusablePhoto.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_UNSUPPORTED))
                .hasMessageContaining("holds a PNG");
    }

    @Test
    void givesABitmapNoMemoryForWhatItOnlyClaims() {
        byte[] packed = bitmap(100, 100, 8, 1, new byte[]{100, 7, 0, 1});
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(34, Integer.MAX_VALUE - 8).putInt(46, -1);
        long before = allocated();
        try {
            PhotoDecoder.decode(packed);
        } catch (UnusablePhoto refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_UNREADABLE);
        }
        assertThat(allocated() - before).isLessThan(10 << 20);
    }

    @Test
    void meetsDirectoriesThatPointAtThemselvesOnlyOnce() {
        byte[] tiff = Surgery.tiff(image(BufferedImage.TYPE_INT_RGB), 1, ByteOrder.BIG_ENDIAN);
        ByteBuffer.wrap(tiff).putInt(8 + 2 + 10 * 12, 8);
        Quadrants.assertUpright(PhotoDecoder.decode(tiff), 0);
    }

    @Test
    void countsBytesAndNotPixelsOfATiff() {
        byte[] tiff = Surgery.tiff(image(BufferedImage.TYPE_INT_RGB), 1, ByteOrder.BIG_ENDIAN);
        ByteBuffer.wrap(tiff).putInt(10 + 8, 6300).putInt(10 + 12 + 8, 6300).putInt(10 + 2 * 12 + 8, 64);
        assertRefused(tiff).hasMessageContaining("918 MB").hasMessageContaining("150");
    }

    @Test
    void descendsNoDeeperIntoAWebpThanAnAnimationGoes() {
        int depth = 100_000;
        ByteBuffer nested = ByteBuffer.allocate(12 + depth * 24).order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + depth * 24)
                .put("WEBP".getBytes(StandardCharsets.US_ASCII));
        for (int i = 1; i <= depth; i++) {
            nested.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt((depth - i) * 24 + 16).put(new byte[16]);
        }
        assertRefused(nested.array());
    }

    @ParameterizedTest
    @CsvSource({"199,75,67", "40,6000,6000"})
    void countsThePassesOverAProgressiveJpegByWhatTheyCost(int scans, int width, int height) {
        byte[] jpeg = resource("formats/jpeg-progressive.jpg");
        int last = at(jpeg, SCAN, jpeg.length);
        byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
        byte[] many = Surgery.concat(Arrays.copyOf(jpeg, jpeg.length - 2),
                Surgery.concat(Collections.nCopies(scans, scan).toArray(byte[][]::new)),
                new byte[]{(byte) 0xff, (byte) 0xd9});
        ByteBuffer.wrap(many).putShort(at(many, 0xc2, many.length) + 5, (short) height)
                .putShort(at(many, 0xc2, many.length) + 7, (short) width);
        assertRefused(many).hasMessageContaining("passes");
    }

    @Test
    void refusesAProgressiveJpegWhoseCoefficientsFillTheMemory() {
        byte[] jpeg = resource("formats/jpeg-progressive-444.jpg");
        ByteBuffer.wrap(jpeg).putShort(at(jpeg, 0xc2, jpeg.length) + 5, (short) 5_000)
                .putShort(at(jpeg, 0xc2, jpeg.length) + 7, (short) 6_000);
        assertRefused(jpeg).hasMessageContaining("MB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-444.jpg", "jpeg-progressive.jpg", "jpeg-cmyk.jpg", "png-rgb8.png",
            "png-rgb8-interlaced.png", "bmp-24.bmp", "gif.gif", "tiff-rgb8-lzw.tif", "tiff-cmyk8.tif",
            "webp-method4.webp"})
    void endsWhenTheTimeIsOver(String name) {
        assertThatThrownBy(() -> PhotoDecoder.decode(resource("formats/" + name), Duration.ZERO))
                .isInstanceOf(UnusablePhoto.class).hasMessageContaining("takes longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-444.jpg", "png-rgb8.png", "bmp-24.bmp", "gif.gif", "tiff-rgb8-lzw.tif",
            "webp-method4.webp"})
    void endsWhenItsThreadIsInterrupted(String name) {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> PhotoDecoder.decode(resource("formats/" + name))).isInstanceOf(Cancelled.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(byte[] file) {
        return assertThatThrownBy(() -> PhotoDecoder.decode(file)).isInstanceOfSatisfying(UnusablePhoto.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_UNREADABLE));
    }

    static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static byte[] bitmap(int width, int height, int depth, int compression, byte[] data) {
        int palette = depth == 8 ? 1024 : 0;
        return ByteBuffer.allocate(54 + palette + data.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 'B')
                .put((byte) 'M').putInt(54 + palette + data.length).putInt(0).putInt(54 + palette).putInt(40)
                .putInt(width).putInt(height).putShort((short) 1).putShort((short) depth).putInt(compression)
                .putInt(data.length).putInt(0).putInt(0).putInt(0).putInt(0).put(new byte[palette]).put(data).array();
    }

    /** The last such marker before an offset. */
    private static int at(byte[] jpeg, int marker, int before) {
        int at = before - 2;
        while ((jpeg[at] & 0xff) != 0xff || (jpeg[at + 1] & 0xff) != marker) {
            at--;
        }
        return at;
    }
}
