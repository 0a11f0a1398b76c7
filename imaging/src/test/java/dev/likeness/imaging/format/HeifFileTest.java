package dev.likeness.imaging.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.heif.HeifReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeifFileTest {
    @ParameterizedTest
    @CsvSource({"ftypheic,HEIC", "ftypmif1....heic,HEIC", "ftypavif,AVIF", "ftypmif1....avif,AVIF"})
    void withoutALibraryNamesTheFormatWhatToDoAndHowToHaveItRead(String brand, String name) {
        byte[] file = ("\0\0\0\u0020" + brand).getBytes(StandardCharsets.ISO_8859_1);
        for (String library : new String[]{"no-such-library.so", "libc.so.6"}) {
            assertThatThrownBy(() -> HeifFile.read(PictureFormat.of(file), file, HeifReader.by(library)))
                    .isInstanceOfSatisfying(UnusablePhoto.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PHOTO_UNSUPPORTED))
                    .hasMessageContainingAll(name, "export it as JPEG", "apt-get install libheif1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void turnsOneAfterTheOther(Orientation first) {
        byte[] picture = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5}; // 3x2
        for (Orientation second : Orientation.values()) {
            int width = first.swapsSides() ? 2 : 3;
            byte[] one = second.apply(first.apply(picture, 3, 2), width, 5 - width);
            assertThat(first.then(second).apply(picture, 3, 2)).as("then " + second).isEqualTo(one);
        }
    }

    @Test
    void leavesVideosAlone() {
        byte[] file = "\0\0\0\u0020ftypisom".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PictureFormat.of(file)).hasMessageContaining("video");
    }
}
