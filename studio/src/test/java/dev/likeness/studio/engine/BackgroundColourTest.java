package dev.likeness.studio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colour that is ordered is the colour of the finished picture's corners. */
class BackgroundColourTest {
    private static final StudioEngine ENGINE = new StudioEngine();
    private static final FrameSize SMALL = new FrameSize(512, 512);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"id photo blue,438edb", "证件照蓝底,438edb", "passport photo red,d9001b", "证件照白底,ffffff",
            "light grey background,d2d2d2", "#f4e1d2 background,f4e1d2", "navy background,1f2f5c",
            "remove the background,ffffff"})
    void bothUpperCornersHaveExactlyTheColourThatWasOrdered(String prompt, String code) throws IOException {
        Rendering rendering = shoot(prompt);
        assertThat(rgb(rendering, 3, 3)).isEqualTo(code);
        assertThat(rgb(rendering, 508, 3)).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"'black and white, film grain'", "'film grain, black and white, light blue background'"})
    void aPictureInBlackAndWhiteHasNoColour(String prompt) throws IOException {
        byte[] bgr = shoot(prompt).bgr();
        int most = 0;
        for (int i = 0; i < bgr.length; i += 3) {
            int b = bgr[i] & 0xff;
            int g = bgr[i + 1] & 0xff;
            int r = bgr[i + 2] & 0xff;
            most = Math.max(most, Math.max(b, Math.max(g, r)) - Math.min(b, Math.min(g, r)));
        }
        assertThat(most).as("the tone of silver paper at most").isLessThan(8);
    }

    private static Rendering shoot(String prompt) throws IOException {
        Photo photo = PhotoDecoder.decode(Files.readAllBytes(Path.of("..", "samples", "astronaut.png")));
        return ENGINE.render(
                PortraitRequest.of(prompt, SMALL, Retouch.DEFAULT, Optional.of(GenMode.CREATIVE), 1), photo,
                Progress.NONE, Cancellation.NEVER);
    }

    private static String rgb(Rendering rendering, int x, int y) {
        int at = 3 * (y * rendering.width() + x);
        return String.format("%02x%02x%02x", rendering.bgr()[at + 2], rendering.bgr()[at + 1], rendering.bgr()[at]);
    }
}
