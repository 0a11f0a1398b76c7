package dev.likeness.studio.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.studio.light.Relighter.Lighting;
import dev.likeness.studio.light.SceneLight;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CompositorTest {
    private static final int SIDE = 240;
    private static final float[] AS_IT_IS = {1, 1, 1};
    private static final Face FACE = new Face(80, 60, 80, new Face.Point(103, 90), new Face.Point(137, 90),
            new Face.Point(120, 130), 5);

    @Test
    void contourAwayFromTheKeyTakesTheColourOfTheScenesLamps() {
        Raster dark = sitterBefore(new float[]{0, 0, 1}, 0);
        Raster red = sitterBefore(new float[]{0.05f, 0.05f, 1}, 2);
        Raster blue = sitterBefore(new float[]{1, 0.05f, 0.05f}, 2);
        int right = red.at(177, 110);
        int left = red.at(63, 110);
        assertThat(red.data()[right + 2]).isGreaterThan(1.3f * red.data()[right]);
        assertThat(blue.data()[right]).isGreaterThan(1.3f * blue.data()[right + 2]);
        assertThat(red.data()[right + 2]).isGreaterThan(2 * red.data()[left + 2]);
        assertThat(red.data()[right + 2]).isGreaterThan(2 * dark.data()[right + 2]);
    }

    /** A dark disc of 60 pixels radius in a hall that is dark but for a lamp in the lower corner. */
    private static Raster sitterBefore(float[] lamp, double rim) {
        Raster background = Raster.blank(SIDE, SIDE, 3);
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        Raster colours = Raster.blank(SIDE, SIDE, 3);
        Raster gain = Raster.blank(SIDE, SIDE, 3);
        Arrays.fill(colours.data(), 0.15f);
        Arrays.fill(gain.data(), 1f);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                alpha.data()[y * SIDE + x] = Math.hypot(x - 120, y - 120) < 60 ? 1 : 0;
                if (y > 215 && x < 25) {
                    System.arraycopy(lamp, 0, background.data(), background.at(x, y), 3);
                }
            }
        }
        SceneLight scene = new SceneLight(AS_IT_IS, 1, 1, 0, AS_IT_IS, AS_IT_IS, lamp, rim, 1, 1);
        Lighting lighting = new Lighting(new Enlargement(gain, SIDE, SIDE), true, rim, scene);
        Compositor.place(new Compositor.Subject(colours, alpha, FACE, lighting, AS_IT_IS), background);
        return background;
    }
}
