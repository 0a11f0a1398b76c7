package dev.likeness.darkroom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    @Test
    void thereAndBackIsWhereWeStarted() {
        Placement placement = new Placement(2.5, -7, 13);
        Placement nothing = placement.then(placement.inverse());
        assertThat(nothing.x(11)).isCloseTo(11, within(1e-9));
        assertThat(nothing.y(-3)).isCloseTo(-3, within(1e-9));
    }

    @Test
    void turnedThereAndBackIsWhereWeStarted() {
        Placement placement = new Placement(2.5, 0.4, -7, 13);
        Placement nothing = placement.then(placement.inverse());
        assertThat(nothing.x(11, -3)).isCloseTo(11, within(1e-9));
        assertThat(nothing.y(11, -3)).isCloseTo(-3, within(1e-9));
        Placement quarter = Placement.turn(Math.PI / 2, 10, 20);
        assertThat(quarter.x(11, 20)).as("what was to the right is below").isCloseTo(10, within(1e-9));
        assertThat(quarter.y(11, 20)).isCloseTo(21, within(1e-9));
        assertThatIllegalStateException().isThrownBy(() -> quarter.x(3));
    }

    /** A bright spot must arrive where the arithmetic says, enlarged or reduced. */
    @ParameterizedTest
    @CsvSource({"0.25, 0", "0.6, 0", "1, 0", "1.7, 0", "3, 0", "0.6, 0.4", "1, -0.3", "1.7, 0.2"})
    void drawsWhatItComputes(double scale, double angle) {
        Raster spot = Raster.blank(80, 80, 1);
        for (int y = 38; y < 42; y++) {
            for (int x = 48; x < 52; x++) {
                spot.data()[y * 80 + x] = 1;
            }
        }
        Placement placement = new Placement(scale, angle, 25, 9);
        assertArrives(placement.draw(spot, 240, 240, Interpolation.LINEAR, Border.BLACK), placement);
        assertArrives(Resampling.cubic(spot, placement, 240, 240, Border.BLACK), placement);
        assertArrives(Resampling.linear(spot, placement, 240, 240, Border.BLACK), placement);
    }

    private static void assertArrives(Raster canvas, Placement placement) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < canvas.data().length; i++) {
            sum += canvas.data()[i];
            x += canvas.data()[i] * (i % 240 + 0.5);
            y += canvas.data()[i] * (i / 240 + 0.5);
        }
        assertThat(x / sum).isCloseTo(placement.x(50, 40), within(0.1));
        assertThat(y / sum).isCloseTo(placement.y(50, 40), within(0.1));
    }

    @Test
    void srgbGoesThereAndBack() {
        for (int code = 0; code < 256; code++) {
            float value = code / 255f;
            assertThat(Srgb.fromLinear(Srgb.toLinear(value))).isCloseTo(value, within(2e-4f));
        }
        assertThat(Srgb.toLinear(0.5f)).isCloseTo(0.2140f, within(1e-4f));
    }
}
