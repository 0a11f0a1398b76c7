package dev.likeness.imaging;

import static dev.likeness.imaging.Quadrants.file;
import static dev.likeness.imaging.Quadrants.image;
import static dev.likeness.imaging.Quadrants.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.UnusablePhoto;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoRefusalTest {
    @ParameterizedTest
    @CsvSource({"ftypisom,video", "ftypqt  ,video"})
    void namesVideosAndWhatToDo(String brand, String name) {
        UnusablePhoto refusal = refusal(("\0\0\0\u0020" + brand).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_UNSUPPORTED);
        assertThat(refusal).hasMessageContaining(name).hasMessageContaining("export it as JPEG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7", "<svg xmlns=", "<?xml version='1.0'?><svg ", "<!DOCTYPE html><html>", "8BPS"})
    void namesDocumentsThatAreNoPhotos(String head) {
        assertThat(refusal(head.getBytes(StandardCharsets.US_ASCII)).code()).isEqualTo(ErrorCode.PHOTO_UNSUPPORTED);
    }

    @Test
    void refusesWhatIsNoPictureAtAll() {
        for (byte[] file : List.of(new byte[0], new byte[]{1}, "hello".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(refusal(file).code()).isEqualTo(ErrorCode.PHOTO_UNREADABLE);
        }
    }

    @Test
    void refusesFilesThatAreTooLargeByTheirSizeAlone() {
        assertThat(refusal(new byte[PhotoDecoder.MAX_BYTES + 1]).code()).isEqualTo(ErrorCode.PHOTO_TOO_LARGE);
    }

    @Test
    void refusesMoreThanAHundredAndTwentyMegapixelsByTheHeaderAlone() {
        UnusablePhoto refusal = refusal(Surgery.concat(Surgery.pngHeader(12_000, 10_001),
                Surgery.chunk("IDAT", new byte[64]), Surgery.chunk("IEND", new byte[0])));
        assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_TOO_MANY_PIXELS);
        assertThat(refusal).hasMessageContaining("12000x10001").hasMessageContaining("120 million");
        assertThat(refusal(Surgery.concat(Surgery.pngHeader(2_000_000_000, 2_000_000_000),
                Surgery.chunk("IDAT", new byte[64]))).code()).isEqualTo(ErrorCode.PHOTO_TOO_MANY_PIXELS);
    }

    @Test
    void refusesAHugeFrameBehindTheSmallCanvasOfAWebP() {
        byte[] frame = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[]{0, 0, 0, (byte) 0x9d, 1, 42})
                .putShort((short) 16_000).putShort((short) 16_000).array();
        byte[] canvas = {0, 0, 0, 0, 99, 0, 0, 99, 0, 0};
        byte[] file = Surgery.concat("RIFF".getBytes(StandardCharsets.US_ASCII), new byte[]{40, 0, 0, 0},
                "WEBPVP8X".getBytes(StandardCharsets.US_ASCII), new byte[]{10, 0, 0, 0}, canvas,
                "VP8 ".getBytes(StandardCharsets.US_ASCII), new byte[]{10, 0, 0, 0}, frame);
        assertThat(refusal(file).code()).isEqualTo(ErrorCode.PHOTO_TOO_MANY_PIXELS);
    }

    @Test
    void refusesAJpegThatAsksForThousandsOfPasses() {
        byte[] jpeg = file("jpeg", image(BufferedImage.TYPE_INT_RGB));
        byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
        byte[][] parts = new byte[1002][];
        Arrays.fill(parts, scan);
        parts[0] = Arrays.copyOf(jpeg, jpeg.length - 2);
        assertThat(refusal(Surgery.concat(parts))).hasMessageContaining("passes");
    }

    @Test
    void refusesPhotosTooSmallForAFace() {
        UnusablePhoto refusal = refusal(file("png", new BufferedImage(300, 63, BufferedImage.TYPE_INT_RGB)));
        assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_TOO_SMALL);
        assertThat(refusal).hasMessageContaining("300x63").hasMessageContaining("64");
    }

    @Timeout(30)
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "bmp", "tiff", "gif", "lossy.webp", "animated.webp", "adobe-cmyk.jpg"})
    void refusesFilesThatAreCutShort(String kind) {
        byte[] whole = kind.contains(".") ? resource(kind) : file(kind, noise());
        for (double part : new double[]{0.1, 0.5, 0.9}) {
            byte[] cut = Arrays.copyOf(whole, (int) (whole.length * part));
            assertThat(refusal(cut).code()).as("%s of %s", part, kind).isEqualTo(ErrorCode.PHOTO_UNREADABLE);
        }
    }

    @Timeout(60)
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "bmp", "tiff", "gif", "lossy.webp", "animated.webp", "turned.webp",
            "adobe-cmyk.jpg"})
    void answersDamageWithAPhotoOrARefusalAndNothingElse(String kind) {
        byte[] whole = kind.contains(".") ? resource(kind) : file(kind, noise());
        Random chance = new Random(7);
        for (int round = 0; round < 150; round++) {
            byte[] damaged = whole.clone();
            for (int i = chance.nextInt(8); i >= 0; i--) {
                // Half of the damage goes to the head, where lengths and sizes are.
                int reach = chance.nextBoolean() ? Math.min(200, damaged.length) : damaged.length;
                damaged[chance.nextInt(reach)] = (byte) chance.nextInt(256);
            }
            try {
                assertThat(PhotoDecoder.decode(damaged).width()).isGreaterThanOrEqualTo(PhotoDecoder.MIN_SIDE);
            } catch (PortraitException refusal) {
                assertThat(refusal).isInstanceOf(UnusablePhoto.class);
            }
        }
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_3BYTE_BGR);
        Random chance = new Random(1);
        for (int y = 0; y < 150; y++) {
            for (int x = 0; x < 200; x++) {
                image.setRGB(x, y, chance.nextInt(0x1000000));
            }
        }
        return image;
    }

    private static UnusablePhoto refusal(byte[] file) {
        try {
            PhotoDecoder.decode(file);
        } catch (UnusablePhoto refusal) {
            return refusal;
        }
        throw new AssertionError("accepted");
    }
}
