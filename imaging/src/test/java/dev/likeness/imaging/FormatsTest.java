package dev.likeness.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of file that is read, held against what its reference decoder makes of it. The files, the pictures beside
 * them and how they were made: {@code formats/make.py}; docs/files.md has the same table for people.
 */
class FormatsTest {
    record Case(String file, String reference, String decoder, int tolerance) {
        @Override
        public String toString() {
            return file + " as by " + decoder;
        }
    }

    static List<Case> cases() {
        String table = new String(Quadrants.resource("formats/formats.tsv"), StandardCharsets.UTF_8);
        return table.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1))
                .map(cells -> new Case(cells[0], cells[1], cells[2], Integer.parseInt(cells[3]))).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWhatTheReferenceDecoderReads(Case file) throws IOException {
        Photo photo = PhotoDecoder.decode(Quadrants.resource("formats/" + file.file()));
        BufferedImage reference = ImageIO
                .read(new ByteArrayInputStream(Quadrants.resource("formats/" + file.reference())));
        assertThat(photo.width() + "x" + photo.height())
                .isEqualTo(reference.getWidth() + "x" + reference.getHeight());
        int largest = largestDifference(photo, reference);
        assertThat(largest).as("largest difference").isLessThanOrEqualTo(file.tolerance());
    }

    @Test
    void namesCodingsThatAreNotRead() {
        byte[] arithmetic = Quadrants.resource("formats/jpeg-444.jpg");
        byte[] embedding = Quadrants.resource("formats/bmp-24.bmp");
        arithmetic[frameHeader(arithmetic) + 1] = (byte) 0xc9;
        embedding[30] = 5;
        for (byte[] file : List.of(arithmetic, embedding)) {
            assertThatThrownBy(() -> PhotoDecoder.decode(file)).isInstanceOfSatisfying(UnusablePhoto.class,
                    refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_UNSUPPORTED))
                    .hasMessageContainingAll("cannot be read", "JPEG");
        }
    }

    private static int frameHeader(byte[] jpeg) {
        return Stream.iterate(0, i -> i + 1).filter(i -> jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0)
                .findFirst().orElseThrow();
    }

    static int largestDifference(Photo photo, BufferedImage reference) {
        int largest = 0;
        for (int y = 0, at = 0; y < photo.height(); y++) {
            for (int x = 0; x < photo.width(); x++) {
                int rgb = reference.getRGB(x, y);
                for (int channel = 0; channel < 3; channel++, at++) {
                    largest = Math.max(largest, Math.abs((photo.bgr()[at] & 0xff) - (rgb >> channel * 8 & 0xff)));
                }
            }
        }
        return largest;
    }
}
