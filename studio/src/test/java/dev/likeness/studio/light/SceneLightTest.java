package dev.likeness.studio.light;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.backdrop.Backdrops;
import dev.likeness.studio.backdrop.Focus;
import dev.likeness.studio.plan.BackdropName;
import dev.likeness.studio.plan.LightName;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A grey head in different places: what falls on it is what is painted behind it. */
class SceneLightTest {
    private static final int SIDE = 300;
    private static final Face FACE = new Face(94, 68, 112, new Face.Point(125, 112), new Face.Point(175, 112),
            new Face.Point(150, 165), 1);

    @Test
    void aNightInTheCityIsCoolInTheShadeAndWarmFromBehind() {
        Raster gain = gain(BackdropName.CITY_NIGHT, LightName.SPLIT);
        assertThat(blueOverRed(gain, 163, 140)).as("the shaded cheek").isGreaterThan(1.15f);
        assertThat(blueOverRed(gain, 214, 120)).as("the side that the lamps behind touch").isLessThan(0.95f);
    }

    @Test
    void cherryBlossomThrowsPinkBackAndAForestGreen() {
        Raster pink = gain(BackdropName.SAKURA, LightName.SPLIT);
        assertThat(redOverGreen(pink, 178, 150)).isGreaterThan(1.04f);
        assertThat(redOverGreen(gain(BackdropName.FOLIAGE, LightName.SPLIT), 178, 150))
                .isLessThan(redOverGreen(pink, 178, 150) - 0.1f);
    }

    @Test
    void studiosAndIdentityPhotosAddNothing() {
        for (BackdropName name : new BackdropName[]{BackdropName.PAPER_GREY, BackdropName.ID_WHITE,
                BackdropName.PASTEL_PINK}) {
            assertThat(SceneLight.of(name, Raster.blank(8, 8, 3))).isSameAs(SceneLight.STUDIO);
        }
    }

    @Test
    void aWindowLightsFromTheSide() {
        Raster window = gain(BackdropName.WINDOW, LightName.SOFT);
        Raster office = gain(BackdropName.OFFICE, LightName.SOFT);
        assertThat(near(window)).isGreaterThan(1.2f * near(office));
    }

    @Test
    void aWarmKeyIsBalancedWhereTheGradeIsWarmToo() {
        SceneLight library = SceneLight.of(BackdropName.LIBRARY, Raster.blank(8, 8, 3));
        float[] white = {1, 1, 1};
        float[] warm = {0.9f, 1, 1.05f};
        float[] cool = {1.08f, 1, 0.94f};
        assertThat(warmth(library.gradedBy(white))).isGreaterThan(1.3);
        assertThat(warmth(library.gradedBy(warm)) * 1.05 / 0.9).as("both together").isGreaterThan(1.2)
                .as("no warmer than the lamp alone").isLessThan(warmth(library.gradedBy(white)));
        assertThat(library.gradedBy(cool).key()).isEqualTo(library.key());
        assertThat(SceneLight.STUDIO.gradedBy(warm).key()).as("white stays white").isEqualTo(white);
    }

    private static double warmth(SceneLight scene) {
        return scene.key()[2] / scene.key()[0];
    }

    private static float near(Raster gain) {
        return gain.data()[gain.at(115, 145) + 1] / gain.data()[gain.at(185, 145) + 1];
    }

    private static float blueOverRed(Raster gain, int x, int y) {
        return gain.data()[gain.at(x, y)] / gain.data()[gain.at(x, y) + 2];
    }

    private static float redOverGreen(Raster gain, int x, int y) {
        return gain.data()[gain.at(x, y) + 2] / gain.data()[gain.at(x, y) + 1];
    }

    private static Raster gain(BackdropName name, LightName light) {
        Raster background = Backdrops.of(name)
                .paint(SIDE, SIDE, new Seed(1), new Focus(FACE.eyesX(), FACE.eyesY(), FACE.width())).light();
        Raster grey = Raster.blank(SIDE, SIDE, 3);
        Arrays.fill(grey.data(), Srgb.fromLinear(0.3f));
        Raster skin = Raster.blank(SIDE, SIDE, 1);
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double head = Math.pow((x - 150) / 66.0, 2) + Math.pow((y - 125) / 86.0, 2);
                alpha.data()[y * SIDE + x] = head < 1 || y > 200 && Math.abs(x - 150) < y - 155 ? 1 : 0;
                skin.data()[y * SIDE + x] = head < 0.6 ? 1 : 0;
            }
        }
        return Relighter.light(new Relighter.Sitting(grey, skin, alpha, FACE, 1), LightSetup.of(light), 1,
                SceneLight.of(name, background)).gain().whole();
    }
}
