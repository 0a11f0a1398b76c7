package dev.likeness.studio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static dev.likeness.studio.engine.Shooting.order;
import static dev.likeness.studio.engine.Shooting.pixel;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Shortfall;
import dev.likeness.studio.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Photos and words that an order asks too much of: what is refused, what is delivered otherwise, and how it is told. */
class UnfitPhotosTest {
    private static final StudioEngine ENGINE = new StudioEngine();
    private static final FrameSize SMALL = new FrameSize(512, 512);

    static Stream<String> cutSitters() {
        return Samples.CUT.stream();
    }

    /** Beyond the photo's edge the sitter was once continued by a mirror image: two mouths, three eyes. */
    @ParameterizedTest
    @MethodSource("cutSitters")
    void aCutSitterIsNeverMirrored(String name) {
        Photo photo = Samples.of(name);
        for (FrameSize size : List.of(SMALL, new FrameSize(512, 768), new FrameSize(768, 512))) {
            for (String prompt : List.of("", "library, Rembrandt light")) {
                try {
                    assertThat(MirrorImage.resemblance(
                            ENGINE.render(order(prompt, size, 1), photo, Progress.NONE, Cancellation.NEVER)))
                            .as("\"%s\" in %s", prompt, size).isLessThan(0.5);
                } catch (PortraitException.UnusablePhoto refused) {
                    assertThat(refused.code()).isEqualTo(ErrorCode.FRAME_NOT_MET);
                    assertThat(size.height()).as("a tall frame can be filled").isLessThan(768);
                    assertThat(size.equals(SMALL) && !name.equals(Samples.WIDE_FACE))
                            .as("and a square, if the photo is as"
                                    + " wide as the face is high")
                            .isFalse();
                }
            }
        }
    }

    @Test
    void darkHairBeforeABlackWallIsCutOut() {
        Rendering white = ENGINE.render(order("id photo, white background", SMALL, 1), Samples.of(Samples.DARK),
                Progress.NONE, Cancellation.NEVER);
        assertThat(white.shortfalls()).doesNotContain(Shortfall.BACKGROUND);
        assertThat(white.bgr()[0]).as("the corner").isEqualTo((byte) 255);
    }

    @Test
    void anIdentityPhotoThatCannotBeCutOutIsRefused() {
        for (String prompt : List.of("id photo, white background", "id photo, blue background")) {
            assertThatThrownBy(() -> ENGINE.render(order(prompt, SMALL, 1), Samples.of(Samples.DOUBTFUL),
                    Progress.NONE, Cancellation.NEVER))
                    .isInstanceOfSatisfying(PortraitException.UnusablePhoto.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BACKGROUND_NOT_MET))
                    .hasMessageContaining("plain wall");
        }
    }

    @Test
    void aBackgroundThatIsNotDeliveredIsAShortfallAndThePhotosOwnStaysSharp() {
        Photo photo = Samples.of(Samples.DOUBTFUL);
        Rendering library = ENGINE.render(order("library", SMALL, 1), photo, Progress.NONE, Cancellation.NEVER);
        assertThat(library.shortfalls()).contains(Shortfall.BACKGROUND);
        assertThat(library.notes()).anyMatch(note -> note.kind() == Note.Kind.CUTOUT);
        Rendering blurred = ENGINE.render(order("blurred background, soft light", SMALL, 1), photo, Progress.NONE,
                Cancellation.NEVER);
        assertThat(blurred.shortfalls()).contains(Shortfall.BACKGROUND);
        Rendering own = ENGINE.render(order("original background, soft light", SMALL, 1), photo, Progress.NONE,
                Cancellation.NEVER);
        assertThat(own.shortfalls()).doesNotContain(Shortfall.BACKGROUND);
        assertThat(difference(blurred, own, 0, 0, 512, 512)).as("the same picture, not blurred").isLessThan(0.5);
    }

    @Test
    void namesWhatOfAnOrderIsNotInThePicture() {
        assertThat(shoot("library", SMALL, 1).shortfalls()).isEmpty();
        assertThat(shoot("library, red boots", SMALL, 1).shortfalls()).containsExactly(Shortfall.WORDS);
        assertThat(shoot("library, blue tie", SMALL, 1).shortfalls()).containsExactly(Shortfall.CLOTHES);
        assertThat(ENGINE.render(order("library, half-length", SMALL, 1), Samples.of(Samples.CUT.get(1)),
                Progress.NONE, Cancellation.NEVER).shortfalls()).containsExactly(Shortfall.FRAMING);
        Rendering usual = ENGINE.render(order("library", SMALL, 1), Samples.of(Samples.CUT.get(1)), Progress.NONE,
                Cancellation.NEVER);
        assertThat(usual.shortfalls()).as("no framing was ordered").isEmpty();
    }

    private static Rendering shoot(String prompt, FrameSize size, long seed) {
        return Shooting.shoot(ENGINE, prompt, size, seed);
    }

    private static double difference(Rendering a, Rendering b, int left, int top, int right, int bottom) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                for (int c = 0; c < 3; c++) {
                    sum += Math.abs(pixel(a, x, y)[c] - pixel(b, x, y)[c]);
                }
            }
        }
        return sum / ((right - left) * (bottom - top) * 3);
    }
}
