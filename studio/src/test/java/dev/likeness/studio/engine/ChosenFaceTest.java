package dev.likeness.studio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import dev.likeness.core.check.Advice;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.studio.Samples;
import dev.likeness.studio.plan.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** One of several people, and what is said of a photo beforehand. */
class ChosenFaceTest {
    private static final StudioEngine ENGINE = new StudioEngine();
    private static final FrameSize SMALL = new FrameSize(512, 512);

    @Test
    void theChosenPersonIsPortrayedAloneAndTheSameOrderMakesTheSamePicture() throws IOException {
        Photo two = beside(sample(), sample());
        UnusablePhoto refusal = catchThrowableOfType(UnusablePhoto.class, () -> shoot(order(), two));
        assertThat(refusal.code()).isEqualTo(ErrorCode.SEVERAL_FACES);
        assertThat(refusal.faces()).hasSize(2);
        Rendering first = shoot(order().ofFace(OptionalInt.of(0)), two);
        Rendering second = shoot(order().ofFace(OptionalInt.of(1)), two);
        assertThat(first.bgr()).isNotEqualTo(second.bgr())
                .isEqualTo(new StudioEngine().render(order().ofFace(OptionalInt.of(0)), two, Progress.NONE,
                        Cancellation.NEVER).bgr());
        for (Rendering portrait : List.of(first, second)) {
            try (NativePicture pixels = NativePicture.of(portrait.width(), portrait.height(), portrait.bgr())) {
                assertThat(new FaceFinder().all(pixels).all()).hasSize(1);
            }
        }
        assertThat(catchThrowableOfType(UnusablePhoto.class,
                () -> shoot(order().ofFace(OptionalInt.of(2)), two)).code()).isEqualTo(ErrorCode.UNKNOWN_FACE);
    }

    @Test
    void anIdentityPhotoThatCannotBeMetIsRefusedBeforehandAsItWouldBeAfterwards() {
        Template identity = Templates.all().stream().filter(known -> known.name().equals("id-white")).findFirst()
                .orElseThrow();
        PortraitRequest order = PortraitRequest
                .of("", SMALL, Retouch.DEFAULT, Optional.of(identity.mode()), 1).with(identity);
        Photo doubtful = Samples.of(Samples.DOUBTFUL);
        PhotoReport report = ENGINE.check(order, doubtful, Cancellation.NEVER);
        assertThat(report.verdict()).isEqualTo(PhotoReport.Verdict.REFUSED);
        assertThat(report.refusal().orElseThrow().code()).isEqualTo(ErrorCode.BACKGROUND_NOT_MET);
        assertThat(catchThrowableOfType(UnusablePhoto.class, () -> shoot(order, doubtful)).getMessage())
                .isEqualTo(report.refusal().orElseThrow().message());
        PhotoReport library = ENGINE.check(order(), doubtful, Cancellation.NEVER);
        assertThat(library.verdict()).isEqualTo(PhotoReport.Verdict.USABLE_WITH_ADVICE);
        assertThat(library.advice()).contains(Advice.BUSY_BACKGROUND)
                .noneMatch(advice -> advice.wireName().startsWith("id_"));
    }

    private static PortraitRequest order() {
        return PortraitRequest.of("light grey background", SMALL, Retouch.DEFAULT, Optional.empty(), 1);
    }

    private static Rendering shoot(PortraitRequest order, Photo photo) {
        return ENGINE.render(order, photo, Progress.NONE, Cancellation.NEVER);
    }

    private static Photo sample() throws IOException {
        return PhotoDecoder.decode(Files.readAllBytes(
                Path.of(System.getProperty("basedir", ".")).resolve("../samples/grace_hopper.jpg")));
    }

    private static Photo beside(Photo left, Photo right) {
        int width = left.width() + right.width();
        byte[] bgr = new byte[3 * width * left.height()];
        for (int y = 0; y < left.height(); y++) {
            System.arraycopy(left.bgr(), 3 * y * left.width(), bgr, 3 * y * width, 3 * left.width());
            System.arraycopy(right.bgr(), 3 * y * right.width(), bgr, 3 * (y * width + left.width()),
                    3 * right.width());
        }
        return new Photo(width, left.height(), bgr, "two people", List.of());
    }
}
