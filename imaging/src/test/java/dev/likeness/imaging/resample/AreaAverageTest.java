package dev.likeness.imaging.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AreaAverageTest {
    private static final int WIDTH = 47;
    private static final int HEIGHT = 31;
    private static final int CHANNELS = 3;

    @Test
    void everyPixelIsTheMeanOfTheAreaThatItCovers() {
        float[] picture = noise();
        for (int[] size : new int[][]{{47, 31}, {46, 30}, {40, 31}, {23, 10}, {11, 29}, {1, 1}}) {
            float[] reduced = reduced(picture, size[0], size[1], size[1]);
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[0] * CHANNELS; x++) {
                    assertThat(reduced[y * size[0] * CHANNELS + x]).as("%d x %d at %d, %d", size[0], size[1], x, y)
                            .isCloseTo((float) mean(picture, x, y, size[0], size[1]), within(1e-3f));
                }
            }
        }
    }

    @Test
    void passesOverPartsOfAPictureGiveTheSameBitsAsOneOverAllOfIt() {
        float[] picture = noise();
        float[] whole = reduced(picture, 30, 20, 20);
        for (int rows : new int[]{1, 3, 7}) {
            assertThat(reduced(picture, 30, 20, rows)).isEqualTo(whole);
        }
    }

    private static float[] reduced(float[] picture, int width, int height, int rowsInAPass) {
        AreaAverage average = new AreaAverage(WIDTH, HEIGHT, width, height, CHANNELS);
        float[] reduced = new float[width * height * CHANNELS];
        for (int from = 0; from < height; from += rowsInAPass) {
            AreaAverage.Pass pass = average.pass(from, Math.min(height, from + rowsInAPass), (y, row) -> System
                    .arraycopy(row, 0, reduced, y * row.length, row.length));
            float[] line = new float[pass.lineLength()];
            for (int y = pass.first(); !pass.finished(); y++) {
                System.arraycopy(picture, y * WIDTH * CHANNELS, line, 0, WIDTH * CHANNELS);
                pass.add(line);
            }
        }
        return reduced;
    }

    private static double mean(float[] picture, int x, int y, int width, int height) {
        int channel = x % CHANNELS;
        double stepX = (double) WIDTH / width;
        double stepY = (double) HEIGHT / height;
        double sum = 0;
        for (int v = 0; v < HEIGHT; v++) {
            double tall = Math.min(v + 1, (y + 1) * stepY) - Math.max(v, y * stepY);
            for (int u = 0; u < WIDTH; u++) {
                double wide = Math.min(u + 1, (x / CHANNELS + 1) * stepX) - Math.max(u, x / CHANNELS * stepX);
                sum += Math.max(0, wide) * Math.max(0, tall) * picture[(v * WIDTH + u) * CHANNELS + channel];
            }
        }
        return sum / (stepX * stepY);
    }

    private static float[] noise() {
        SplittableRandom chance = new SplittableRandom(5);
        float[] noise = new float[WIDTH * HEIGHT * CHANNELS];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = chance.nextInt(256);
        }
        return noise;
    }
}
