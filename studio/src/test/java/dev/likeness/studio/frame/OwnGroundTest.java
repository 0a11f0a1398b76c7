package dev.likeness.studio.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OwnGroundTest {
    private static final int SIDE = 200;
    private static final double FACE = 60;

    @Test
    void aroundADoubtfulMatteThePhotoStaysAndFurtherAwayItIsOutOfFocus() {
        Raster photo = filled(3, 0.5f);
        Raster ground = filled(3, 0f);
        Raster alpha = filled(1, 0f);
        for (int y = 50; y < SIDE; y++) {
            Arrays.fill(alpha.data(), y * SIDE + 70, y * SIDE + 130, 1f);
        }
        OwnGround.sharpNear(ground, photo, alpha, new OwnGround.Extent(0, 0, SIDE, SIDE), FACE);
        float sharp = Srgb.toLinear(0.5f);
        assertThat(at(ground, 100, 120)).isEqualTo(sharp);
        assertThat(at(ground, 69, 120)).as("just outside the contour").isEqualTo(sharp);
        assertThat(at(ground, 65, 120)).as("on the way").isBetween(0.01f, sharp - 0.01f);
        assertThat(at(ground, 40, 120)).as("half a face away").isZero();
    }

    @Test
    void beyondThePhotoNothingIsTakenFromIt() {
        Raster ground = filled(3, 0f);
        OwnGround.sharpNear(ground, filled(3, 0.5f), filled(1, 1f), new OwnGround.Extent(50, 0, SIDE, SIDE), FACE);
        assertThat(at(ground, 20, 100)).isZero();
        assertThat(at(ground, 100, 100)).isEqualTo(Srgb.toLinear(0.5f));
    }

    private static Raster filled(int channels, float value) {
        Raster raster = Raster.blank(SIDE, SIDE, channels);
        Arrays.fill(raster.data(), value);
        return raster;
    }

    private static float at(Raster raster, int x, int y) {
        return raster.data()[raster.at(x, y)];
    }
}
