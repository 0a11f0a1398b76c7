package dev.likeness.darkroom.sitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Raster;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class SitterAnalysisTest {
    private final SitterAnalysis analysis = new SitterAnalysis();

    @Test
    void turnsAPhotoThatLiesOnItsSideOrStandsOnItsHeadAndSaysSo() {
        Photo upright = Samples.graceHopper();
        Face there = analysis.analyse(upright).face();
        for (int turn : new int[]{opencv_core.ROTATE_90_CLOCKWISE, opencv_core.ROTATE_180,
                opencv_core.ROTATE_90_COUNTERCLOCKWISE}) {
            Photo turned = analysis.upright(turned(upright, turn));
            assertThat(turned.bgr()).as("the pixels of the photo before it was turned").isEqualTo(upright.bgr());
            assertThat(turned.notes()).anySatisfy(note -> assertThat(note.text()).contains("turned by"));
            assertThat(turned.sha256()).isNotEqualTo(upright.sha256());
            Face face = analysis.analyse(turned).face();
            assertThat(face.eyesX()).isCloseTo(there.eyesX(), within(0.05 * there.width()));
            assertThat(face.eyesY()).isCloseTo(there.eyesY(), within(0.05 * there.width()));
        }
    }

    @Test
    void aSmallerPersonBesideTheSitterIsNotedAndNotPartOfThePortrait() {
        Photo two = Samples.beside(Samples.graceHopper(), Samples.graceHopper(), 0.42);
        assertThat(analysis.upright(two).notes()).singleElement()
                .satisfies(note -> assertThat(note.text()).contains("another person").contains("number"));
        assertThat(analysis.upright(two, OptionalInt.of(0)).notes()).as("they were chosen").isEmpty();
        Sitter sitter = analysis.analyse(two);
        List<Face> all = analysis.faces(two).all();
        assertThat(alpha(sitter, all.get(0))).isGreaterThan(0.95f);
        assertThat(alpha(sitter, all.get(1))).isLessThan(0.05f);
    }

    private static float alpha(Sitter sitter, Face face) {
        Raster alpha = sitter.matte().alpha();
        int x = (int) sitter.matte().fromPhoto().x(face.eyesX());
        int y = (int) sitter.matte().fromPhoto().y(face.eyesY());
        return x < 0 || y < 0 || x >= alpha.width() || y >= alpha.height() ? 0 : alpha.data()[alpha.at(x, y)];
    }

    @Test
    void leavesAnUprightPhotoAsItIs() {
        Photo upright = Samples.astronaut();
        assertThat(analysis.upright(upright)).isSameAs(upright);
    }

    @Test
    void saysNothingOfTheKindOfAPhotoWithoutAFace() {
        assertThatThrownBy(() -> analysis.analyse(Samples.blank(400, 300))).isInstanceOf(UnusablePhoto.class)
                .hasMessageContaining("no face");
    }

    private static Photo turned(Photo photo, int turn) {
        try (NativePicture pixels = SitterAnalysis.pixels(photo); Mat turned = new Mat()) {
            opencv_core.rotate(pixels.mat(), turned, turn);
            byte[] bgr = new byte[photo.bgr().length];
            turned.data().get(bgr);
            return new Photo(turned.cols(), turned.rows(), bgr, photo.sha256() + turn, List.of());
        }
    }
}
