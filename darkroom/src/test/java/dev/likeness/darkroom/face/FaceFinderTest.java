package dev.likeness.darkroom.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
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
    void refusesTwinsAndListsBothOfThem() {
        Photo hopper = Samples.graceHopper();
        PortraitException.UnusablePhoto refusal = catchThrowableOfType(PortraitException.UnusablePhoto.class,
                () -> find(Samples.beside(hopper, hopper, 1)));
        assertThat(refusal.code()).isEqualTo(ErrorCode.SEVERAL_FACES);
        assertThat(refusal.faces()).hasSize(2);
    }

    @Test
    void findsTheFaceInAPhotoOfAPhoto() {
        for (Photo photo : List.of(Samples.astronaut(), Samples.graceHopper())) {
            Face face = find(Variants.printed(photo));
            assertThat(face.width()).isCloseTo(0.8 * find(photo).width(), within(0.08 * find(photo).width()));
            assertThat(face.tilt() - find(photo).tilt()).isCloseTo(-7, within(5.0));
        }
    }

    @Test
    void aFaceThatADetectorSeesAndTheMeshDoesNotFitIsUnclearAndNotMissing() {
        Photo hopper = Samples.graceHopper();
        Photo barred = Variants.barred(hopper, find(hopper));
        assertThat(refusal(barred)).isEqualTo(ErrorCode.FACE_UNCLEAR);
        assertThatThrownBy(() -> find(barred)).hasMessageMatching(".*face about 1[6-9]\\d pixels wide.*");
    }

    @Test
    void refusesTwoPeopleAlsoWhenOneTiltsTheHead() {
        for (int degrees : new int[]{-30, 20, 50}) {
            Photo tilted = Variants.tilted(Samples.graceHopper(), degrees);
            assertThat(refusal(Samples.beside(Samples.graceHopper(), tilted, 0.95))).as("tilted by %d", degrees)
                    .isEqualTo(ErrorCode.SEVERAL_FACES);
            assertThat(find(Samples.beside(tilted, Samples.graceHopper(), 0.25)).width())
                    .as("tilted by %d, before a bystander", degrees).isGreaterThan(150);
        }
    }

    @Test
    void aSharpSecondPersonCountsAlsoWhenSmoothCheeksShowLessDetailThanABeard() {
        Photo hopper = Samples.graceHopper();
        Photo smooth = Variants.blurred(hopper, 0.006 * find(hopper).width());
        for (double size : new double[]{0.63, 0.8}) {
            assertThat(refusal(Samples.beside(hopper, smooth, size))).as("a second face of %s", size)
                    .isEqualTo(ErrorCode.SEVERAL_FACES);
        }
    }

    @Test
    void refusesAFaceThatIsTooSmallToBecomeAPortrait() {
        Photo small = Samples.beside(Samples.blank(60, 220), Samples.astronaut(), 0.4);
        assertThat(refusal(small)).isEqualTo(ErrorCode.FACE_TOO_SMALL);
    }

    @Test
    void aHeadThatIsTurnedFarIsToldAsSuchWithDegreesAndNotAsNoFace() {
        for (Photo photo : List.of(Samples.astronaut(), Samples.graceHopper())) {
            for (int degrees : new int[]{-30, 30}) {
                assertThat(find(TurnedHead.of(photo, find(photo), degrees)).pose().yaw()).isCloseTo(degrees,
                        within(8.0));
            }
            for (int degrees : new int[]{60, 70, -75}) {
                Photo turned = TurnedHead.of(photo, find(photo), degrees);
                PortraitException.UnusablePhoto refusal = catchThrowableOfType(PortraitException.UnusablePhoto.class,
                        () -> find(turned));
                assertThat(refusal.code()).as("turned by %d", degrees).isEqualTo(ErrorCode.FACE_NOT_FRONTAL);
                assertThat(Integer.parseInt(refusal.getMessage().replaceAll("\\D*(\\d+) degrees.*", "$1")))
                        .as(refusal.getMessage()).isCloseTo(Math.abs(degrees), within(20));
            }
        }
    }

    @Test
    void aFaceThatIsSeenButTooSmallIsToldWithItsPixels() {
        for (double scale : new double[]{0.15, 0.18, 0.22}) {
            Photo small = Variants.inCorner(Variants.scaled(Samples.graceHopper(), scale), 400, 320);
            PortraitException.UnusablePhoto refusal = catchThrowableOfType(PortraitException.UnusablePhoto.class,
                    () -> find(small));
            assertThat(refusal.code()).as("scaled to %s", scale).isEqualTo(ErrorCode.FACE_TOO_SMALL);
            assertThat(Integer.parseInt(refusal.getMessage().replaceAll("\\D*(\\d+) pixels.*", "$1")))
                    .isCloseTo((int) Math.round(202 * scale), within(8));
        }
    }

    @Test
    void oneOfSeveralFacesIsChosenByItsPlaceInTheListOfTheRefusal() {
        Photo two = Samples.beside(Samples.graceHopper(), Samples.graceHopper(), 0.9);
        try (NativePicture pixels = SitterAnalysis.pixels(two)) {
            FaceFinder.Faces faces = FACES.all(pixels);
            PortraitException.UnusablePhoto refusal = catchThrowableOfType(PortraitException.UnusablePhoto.class,
                    () -> faces.taken(OptionalInt.empty()));
            assertThat(refusal.faces()).hasSize(2).isEqualTo(faces.all().stream().map(Face::area).toList());
            assertThat(faces.taken(OptionalInt.of(1))).isEqualTo(1);
            assertThat(faces.all().getFirst().eyesX()).isLessThan(faces.all().getLast().eyesX());
            PortraitException.UnusablePhoto unknown = catchThrowableOfType(PortraitException.UnusablePhoto.class,
                    () -> faces.taken(OptionalInt.of(2)));
            assertThat(unknown.code()).isEqualTo(ErrorCode.UNKNOWN_FACE);
            assertThat(unknown.faces()).hasSize(2);
        }
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

    @Test
    void findsAFaceAtAnyTiltAndSaysWhichWayIsUp() {
        Photo photo = Samples.astronaut();
        Face upright = find(photo);
        for (int degrees = 0; degrees < 360; degrees += 30) {
            Photo tilted = Variants.tilted(photo, degrees);
            Face face = find(tilted);
            Face.Point there = Variants.tilted(new Face.Point(upright.eyesX(), upright.eyesY()), photo, degrees);
            assertThat(Math.hypot(face.eyesX() - there.x(), face.eyesY() - there.y())).as("off, turned by %d", degrees)
                    .isLessThan(0.08 * upright.width());
            assertThat(Math.cos(Math.toRadians(face.tilt() - upright.tilt() - degrees)))
                    .as("tilt, turned by %d", degrees)
                    .isGreaterThan(Math.cos(Math.toRadians(12)));
        }
        assertThat(find(Variants.tilted(photo, 90)).upright()).isEqualTo(Turn.COUNTER_CLOCKWISE);
        assertThat(find(Variants.tilted(photo, 180)).upright()).isEqualTo(Turn.OVER);
        assertThat(find(Variants.tilted(photo, 270)).upright()).isEqualTo(Turn.CLOCKWISE);
    }

    @Test
    void findsADarkBrightBlurredNoisyOrHalfCoveredFace() {
        Photo photo = Samples.graceHopper();
        Face plain = find(photo);
        for (Photo worse : List.of(Variants.levels(photo, 0.05, 0), Variants.levels(photo, 1.9, 40),
                Variants.blurred(photo, 0.04 * plain.width()), Variants.noisy(photo, 40),
                Variants.covered(photo, 0, (int) (plain.eyesY() + 0.2 * plain.width())))) {
            Face face = find(worse);
            assertThat(Math.hypot(face.eyesX() - plain.eyesX(), face.eyesY() - plain.eyesY()))
                    .isLessThan(0.1 * plain.width());
        }
    }

    @Test
    void findsASmallFaceInALargePhoto() {
        Photo small = Variants.scaled(Samples.astronaut(), 0.8);
        Face near = find(small);
        Photo far = Variants.inCorner(small, 2000, 1500);
        Face face = find(far);
        assertThat(face.eyesX()).isCloseTo(2000 - small.width() + near.eyesX(), within(6.0));
        assertThat(face.eyesY()).isCloseTo(1500 - small.height() + near.eyesY(), within(6.0));
    }

    @Test
    void seesNobodyInNoiseStripesCheckersAndClouds() {
        for (Photo texture : Variants.textures()) {
            assertThat(refusal(texture)).as(texture.sha256()).isEqualTo(ErrorCode.NO_FACE);
        }
    }

    @Test
    void findsAFaceThatTheBorderCuts() {
        Photo photo = Samples.graceHopper();
        Face whole = find(photo);
        int cut = (int) (whole.eyesX() - 0.3 * whole.width());
        Face face = find(Variants.withoutLeft(photo, cut));
        assertThat(face.eyesX()).isCloseTo(whole.eyesX() - cut, within(0.1 * whole.width()));
    }

    @Test
    void theSharpFaceInFrontIsTheSitterAndTheBlurredOneBehindIsNot() {
        Photo hopper = Samples.graceHopper();
        Photo behind = Variants.blurred(hopper, 0.06 * find(hopper).width());
        Photo together = Samples.beside(hopper, behind, 0.75);
        assertThat(find(together).eyesX()).isCloseTo(find(hopper).eyesX(), within(15.0));
    }

    @Test
    void aRefusalOfSeveralPeopleSaysWhereTheyAre() {
        assertThatThrownBy(() -> find(Samples.beside(Samples.graceHopper(), Samples.graceHopper(), 0.9)))
                .hasMessageContaining("2 faces").hasMessageContaining("pixels wide at (");
    }

    @Test
    void theSamePhotoGivesTheSameFaceOnSeveralThreads() {
        Photo photo = Samples.astronaut();
        Face once = find(photo);
        assertThat(IntStream.range(0, 6).parallel().mapToObj(i -> find(photo)).distinct()).containsExactly(once);
    }

    private static Optional<Face> glance(Photo photo) {
        return new SitterAnalysis().glance(photo.width(), photo.height(), photo.bgr());
    }

    private static Face find(Photo photo) {
        try (NativePicture pixels = SitterAnalysis.pixels(photo)) {
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
