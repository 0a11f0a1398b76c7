package dev.likeness.imaging;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.likeness.core.PortraitException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes: a photo, or a refusal that says what is wrong. */
class PhotoFuzzTest {
    @MethodSource("photos")
    @FuzzTest(maxDuration = "10m")
    void decodesOrRefuses(byte[] file) {
        try {
            PhotoDecoder.decode(file);
        } catch (PortraitException refused) {
            // That is an answer.
        }
    }

    static Stream<byte[]> photos() {
        Stream<byte[]> whole = Stream.of("jpeg", "png", "gif", "bmp", "tiff").map(PhotoFuzzTest::photo);
        return Stream.concat(Stream.of(new byte[0], new byte[]{'R', 'I', 'F', 'F', 4, 0, 0, 0, 'W', 'E', 'B', 'P'},
                new byte[]{0, 0, 0, 16, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c', 0, 0, 0, 0}), whole);
    }

    private static byte[] photo(String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(96, 80, BufferedImage.TYPE_INT_RGB), format, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
