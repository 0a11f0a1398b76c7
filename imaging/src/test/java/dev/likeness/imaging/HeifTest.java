package dev.likeness.imaging;

import static dev.likeness.imaging.Quadrants.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.Cancelled;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.heif.HeifReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HEIC and AVIF, held against what their reference decoders make of them ({@code heif/make.py}), and files that were
 * made to do harm. Where libheif is not installed, all of these are skipped; {@code HeifFileTest} tells what happens then.
 */
class HeifTest {
    record Case(String file, String reference, String decoder, int tolerance) {
        @Override
        public String toString() {
            return file + " as by " + decoder;
        }
    }

    @BeforeAll
    static void needsLibheif() {
        Assumptions.assumeTrue(HeifReader.ofSystem().readsHeic() && HeifReader.ofSystem().readsAvif(),
                "libheif with its decoders is not installed: apt-get install libheif1");
    }

    static List<Case> cases() {
        return new String(resource("heif/heif.tsv"), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1))
                .map(cells -> new Case(cells[0], cells[1], cells[2], Integer.parseInt(cells[3]))).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWhatTheReferenceDecoderReads(Case file) throws IOException {
        Photo photo = PhotoDecoder.decode(heif(file.file()));
        BufferedImage reference = ImageIO.read(new ByteArrayInputStream(heif(file.reference())));
        assertThat(photo.width() + "x" + photo.height())
                .isEqualTo(reference.getWidth() + "x" + reference.getHeight());
        assertThat(FormatsTest.largestDifference(photo, reference)).as("largest difference")
                .isLessThanOrEqualTo(file.tolerance());
    }

    @Test
    void saysThatTransparentPartsWereFilled() {
        assertThat(PhotoDecoder.decode(heif("avif-alpha.avif")).notes()).singleElement().extracting("text")
                .isEqualTo("transparent parts of the photo were filled with white");
        assertThat(PhotoFile.of(heif("avif-alpha.avif")).ending()).isEqualTo("avif");
        assertThat(PhotoFile.of(heif("heic-420.heic")).ending()).isEqualTo("heic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"heic-grid-turned.heic", "avif-alpha.avif"})
    void refusesEveryFileThatIsCutShort(String name) {
        byte[] file = heif(name);
        for (int length = 64; length < file.length; length += file.length / 40) {
            byte[] part = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> PhotoFile.of(part)).as(length + " bytes").isInstanceOf(UnusablePhoto.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heic-alpha.heic", "avif-grid.avif"})
    void answersDamageWithARefusal(String name) {
        byte[] file = heif(name);
        Random random = new Random(19);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = file.clone();
            for (int j = 0; j < 4; j++) {
                damaged[random.nextInt(Math.min(700, file.length))] = (byte) random.nextInt();
            }
            try {
                PhotoFile.of(damaged);
            } catch (UnusablePhoto refusal) {
                assertThat(refusal.getMessage()).contains("JPEG");
            }
        }
    }

    @Test
    void believesNeitherBytesOfAPictureNorItsSize() {
        byte[] garbled = heif("heic-444.heic");
        Arrays.fill(garbled, garbled.length - 600, garbled.length - 20, (byte) 0x5a);
        byte[] enlarged = sized(heif("avif-lossless.avif"), 640, 640);
        for (byte[] file : List.of(enlarged)) {
            assertThatThrownBy(() -> PhotoDecoder.decode(file)).isInstanceOfSatisfying(UnusablePhoto.class,
                    refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_UNREADABLE));
        }
        try {
            assertThat(PhotoDecoder.decode(garbled).width()).isEqualTo(75); // what can be read of it
        } catch (UnusablePhoto refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_UNREADABLE);
        }
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains("HeifProcess"))).isEmpty();
    }

    @Test
    void refusesTooManyPixelsAndTooMuchMemoryByTheHeaderAlone() {
        assertThatThrownBy(() -> PhotoFile.of(sized(heif("avif-lossless.avif"), 12_000, 10_001)))
                .isInstanceOfSatisfying(UnusablePhoto.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_TOO_MANY_PIXELS))
                .hasMessageContaining("12000x10001");
        assertThatThrownBy(() -> PhotoFile.of(sized(heif("avif-lossless.avif"), 9_000, 9_000)))
                .isInstanceOf(UnusablePhoto.class).hasMessageContainingAll("MB", "320");
    }

    @Test
    void endsWhenTheTimeIsOverOrItsThreadIsInterrupted() {
        assertThatThrownBy(() -> PhotoDecoder.decode(heif("heic-420.heic"), Duration.ZERO))
                .isInstanceOf(UnusablePhoto.class).hasMessageContaining("takes longer than");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> PhotoDecoder.decode(heif("heic-420.heic"))).isInstanceOf(Cancelled.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** The file with another size in each of its 'ispe' boxes. */
    private static byte[] sized(byte[] file, int width, int height) {
        byte[] changed = file.clone();
        for (int at = 0; at + 16 < file.length; at++) {
            if (new String(file, at, 4, StandardCharsets.ISO_8859_1).equals("ispe")) {
                ByteBuffer.wrap(changed).putInt(at + 8, width).putInt(at + 12, height);
            }
        }
        return changed;
    }

    private static byte[] heif(String name) {
        return resource("heif/" + name);
    }
}
