package dev.likeness.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FrameSize;
import dev.likeness.diffusion.picture.Rgb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeSizeTest {
    @ParameterizedTest
    @CsvSource({"512,512,512,512", "1328,1328,1328,1328", "1000,700,1008,704", "2048,2048,2048,2048"})
    void roundsUpToTheGrid(int width, int height, int nativeWidth, int nativeHeight) {
        assertThat(NativeSize.of(new FrameSize(width, height), 16, 2048 * 2048))
                .isEqualTo(new NativeSize(nativeWidth, nativeHeight));
    }

    @Test
    void whatIsTooMuchIsMadeSmallerAndEnlarged() {
        NativeSize size = NativeSize.of(new FrameSize(2048, 1024), 16, 1 << 20);
        assertThat(size.width() * size.height()).isBetween(900_000, 1 << 20);
        Rgb made = new Rgb(size.width(), size.height(), new byte[size.width() * size.height() * 3]);
        Rgb finished = size.finished(made, new FrameSize(2048, 1024));
        assertThat(finished.width()).isEqualTo(2048);
        assertThat(finished.height()).isEqualTo(1024);
    }

    @Test
    void theRestOfTheGridIsCutAway() {
        NativeSize size = NativeSize.of(new FrameSize(513, 700), 16, 2048 * 2048);
        Rgb finished = size.finished(new Rgb(528, 704, new byte[528 * 704 * 3]), new FrameSize(513, 700));
        assertThat(finished.width()).isEqualTo(513);
        assertThat(finished.height()).isEqualTo(700);
    }
}
