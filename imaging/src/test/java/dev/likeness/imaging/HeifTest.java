package dev.likeness.imaging;

import static dev.likeness.imaging.Quadrants.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.Cancelled;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.heif.HeifReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HEIC and AVIF of strangers, and files that were made to do harm ({@link FilesTableTest} holds the pixels of honest ones against
 * their reference decoders). Skipped where libheif is not installed; {@code HeifFileTest} tells what happens then.
 */
class HeifTest {
    @BeforeAll
    static void needsLibheif() {
        Assumptions.assumeTrue(HeifReader.ofSystem().readsHeic() && HeifReader.ofSystem().readsAvif(),
                "libheif with its decoders is not installed: apt-get install libheif1");
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
        assertThatThrownBy(() -> PhotoDecoder.decode(enlarged)).isInstanceOfSatisfying(UnusablePhoto.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_UNREADABLE));
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
