package dev.likeness.studio.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;
import org.junit.jupiter.api.Test;

class ShadowFillTest {
    private static final int SIDE = 400;
    private static final Face FACE = new Face(125, 90, 150, new Face.Point(167, 150), new Face.Point(233, 150),
            new Face.Point(200, 220), 5);

    @Test
    void theShadowSideIsRaisedAndTheLitSideIsNot() {
        Raster picture = halves(0.3f, 0.7f);
        ShadowFill.apply(picture, skin(), FACE, Exposure.rightOverLeft(picture, skin(), FACE.eyesX()), false);
        assertThat(at(picture, 160)).isGreaterThan(0.34f).isLessThan(0.55f);
        assertThat(at(picture, 255)).isCloseTo(0.7f, within(0.02f));
        assertThat(at(picture, 40)).as("off the skin").isEqualTo(0.3f, within(1e-4f));
    }

    @Test
    void softLightIsLeftAlone() {
        Raster picture = halves(0.6f, 0.7f);
        ShadowFill.apply(picture, skin(), FACE, Exposure.rightOverLeft(picture, skin(), FACE.eyesX()), false);
        assertThat(at(picture, 160)).isEqualTo(0.6f);
    }

    private static float at(Raster picture, int x) {
        return picture.data()[picture.at(x, 180)];
    }

    private static Raster halves(float left, float right) {
        Raster picture = Raster.blank(SIDE, SIDE, 3);
        for (int i = 0; i < picture.data().length; i++) {
            picture.data()[i] = i / 3 % SIDE < FACE.eyesX() ? left : right;
        }
        return picture;
    }

    private static Raster skin() {
        Raster skin = Raster.blank(SIDE, SIDE, 1);
        for (int y = 90; y < 260; y++) {
            for (int x = 125; x < 275; x++) {
                skin.data()[y * SIDE + x] = 1;
            }
        }
        return skin;
    }
}
