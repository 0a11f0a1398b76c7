package dev.likeness.darkroom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    @Test
    void cubicEnlargementAgreesWithOpenCv() {
        Raster small = noise(31, 23, 3);
        Raster large = Resampling.cubic(small, 100, 75);
        assertSame(large, Filters.enlarged(small, 100, 75, Interpolation.CUBIC), 1e-3);
    }

    @Test
    void averagesAgreeWithOpenCvForAnyFactor() {
        Raster large = noise(101, 77, 3);
        for (int[] size : new int[][]{{25, 19}, {100, 76}, {101, 11}, {1, 1}}) {
            assertSame(Resampling.averaged(large, size[0], size[1]),
                    Filters.reduced(large, size[0], size[1]), 1e-4);
        }
    }

    @Test
    void anEnlargementReadByRowsAgreesWithOpenCv() {
        Raster small = noise(20, 30, 1);
        assertSame(new Enlargement(small, 83, 119).whole(), Filters.enlarged(small, 83, 119, Interpolation.LINEAR),
                1e-4);
    }

    @Test
    void aPhotoInItsOwnPlaceIsThePhoto() {
        byte[] bgr = new byte[40 * 30 * 3];
        new SplittableRandom(3).nextBytes(bgr);
        Raster drawn = Resampling.photo(bgr, 40, 30, new Placement(1, 0, 0), 40, 30);
        for (int i = 0; i < bgr.length; i++) {
            assertThat(drawn.data()[i] * 255).isCloseTo(bgr[i] & 0xff, within(1e-3f));
        }
    }

    @Test
    void bordersAreRepeatedOrBlack() {
        Raster ramp = new Raster(4, 1, 1, new float[]{1, 2, 3, 4});
        Placement shifted = new Placement(1, 3, 0);
        assertThat(Resampling.linear(ramp, shifted, 8, 1, Border.REPEATED).data()).containsExactly(1, 1, 1, 1, 2, 3, 4,
                4);
        assertThat(Resampling.linear(ramp, shifted, 8, 1, Border.BLACK).data()).containsExactly(0, 0, 0, 1, 2, 3, 4, 0);
    }

    /** By a quarter, every sample falls on a sample: nothing is interpolated, whichever kernel is asked. */
    @Test
    void aPhotoTurnedByAQuarterKeepsItsSamples() {
        byte[] bgr = new byte[40 * 30 * 3];
        new SplittableRandom(3).nextBytes(bgr);
        Raster drawn = Resampling.photo(bgr, 40, 30, new Placement(1, Math.PI / 2, 30, 0), 30, 40);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 30; x++) {
                assertThat(drawn.data()[drawn.at(x, y)] * 255).as("at %d, %d", x, y)
                        .isCloseTo(bgr[3 * ((29 - x) * 40 + y)] & 0xff, within(1e-3f));
            }
        }
    }

    /** Turned there and drawn larger: a smooth picture is what it was, at its new place, and its borders go on. */
    @Test
    void aTurnedPictureIsTheSameAtItsNewPlace() {
        Raster smooth = Raster.blank(60, 50, 3);
        for (int i = 0; i < smooth.data().length; i++) {
            smooth.data()[i] = (float) (0.5 + 0.4 * Math.sin(i / 3 % 60 * 0.2 + i % 3) * Math.cos(i / 180 * 0.15));
        }
        Placement placed = new Placement(2.3, 0.35, 40, -10);
        Placement back = placed.inverse();
        Raster drawn = Resampling.cubic(smooth, placed, 200, 170, Border.REPEATED);
        Raster black = Resampling.cubic(smooth, placed, 200, 170, Border.BLACK);
        for (int y = 0; y < 170; y++) {
            for (int x = 0; x < 200; x++) {
                double u = back.x(x + 0.5, y + 0.5) - 0.5;
                double v = back.y(x + 0.5, y + 0.5) - 0.5;
                if (u > 2 && v > 2 && u < 57 && v < 47) {
                    assertThat((double) drawn.data()[drawn.at(x, y) + 1]).as("at %d, %d", x, y)
                            .isCloseTo(0.5 + 0.4 * Math.sin(u * 0.2 + 1) * Math.cos(v * 0.15), within(0.004));
                } else if (u < -3 || v < -3 || u > 62 || v > 52) {
                    assertThat(black.data()[black.at(x, y)]).isZero();
                    assertThat(drawn.data()[drawn.at(x, y)]).isBetween(0.09f, 0.91f);
                }
            }
        }
    }

    @Test
    void smoothingAtAFractionOfTheSizeAgreesWithTheWholeFilter() {
        Raster edge = Raster.blank(120, 90, 1);
        for (int i = 0; i < edge.data().length; i++) {
            edge.data()[i] = i % 120 < 60 ? 0 : 1;
        }
        assertSame(Filters.smooth(edge, 6).whole(), Filters.gauss(edge, 6), 0.015);
    }

    private static Raster noise(int width, int height, int channels) {
        Raster noise = Raster.blank(width, height, channels);
        SplittableRandom chance = new SplittableRandom(1);
        for (int i = 0; i < noise.data().length; i++) {
            noise.data()[i] = (float) chance.nextDouble();
        }
        return noise;
    }

    private static void assertSame(Raster actual, Raster expected, double tolerance) {
        assertThat(actual.data()).hasSameSizeAs(expected.data());
        for (int i = 0; i < actual.data().length; i++) {
            assertThat(actual.data()[i]).as("sample %d", i).isCloseTo(expected.data()[i], within((float) tolerance));
        }
    }
}
