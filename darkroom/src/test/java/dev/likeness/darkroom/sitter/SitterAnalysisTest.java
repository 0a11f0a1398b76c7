package dev.likeness.darkroom.sitter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.Samples;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class SitterAnalysisTest {
    private final SitterAnalysis analysis = new SitterAnalysis();

    @Test
    void saysOfAPhotoThatLiesOnItsSideThatItDoes() {
        assertThatThrownBy(() -> analysis.analyse(turned(Samples.graceHopper(), opencv_core.ROTATE_90_CLOCKWISE)))
                .isInstanceOf(UnusablePhoto.class).hasMessageContaining("lies on its side");
    }

    @Test
    void saysNothingOfTheKindOfAPhotoWithoutAFace() {
        assertThatThrownBy(() -> analysis.analyse(Samples.blank(400, 300))).isInstanceOf(UnusablePhoto.class)
                .hasMessageContaining("no face");
    }

    private static Photo turned(Photo photo, int turn) {
        try (Mat pixels = SitterAnalysis.pixels(photo); Mat turned = new Mat()) {
            opencv_core.rotate(pixels, turned, turn);
            byte[] bgr = new byte[photo.bgr().length];
            turned.data().get(bgr);
            return new Photo(turned.cols(), turned.rows(), bgr, photo.sha256() + turn, List.of());
        }
    }
}
