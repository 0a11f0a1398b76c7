package dev.likeness.studio.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FrameSize;
import dev.likeness.core.Photo;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.studio.plan.FramingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FramingTest {
    private static final Photo PHOTO = sample();
    private static final SitterAnalysis ANALYSIS = new SitterAnalysis();

    static Stream<Arguments> frames() {
        return Stream.of(new FrameSize(1328, 1328), new FrameSize(768, 1344), new FrameSize(2048, 512),
                new FrameSize(512, 2048), new FrameSize(1344, 768))
                .flatMap(size -> Stream.of(FramingName.values()).map(name -> Arguments.of(size, name)));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void bodyReachesTheLowerEdgeAndTheHeadIsWhole(FrameSize size, FramingName name) {
        Sitter sitter = ANALYSIS.analyse(PHOTO);
        for (Placement placed : List.of(
                Framing.onBackdrop(sitter, PHOTO.width(), PHOTO.height(), size, name).photo(),
                Framing.onOwnGround(sitter, PHOTO.width(), PHOTO.height(), size, name).photo())) {
            assertThat(placed.y(PHOTO.height())).as("photo's foot").isGreaterThanOrEqualTo(size.height() - 1.0);
            assertThat(placed.y(20)).as("top of the hair").isGreaterThan(0);
            assertThat(placed.x(sitter.face().eyesX())).isBetween(0.3 * size.width(), 0.7 * size.width());
            assertThat(size.width() / (placed.scale() * sitter.face().width())).as("face widths across")
                    .isGreaterThan(1.7);
        }
    }

    /** The photo cut at the forehead: in a square frame the cut must lie at or above the frame's upper edge. */
    @ParameterizedTest
    @MethodSource("frames")
    void aHeadThatThePhotoCutsIsCutByTheFrame(FrameSize size, FramingName name) {
        int top = 70;
        Photo cut = new Photo(PHOTO.width(), PHOTO.height() - top,
                Arrays.copyOfRange(PHOTO.bgr(), top * PHOTO.width() * 3, PHOTO.bgr().length), "cut", List.of());
        Sitter sitter = ANALYSIS.analyse(cut);
        assertThat(Framing.onBackdrop(sitter, cut.width(), cut.height(), size, name).photo().y(0))
                .isLessThanOrEqualTo(1);
    }

    private static Photo sample() {
        Path samples = Path.of(System.getProperty("basedir", ".")).resolve("../samples");
        try {
            return PhotoDecoder.decode(Files.readAllBytes(samples.resolve("astronaut.png")));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
