package dev.likeness.studio.wardrobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.plan.ClothColour;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DyerTest {
    private static final int SIZE = 120;
    private static final int LEFT = 30;

    @ParameterizedTest
    @EnumSource(ClothColour.class)
    void blackClothTakesEveryHueAndKeepsItsFolds(ClothColour colour) {
        Raster cloth = cloth(0.16f);
        Raster dyed = dyed(cloth, colour);
        float[] wanted = Oklab.of(colour.rgb());
        float[] mean = mean(dyed);
        double chroma = Math.hypot(wanted[1], wanted[2]);
        if (chroma > 0.03) {
            double hue = Math.atan2(mean[2], mean[1]) - Math.atan2(wanted[2], wanted[1]);
            assertThat(Math.cos(hue)).as("hue").isGreaterThan(0.97);
            assertThat(Math.hypot(mean[1], mean[2])).as("chroma").isBetween(0.6 * chroma, 1.25 * chroma);
        } else {
            assertThat(Math.hypot(mean[1], mean[2])).as("chroma").isLessThan(0.04);
        }
        assertThat(mean[0]).as("most of the way to the new lightness").isCloseTo(
                0.82f * wanted[0] + 0.18f * mean(cloth)[0], within(0.06f));
        assertThat(correlation(cloth, dyed)).as("light and shade").isGreaterThan(0.95);
    }

    @ParameterizedTest
    @CsvSource({"RED", "WHITE", "BLACK"})
    void nothingOutsideTheMaskIsTouched(ClothColour colour) {
        Raster cloth = cloth(0.5f);
        Raster dyed = dyed(cloth, colour);
        for (int y = 0; y < SIZE; y++) {
            int row = cloth.at(0, y);
            assertThat(java.util.Arrays.copyOfRange(dyed.data(), row, row + 3 * LEFT))
                    .isEqualTo(java.util.Arrays.copyOfRange(cloth.data(), row, row + 3 * LEFT));
        }
    }

    /** Grey cloth with two folds and a weave. */
    private static Raster cloth(float brightness) {
        Raster cloth = Raster.blank(SIZE, SIZE, 3);
        Random random = new Random(5);
        for (int i = 0; i < SIZE * SIZE; i++) {
            double fold = 1 + 0.3 * Math.sin(i % SIZE * 4 * Math.PI / SIZE);
            float value = (float) (brightness * fold + 0.01 * random.nextGaussian());
            java.util.Arrays.fill(cloth.data(), 3 * i, 3 * i + 3, Math.clamp(value, 0f, 1f));
        }
        return cloth;
    }

    private static Raster dyed(Raster cloth, ClothColour colour) {
        Raster mask = Raster.blank(SIZE, SIZE, 1);
        for (int i = 0; i < SIZE * SIZE; i++) {
            mask.data()[i] = i % SIZE < LEFT ? 0 : 1;
        }
        Raster dyed = new Raster(SIZE, SIZE, 3, cloth.data().clone());
        Dyer.apply(dyed, mask, colour);
        return dyed;
    }

    private static float[] lab(Raster raster, int i) {
        float[] lab = new float[3];
        Oklab.of(Srgb.toLinear(raster.data()[3 * i]), Srgb.toLinear(raster.data()[3 * i + 1]),
                Srgb.toLinear(raster.data()[3 * i + 2]), lab, 0);
        return lab;
    }

    private static float[] mean(Raster raster) {
        float[] mean = new float[3];
        int n = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            if (i % SIZE >= LEFT) {
                float[] lab = lab(raster, i);
                for (int c = 0; c < 3; c++) {
                    mean[c] += lab[c];
                }
                n++;
            }
        }
        return new float[]{mean[0] / n, mean[1] / n, mean[2] / n};
    }

    private static double correlation(Raster one, Raster other) {
        float p = mean(one)[0];
        float q = mean(other)[0];
        double pp = 0;
        double qq = 0;
        double pq = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            if (i % SIZE >= LEFT) {
                double x = lab(one, i)[0] - p;
                double y = lab(other, i)[0] - q;
                pp += x * x;
                qq += y * y;
                pq += x * y;
            }
        }
        return pq / Math.sqrt(pp * qq);
    }
}
