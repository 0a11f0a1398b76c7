package dev.likeness.studio.backdrop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Seed;
import dev.likeness.studio.plan.Air;
import dev.likeness.studio.plan.BackdropName;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another hour or weather does to a place. */
class WeatherTest {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 420;
    private static final Focus FACE = new Focus(180, 180, 110);

    @ParameterizedTest
    @EnumSource(names = {"SAKURA", "MOON_GATE", "FOLIAGE", "BAMBOO"})
    void theSunIsWarmTheSkyAfterItIsBlueAndTheNightIsDark(BackdropName name) {
        double[] clear = mean(paint(name, Air.CLEAR));
        double[] golden = mean(paint(name, Air.GOLDEN_HOUR));
        double[] blue = mean(paint(name, Air.BLUE_HOUR));
        double[] night = mean(paint(name, Air.NIGHT));
        assertThat(golden[2] / golden[0]).isGreaterThan(1.2 * clear[2] / clear[0]);
        assertThat(blue[0] / blue[2]).isGreaterThan(1.2 * clear[0] / clear[2]);
        assertThat(blue[1]).isLessThan(0.75 * clear[1]);
        assertThat(night[1]).isLessThan(0.5 * blue[1]);
    }

    @ParameterizedTest
    @EnumSource(names = {"SAKURA", "MOON_GATE", "FOLIAGE", "BRICK"})
    void fogTakesContrastAndColour(BackdropName name) {
        assertThat(spread(paint(name, Air.FOG))).isLessThan(0.75 * spread(paint(name, Air.CLEAR)));
    }

    @ParameterizedTest
    @EnumSource(names = {"CITY_NIGHT", "MOON_GATE", "BRICK"})
    void flakesFallAndEachSeedsOwn(BackdropName name) {
        float[] one = paint(name, Air.SNOWFALL);
        assertThat(one).isEqualTo(paint(name, Air.SNOWFALL)).isNotEqualTo(paint(name, Air.CLEAR));
        float[] sorted = one.clone();
        Arrays.sort(sorted);
        assertThat(sorted[0]).isNotNegative();
        assertThat(sorted[sorted.length - 1]).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"CITY_NIGHT", "MOON_GATE", "TEMPLE"})
    void rainFallsInLinesThatAreTallerThanWide(BackdropName name) {
        float[] rain = paint(name, Air.RAIN);
        assertThat(rain).isEqualTo(paint(name, Air.RAIN));
        float[] clear = paint(name, Air.CLEAR);
        double down = 0;
        double across = 0;
        for (int y = 0; y < HEIGHT - 6; y++) {
            for (int x = 0; x < WIDTH - 6; x++) {
                int at = 3 * (y * WIDTH + x) + 1;
                down += steps(rain, at, 18 * WIDTH) - steps(clear, at, 18 * WIDTH);
                across += steps(rain, at, 18) - steps(clear, at, 18);
            }
        }
        assertThat(across).as("lines add contrast across, and less along").isGreaterThan(down);
    }

    private static double steps(float[] light, int at, int away) {
        return Math.abs(light[at] - light[at + away]);
    }

    @ParameterizedTest
    @EnumSource(names = {"KITCHEN", "OFFICE"})
    void rainOnThePanesOfARoomTakesTheDay(BackdropName name) {
        float[] clear = paint(name, Air.CLEAR);
        float[] rain = paint(name, Air.RAIN);
        assertThat(mean(rain)[1]).isBetween(0.3 * mean(clear)[1], 0.9 * mean(clear)[1]);
        assertThat(mean(rain)[0] / mean(rain)[2]).isGreaterThan(mean(clear)[0] / mean(clear)[2]);
    }

    private static float[] paint(BackdropName name, Air air) {
        return new Weather(Backdrops.of(name), air, name.isRoom()).paint(WIDTH, HEIGHT, new Seed(3), FACE).light()
                .data();
    }

    private static double[] mean(float[] light) {
        double[] sum = new double[3];
        for (int i = 0; i < light.length; i++) {
            sum[i % 3] += light[i] * 3.0 / light.length;
        }
        return sum;
    }

    private static double spread(float[] light) {
        double mean = mean(light)[1];
        double sum = 0;
        for (int i = 1; i < light.length; i += 3) {
            sum += (light[i] - mean) * (light[i] - mean);
        }
        return Math.sqrt(sum * 3 / light.length);
    }
}
