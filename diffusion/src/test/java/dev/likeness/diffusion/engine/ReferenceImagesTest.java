package dev.likeness.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.diffusion.Sitters;
import dev.likeness.diffusion.picture.ReferenceResizing;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.picture.SimilarityTransform;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceImagesTest {
    private static final SitterAnalysis ANALYSIS = new SitterAnalysis();
    private static final FrameSize SQUARE = new FrameSize(1328, 1328);

    private static List<Rgb> shown(GenMode mode, Photo photo, FrameSize size, boolean background) {
        PortraitRequest request = new PortraitRequest("", size, Retouch.DEFAULT, mode, new Seed(1));
        return ReferenceImages.of(request, photo, Sitters.in(photo), background).references();
    }

    private static Face face(Rgb picture) {
        return ANALYSIS.glance(picture.width(), picture.height(), Rgb.swapped(picture.rgb())).orElseThrow();
    }

    @Test
    void aCreativeOrderShowsTheHeadUprightAndWhole() {
        for (double degrees : new double[]{0, -12, 12}) {
            Photo photo = turned(Sitters.HOPPER, degrees);
            Rgb head = shown(GenMode.CREATIVE, photo, SQUARE, false).getFirst();
            assertThat(head.width()).isEqualTo(head.height()).isBetween(256, 512);
            Face face = face(head);
            double tilt = Math.toDegrees(Math.atan2(face.rightEye().y() - face.leftEye().y(),
                    face.rightEye().x() - face.leftEye().x()));
            assertThat(tilt).isEqualTo(0, Offset.offset(4.0));
            assertThat(face.eyeDistance() / head.width()).isBetween(0.14, 0.28);
            assertThat(face.eyesY() / head.height()).isBetween(0.35, 0.55);
            assertThat(face.eyesX() / head.width()).isBetween(0.4, 0.6);
        }
    }

    private static Photo turned(Photo photo, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double cx = photo.width() / 2.0;
        double cy = photo.height() / 2.0;
        Rgb turned = new SimilarityTransform(cos, sin, cx - cos * cx + sin * cy, cy - sin * cx - cos * cy)
                .drawn(Sitters.rgb(photo), photo.width(), photo.height());
        return new Photo(photo.width(), photo.height(), Rgb.swapped(turned.rgb()), photo.sha256() + degrees, List.of());
    }

    @Test
    void whoAsksForTheOwnBackgroundShowsItToo() {
        assertThat(shown(GenMode.CREATIVE, Sitters.HOPPER, SQUARE, true)).hasSize(2);
        assertThat(shown(GenMode.CREATIVE, Sitters.HOPPER, SQUARE, false)).hasSize(1);
    }

    @Test
    void aSmallFaceIsShownByItselfFirst() {
        for (GenMode mode : List.of(GenMode.REFERENCE, GenMode.REFERENCE_CHAR)) {
            List<Rgb> small = shown(mode, Sitters.COLLINS, SQUARE, false);
            assertThat(small).hasSize(2);
            assertThat(face(small.getFirst()).width() / small.getFirst().width()).isGreaterThan(0.35);
            assertThat(shown(mode, Sitters.HOPPER, SQUARE, false)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"512,512", "1328,1328", "2048,2048", "768,1024", "1536,1024", "1080,1920", "2048,512"})
    void whatIsShownFitsTheModelAndCostsNoMoreThanThePortrait(int width, int height) {
        FrameSize size = new FrameSize(width, height);
        for (Photo photo : List.of(Sitters.COLLINS, Sitters.HOPPER)) {
            for (GenMode mode : GenMode.values()) {
                for (Rgb each : shown(mode, photo, size, false)) {
                    ReferenceResizing.Fit fit = ReferenceResizing.fit(each.width(), each.height(), 16);
                    assertThat(fit.cropWidth()).as("nothing is cut").isEqualTo(each.width());
                    assertThat(fit.cropHeight()).isEqualTo(each.height());
                    assertThat(each.width() * each.height())
                            .isLessThanOrEqualTo(Math.min(1024 * 1024, Math.max(width * height, 512 * 512)));
                }
            }
        }
    }

    @Test
    void aPhotoIsCutToTheOrdersProportionsButNeverIntoTheHead() {
        Face face = new Face(400, 300, 500, new Face.Point(550, 500), new Face.Point(750, 500),
                new Face.Point(650, 700),
                5);
        ReferenceCrop same = ReferenceCrop.within(1500, 1500, face, SQUARE);
        assertThat(same.width() / same.height()).isEqualTo(1, Offset.offset(1e-9));
        ReferenceCrop tall = ReferenceCrop.within(1500, 1500, face, new FrameSize(512, 2048));
        assertThat(tall.width()).isGreaterThanOrEqualTo(2 * face.width());
        assertThat(tall.left()).isLessThan(face.x() - 100);
        assertThat(tall.left() + tall.width()).isGreaterThan(face.x() + face.width() + 100);
        ReferenceCrop wide = ReferenceCrop.within(1500, 1500, face, new FrameSize(2048, 512));
        assertThat(wide.height()).isGreaterThanOrEqualTo(2.5 * face.width());
        assertThat(wide.top()).isGreaterThanOrEqualTo(0).isLessThan(200);
    }

    @Test
    void theCutOutPersonStandsOnNeutralGrey() {
        Rgb shown = shown(GenMode.REFERENCE_CHAR, Sitters.HOPPER, SQUARE, false).getLast();
        for (int x : new int[]{2, shown.width() - 3}) {
            int at = (10 * shown.width() + x) * 3;
            assertThat(new int[]{shown.rgb()[at] & 0xff, shown.rgb()[at + 1] & 0xff, shown.rgb()[at + 2] & 0xff})
                    .containsExactly(128, 128, 128);
        }
        assertThat(face(shown).width()).isGreaterThan(150);
    }
}
