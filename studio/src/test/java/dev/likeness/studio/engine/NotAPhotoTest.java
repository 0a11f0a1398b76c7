package dev.likeness.studio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.Drawings;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's own renditions, sent to it as if they were photos. */
class NotAPhotoTest {
    private static final StudioEngine ENGINE = new StudioEngine();
    private static final FrameSize SIZE = new FrameSize(640, 640);

    @ParameterizedTest
    @ValueSource(strings = {"comic", "pop art poster"})
    void refusesAComicAndAPosterOfASitter(String rendition) throws IOException {
        Photo picture = rendered(rendition);
        assertThatThrownBy(() -> shoot(ENGINE, "", picture)).isInstanceOf(UnusablePhoto.class)
                .extracting(thrown -> ((PortraitException) thrown).code()).isEqualTo(ErrorCode.NOT_A_PHOTO);
        try (StudioEngine lenient = new StudioEngine(Drawings.ALLOWED)) {
            assertThat(shoot(lenient, "", picture).notes())
                    .anySatisfy(note -> assertThat(note.text()).contains("looks like a drawing"));
        }
    }

    @Test
    void aPortraitItMadeIsStillAPhoto() throws IOException {
        assertThat(shoot(ENGINE, "", rendered("")).width()).isEqualTo(SIZE.width());
    }

    private static Photo rendered(String prompt) throws IOException {
        Photo sitter = PhotoDecoder.decode(Files.readAllBytes(Path.of("..", "samples", "grace_hopper.jpg")));
        Rendering rendering = shoot(ENGINE, prompt, sitter);
        return new Photo(SIZE.width(), SIZE.height(), rendering.bgr(), "rendered " + prompt, List.of());
    }

    private static Rendering shoot(StudioEngine engine, String prompt, Photo photo) {
        return engine.render(PortraitRequest.of(prompt, SIZE, Retouch.DEFAULT, Optional.empty(), 5), photo,
                Progress.NONE, Cancellation.NEVER);
    }
}
