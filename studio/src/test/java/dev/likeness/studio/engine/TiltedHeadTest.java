package dev.likeness.studio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.face.Turn;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.studio.plan.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heads that are tilted: straight in identity photos, as they are held elsewhere. */
class TiltedHeadTest {
    private static final StudioEngine ENGINE = new StudioEngine();
    private static final FrameSize SIZE = new FrameSize(512, 640);

    @ParameterizedTest
    @CsvSource({"-25, id-white", "-12, id-blue", "3, id-white", "10, id-blue", "25, id-white"})
    void anIdentityPhotoIsStraightWhicheverWayTheHeadWasTilted(int degrees, String template) {
        Rendering portrait = shoot(identity(template), rolled(degrees));
        Face face = only(portrait);
        assertThat(face.tilt()).as("line of the eyes").isCloseTo(0, within(1.0));
        assertThat(face.eyeLine()).isCloseTo(0, within(1.0));
        assertThat(face.eyesY() / SIZE.height()).as("height of the eyes").isBetween(0.4, 0.56);
        assertThat(face.eyesX() / SIZE.width()).as("in the middle").isBetween(0.42, 0.58);
        assertThat(face.width() / SIZE.width()).as("size of the head").isBetween(0.4, 0.67);
        assertPlainAbove(portrait);
        assertThat(portrait.notes()).extracting(Note::text).filteredOn(text -> text.contains("the eyes are level"))
                .singleElement().asString()
                .startsWith("the photo is turned by " + Math.abs(degrees) + " degrees");
    }

    @Test
    void theSameTiltedPhotoMakesTheSamePicture() {
        Photo photo = rolled(14);
        assertThat(shoot(identity("id-blue"), photo).bgr()).isEqualTo(new StudioEngine()
                .render(identity("id-blue"), photo, Progress.NONE, Cancellation.NEVER).bgr());
    }

    @Test
    void aPhotoOnItsSideIsTurnedAndStraightenedAndBothAreTold() {
        Rendering portrait = shoot(identity("id-white"), onItsSide(rolled(12)));
        assertThat(only(portrait).tilt()).isCloseTo(0, within(1.0));
        assertThat(portrait.notes()).extracting(Note::text)
                .anyMatch(text -> text.contains("lay on its side"))
                .anyMatch(text -> text.contains("the eyes are level"));
    }

    @ParameterizedTest
    @CsvSource({"15, 'light grey background', 15", "34, 'light grey background', 20",
            "-34, 'light grey background', -20", "34, 'keep the background', 34"})
    void elsewhereTheHeadStaysAsItIsHeldUnlessItSeemsToFall(int degrees, String prompt, double kept) {
        Rendering portrait = shoot(PortraitRequest.of(prompt, new FrameSize(512, 512), Retouch.DEFAULT,
                Optional.empty(), 1), rolled(degrees));
        assertThat(only(portrait).tilt()).isCloseTo(kept, within(2.0));
        assertThat(portrait.notes()).filteredOn(note -> note.text().contains("the head is less tilted"))
                .hasSize(Math.abs(kept - degrees) > 5 ? 1 : 0);
    }

    /** Nothing but the ground shows in the corners that the turned photo does not reach. */
    private static void assertPlainAbove(Rendering portrait) {
        byte[] bgr = portrait.bgr();
        for (int i = 0; i < 3 * portrait.width() * 8; i++) {
            assertThat(bgr[i]).as("sample %d", i).isEqualTo(bgr[i % 3]);
        }
        int foot = 3 * (portrait.width() * (portrait.height() - 1) + portrait.width() / 2);
        assertThat(Math.abs((bgr[foot] & 0xff) - (bgr[0] & 0xff)) + Math.abs((bgr[foot + 2] & 0xff) - (bgr[2] & 0xff)))
                .as("the body reaches the foot").isGreaterThan(20);
    }

    private static Face only(Rendering portrait) {
        try (NativePicture pixels = NativePicture.of(portrait.width(), portrait.height(), portrait.bgr())) {
            List<Face> all = new FaceFinder().all(pixels).all();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private static PortraitRequest identity(String template) {
        Template known = Templates.all().stream().filter(each -> each.name().equals(template)).findFirst()
                .orElseThrow();
        return PortraitRequest.of("", SIZE, Retouch.DEFAULT, Optional.of(known.mode()), 1).with(known);
    }

    private static Rendering shoot(PortraitRequest order, Photo photo) {
        return ENGINE.render(order, photo, Progress.NONE, Cancellation.NEVER);
    }

    /** The sample photo, its head upright but for the turn; what the turn brings in goes on as the border was. */
    private static Photo rolled(int degrees) {
        try (NativePicture sample = sample(); NativePicture rolled = rolled(sample, degrees)) {
            return new Photo(rolled.width(), rolled.height(), rolled.bgr(), "rolled by " + degrees, List.of());
        }
    }

    private static Photo onItsSide(Photo photo) {
        try (NativePicture upright = NativePicture.of(photo.width(), photo.height(), photo.bgr());
                NativePicture turned = Turn.CLOCKWISE.of(upright)) {
            return new Photo(turned.width(), turned.height(), turned.bgr(), photo.sha256() + " on its side", List.of());
        }
    }

    private static NativePicture rolled(NativePicture sample, int degrees) {
        double held = new FaceFinder().find(sample).eyeLine();
        return sample.draw(Placement.turn(Math.toRadians(degrees - held), sample.width() / 2.0, sample.height() / 2.0),
                sample.width(), sample.height(), Interpolation.CUBIC, Border.REPEATED);
    }

    private static NativePicture sample() {
        try {
            Photo photo = PhotoDecoder.decode(Files.readAllBytes(
                    Path.of(System.getProperty("basedir", ".")).resolve("../samples/grace_hopper.jpg")));
            return NativePicture.of(photo.width(), photo.height(), photo.bgr());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
