package dev.likeness.studio.light;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import org.junit.jupiter.api.Test;

class IrisesTest {
    private static final Face FACE = new Face(40, 40, 120, new Face.Point(70, 80), new Face.Point(130, 80),
            new Face.Point(100, 140), 5);
    private static final float[] BLUE = {0.55f, 0.45f, 0.38f};

    /** One eye in the light of a lamp, the other in the shade: both keep their colour, and their brightness. */
    @Test
    void blueEyesStayBlueInTheLightOfALamp() {
        Raster photo = Raster.blank(200, 200, 3);
        Raster light = Raster.blank(200, 200, 3);
        float[] lamp = {0.45f, 1f, 1.8f};
        for (int i = 0; i < photo.data().length; i++) {
            photo.data()[i] = BLUE[i % 3];
            boolean lit = i / 3 % 200 < 100;
            light.data()[i] = Srgb.toLinear(BLUE[i % 3]) * (lit ? lamp[i % 3] : 0.5f);
        }
        float before = luminance(light, 70);
        assertThat(light.data()[light.at(70, 80)]).as("brown").isLessThan(light.data()[light.at(70, 80) + 2]);
        Irises.keep(light, photo, FACE, new float[]{0.9f, 1, 1.05f});
        for (int x : new int[]{70, 130}) {
            int i = light.at(x, 80);
            assertThat(0.9f * light.data()[i]).as("blue over red").isGreaterThan(1.1f * 1.05f * light.data()[i + 2]);
        }
        assertThat(luminance(light, 70)).isCloseTo(before, org.assertj.core.data.Percentage.withPercentage(6));
        assertThat(light.data()[light.at(100, 80)]).as("skin between the eyes")
                .isEqualTo(Srgb.toLinear(BLUE[0]) * 0.5f);
    }

    private static float luminance(Raster light, int x) {
        int i = light.at(x, 80);
        return Srgb.luminance(light.data()[i], light.data()[i + 1], light.data()[i + 2]);
    }
}
