package dev.likeness.studio.backdrop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.studio.plan.BackdropName;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be seen in each place, whatever the seed. */
class PlacesTest {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 480;
    private static final Focus FACE = new Focus(240, 216, 145);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void curtainIsFarBrighterThanTheWallBesideIt(long seed) {
        Raster light = paint(BackdropName.WINDOW, seed);
        assertThat(mean(light, 0, 0, 80, HEIGHT, 1)).isGreaterThan(2 * mean(light, 200, 0, 300, HEIGHT, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void daylightComesThroughTheOfficesWindows(long seed) {
        Raster light = paint(BackdropName.OFFICE, seed);
        assertThat(mean(light, 0, 60, 160, 200, 1)).isGreaterThan(1.4 * mean(light, 320, 60, WIDTH, 200, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bricksLieInCoursesWithJointsBetween(long seed) {
        Raster light = paint(BackdropName.BRICK, seed);
        double along = 0;
        double across = 0;
        for (int y = 0; y < HEIGHT - 6; y++) {
            for (int x = 200; x < WIDTH - 6; x++) {
                float here = light.data()[light.at(x, y) + 1];
                along += Math.abs(here - light.data()[light.at(x + 6, y) + 1]);
                across += Math.abs(here - light.data()[light.at(x, y + 6) + 1]);
            }
        }
        assertThat(across).isGreaterThan(1.2 * along);
        assertThat(mean(light, 200, 0, WIDTH, HEIGHT, 2)).isGreaterThan(1.5 * mean(light, 200, 0, WIDTH, HEIGHT, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void concreteIsGrey(long seed) {
        Raster light = paint(BackdropName.CONCRETE, seed);
        assertThat(mean(light, 0, 0, WIDTH, HEIGHT, 2) / mean(light, 0, 0, WIDTH, HEIGHT, 0)).isBetween(0.9, 1.25);
    }

    @ParameterizedTest
    @EnumSource(names = {"CAFE", "STAGE", "CHRISTMAS", "SMOKE"})
    void lampsInADarkPlaceAreBrighterThanPaper(BackdropName name) {
        float[] light = paint(name, 4).data();
        float[] sorted = light.clone();
        Arrays.sort(sorted);
        assertThat(sorted[sorted.length - 1]).isGreaterThan(0.95f);
        assertThat(sorted[sorted.length / 2]).isLessThan(0.22f);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void beamsOnAStageAreColoured(long seed) {
        Raster light = paint(BackdropName.STAGE, seed);
        int saturated = 0;
        for (int i = 0; i < light.data().length; i += 3) {
            float most = Math.max(light.data()[i], Math.max(light.data()[i + 1], light.data()[i + 2]));
            float least = Math.min(light.data()[i], Math.min(light.data()[i + 1], light.data()[i + 2]));
            saturated += most > 0.06f && least < 0.5f * most ? 1 : 0;
        }
        assertThat(saturated).isGreaterThan(WIDTH * HEIGHT / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void firIsGreenerThanAnythingElseInTheRoom(long seed) {
        Raster light = paint(BackdropName.CHRISTMAS, seed);
        int green = 0;
        for (int i = 0; i < light.data().length; i += 3) {
            green += light.data()[i + 1] > 1.1f * light.data()[i + 2] ? 1 : 0;
        }
        assertThat(green).isBetween(WIDTH * HEIGHT / 50, WIDTH * HEIGHT / 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void smokeIsLitFromTheUpperRight(long seed) {
        Raster light = paint(BackdropName.SMOKE, seed);
        assertThat(mean(light, 320, 0, WIDTH, 200, 1)).isGreaterThan(2 * mean(light, 0, 280, 160, HEIGHT, 1));
    }

    @ParameterizedTest
    @CsvSource({"WINDOW", "BRICK", "LIBRARY"})
    void mirroredPlaceIsTheSamePlaceInAMirror(BackdropName name) {
        Focus aside = new Focus(150, 216, 145);
        Raster mirrored = Backdrops.of(name).mirrored().paint(WIDTH, HEIGHT, new Seed(9), aside).light();
        Raster straight = Backdrops.of(name).paint(WIDTH, HEIGHT, new Seed(9), new Focus(330, 216, 145)).light();
        for (int x = 0; x < WIDTH; x += 17) {
            assertThat(mirrored.data()[mirrored.at(x, 100)])
                    .isEqualTo(straight.data()[straight.at(WIDTH - 1 - x, 100)]);
        }
    }

    private static Raster paint(BackdropName name, long seed) {
        return Backdrops.of(name).paint(WIDTH, HEIGHT, new Seed(seed), FACE).light();
    }

    private static double mean(Raster light, int left, int top, int right, int bottom, int channel) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += light.data()[light.at(x, y) + channel];
            }
        }
        return sum / ((right - left) * (bottom - top));
    }
}
