package dev.likeness.darkroom.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class FaceFinderTest {
    private static final FaceFinder FACES = new FaceFinder();

    @Test
    void findsTheFaceAndPutsTheEyesOnThePupils() {
        Face face = find(Samples.astronaut());
        assertThat(face.leftEye().x()).isCloseTo(207, within(6.0));
        assertThat(face.rightEye().x()).isCloseTo(244, within(6.0));
        assertThat(face.eyesY()).isCloseTo(102, within(6.0));
        assertThat(face.sure().presence()).isGreaterThan(0.9);
    }

    @Test
    void findsAFaceUnderCapAndGlasses() {
        Face face = find(Samples.graceHopper());
        assertThat(face.eyesX()).isCloseTo(265, within(12.0));
        assertThat(face.eyeDistance() / face.width()).isBetween(0.3, 0.55);
    }

    @Test
    void refusesAPictureWithoutAFace() {
        assertThat(refusal(Samples.blank(600, 400))).isEqualTo(ErrorCode.NO_FACE);
    }

    @Test
    void refusesTwoPeopleButNotABystander() {
        assertThat(refusal(Samples.beside(Samples.graceHopper(), Samples.graceHopper(), 0.9)))
                .isEqualTo(ErrorCode.SEVERAL_FACES);
        assertThat(find(Samples.beside(Samples.graceHopper(), Samples.graceHopper(), 0.25)).width())
                .isGreaterThan(150);
    }

    @Test
    void refusesAFaceThatIsTooSmallToBecomeAPortrait() {
        Photo small = Samples.beside(Samples.blank(60, 220), Samples.astronaut(), 0.4);
        assertThat(refusal(small)).isEqualTo(ErrorCode.FACE_TOO_SMALL);
    }

    @Test
    void aGlanceSeesTheSameLargeFaceAndNobodyWhereNobodyIs() {
        for (Photo photo : List.of(Samples.astronaut(), Samples.graceHopper())) {
            Face thorough = find(photo);
            Face quick = glance(photo).orElseThrow();
            assertThat(quick.eyesX()).isCloseTo(thorough.eyesX(), within(0.1 * thorough.eyeDistance()));
            assertThat(quick.eyesY()).isCloseTo(thorough.eyesY(), within(0.1 * thorough.eyeDistance()));
            assertThat(quick.eyeDistance()).isCloseTo(thorough.eyeDistance(), within(0.15 * thorough.eyeDistance()));
        }
        assertThat(glance(Samples.blank(600, 400))).isEmpty();
        assertThat(glance(Samples.beside(Samples.blank(60, 220), Samples.astronaut(), 0.4))).as("too small").isEmpty();
        assertThat(glance(Samples.beside(Samples.graceHopper(), Samples.graceHopper(), 0.6)).orElseThrow().width())
                .as("the larger of two").isGreaterThan(150);
    }

    private static Optional<Face> glance(Photo photo) {
        return new SitterAnalysis().glance(photo.width(), photo.height(), photo.bgr());
    }

    private static Face find(Photo photo) {
        try (Mat pixels = SitterAnalysis.pixels(photo)) {
            return FACES.find(pixels);
        }
    }

    private static ErrorCode refusal(Photo photo) {
        PortraitException refusal = catchThrowableOfType(PortraitException.class, () -> find(photo));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).contains("send a");
        return refusal.code();
    }
}
