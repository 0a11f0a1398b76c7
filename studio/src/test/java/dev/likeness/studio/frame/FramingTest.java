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
                Framing.onOwnBackground(sitter, PHOTO.width(), PHOTO.height(), size, name).photo())) {
            assertThat(placed.y(sitter.face().eyesX(), PHOTO.height())).as("photo's foot")
                    .isGreaterThanOrEqualTo(size.height() - 1.0);
            assertThat(placed.y(sitter.face().eyesX(), 20)).as("top of the hair").isGreaterThan(0);
            assertThat(placed.x(sitter.face().eyesX(), sitter.face().eyesY())).isBetween(0.3 * size.width(),
                    0.7 * size.width());
            assertThat(size.width() / (placed.scale() * sitter.face().width())).as("face widths across")
                    .isGreaterThan(name == FramingName.ID ? 1.2 : 1.7);
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
            for (Framed frame : List.<Framed>of(Framing::onBackdrop, Framing::onOwnBackground)) {
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

    /** Wherever a border of the photo lies in the frame, the matte must say background. */
    private static void assertNobodyIsCutWithin(Sitter sitter, Photo photo, FrameSize size, Placement placed) {
        PhotoArea seen = PhotoArea.of(photo.width(), photo.height());
        for (double y = seen.top(); y < seen.bottom(); y++) {
            assertNobodyAt(sitter, seen.left(), y, size, placed);
            assertNobodyAt(sitter, seen.right(), y, size, placed);
        }
        for (double x = seen.left(); x < seen.right(); x++) {
            assertNobodyAt(sitter, x, seen.bottom(), size, placed);
        }
        if (placed.isLevel()) {
            assertThat(placed.y(seen.bottom())).as("the body reaches the lower edge")
                    .isGreaterThan(size.height() - 1.0);
        }
    }

    private static void assertNobodyAt(Sitter sitter, double x, double y, FrameSize size, Placement placed) {
        double column = placed.x(x, y);
        double row = placed.y(x, y);
        if (column > 1 && row > 0 && column < size.width() - 1 && row < size.height() - 1) {
            assertThat(alpha(sitter, x, y)).as("border of the photo at %f, %f", x, y).isLessThan(0.5f);
        }
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
