package dev.likeness.studio.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.studio.Samples;
import dev.likeness.studio.frame.Framing.Composition;
import dev.likeness.studio.plan.FramingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
        if (name == FramingName.ID) {
            assertThatThrownBy(() -> Framing.onBackdrop(sitter, cut.width(), cut.height(), size, name))
                    .hasMessageContaining("whole head");
            return;
        }
        assertThat(Framing.onBackdrop(sitter, cut.width(), cut.height(), size, name).photo().y(0))
                .isLessThanOrEqualTo(1);
    }

    static Stream<Arguments> cutSitters() {
        return Samples.CUT.stream().flatMap(photo -> Stream.of(new FrameSize(1328, 1328), new FrameSize(1024, 1536),
                new FrameSize(1920, 1080), new FrameSize(512, 2048)).map(size -> Arguments.of(photo, size)));
    }

    @ParameterizedTest
    @MethodSource("cutSitters")
    void whereThePhotosEdgeCutsTheSitterTheFrameCutsToo(String name, FrameSize size) {
        Photo photo = Samples.of(name);
        Sitter sitter = ANALYSIS.analyse(photo);
        for (FramingName framing : FramingName.values()) {
            for (Framed frame : List.<Framed>of(Framing::onBackdrop, Framing::onOwnGround)) {
                try {
                    Composition composition = frame.compose(sitter, photo.width(), photo.height(), size, framing);
                    assertNobodyIsCutWithin(sitter, photo, size, composition.photo());
                } catch (PortraitException.UnusablePhoto refused) {
                    assertThat(refused.code()).isEqualTo(ErrorCode.FRAME_NOT_MET);
                    assertThat(refused).hasMessageContaining(size.width() + " x " + size.height());
                }
            }
        }
    }

    @Test
    void aPhotoCutAtTheHeadIsFramedCloserInASquareAndThatIsTold() {
        for (String name : Samples.CUT) {
            if (name.equals(Samples.WIDE_FACE)) {
                continue;
            }
            Photo photo = Samples.of(name);
            Composition composition = Framing.onBackdrop(ANALYSIS.analyse(photo), photo.width(), photo.height(),
                    new FrameSize(1328, 1328), FramingName.BUST);
            assertThat(composition.notes()).as(name).hasSize(1)
                    .allMatch(note -> note.kind() == Note.Kind.FRAMING);
        }
    }

    @Test
    void anIdentityPhotoShowsTheWholeHeadOrIsRefused() {
        for (String name : Samples.CUT) {
            Photo photo = Samples.of(name);
            Sitter sitter = ANALYSIS.analyse(photo);
            assertThatThrownBy(() -> Framing.onBackdrop(sitter, photo.width(), photo.height(),
                    new FrameSize(1024, 1024), FramingName.ID)).as(name)
                    .isInstanceOfSatisfying(PortraitException.UnusablePhoto.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.FRAME_NOT_MET));
        }
    }

    @FunctionalInterface
    private interface Framed {
        Composition compose(Sitter sitter, int photoWidth, int photoHeight, FrameSize size, FramingName name);
    }

    /** Along each side of the photo that the frame shows, the matte must say background. */
    private static void assertNobodyIsCutWithin(Sitter sitter, Photo photo, FrameSize size, Placement placed) {
        Seen seen = Seen.of(photo.width(), photo.height());
        Placement back = placed.inverse();
        for (int y = 0; y < size.height(); y += 3) {
            double row = back.y(y + 0.5);
            if (row > seen.top() && row < seen.bottom()) {
                if (placed.x(seen.left()) > 1) {
                    assertThat(alpha(sitter, seen.left(), row)).as("left edge, row %f", row).isLessThan(0.5f);
                }
                if (placed.x(seen.right()) < size.width() - 1) {
                    assertThat(alpha(sitter, seen.right(), row)).as("right edge, row %f", row).isLessThan(0.5f);
                }
            }
        }
        assertThat(placed.y(seen.bottom())).as("the body reaches the lower edge")
                .isGreaterThan(size.height() - 1.0);
    }

    private static float alpha(Sitter sitter, double x, double y) {
        Raster alpha = sitter.matte().alpha();
        Placement toMatte = sitter.matte().fromPhoto();
        int column = (int) Math.clamp(toMatte.x(x), 0, alpha.width() - 1);
        int row = (int) Math.clamp(toMatte.y(y), 0, alpha.height() - 1);
        return alpha.data()[row * alpha.width() + column];
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
