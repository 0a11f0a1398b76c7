package dev.likeness.studio.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.likeness.darkroom.pixel.Raster;
import org.junit.jupiter.api.Test;

class BrushTest {
    private static final Focus FACE = new Focus(100, 100, 100);
    private static final Tone LIGHT = new Tone(0.2, 0.5, 2);

    private final Raster layer = Raster.blank(200, 200, 4);
    private final Brush brush = new Brush(layer, FACE);

    @Test
    void leafCoversTwoThirdsOfItsBoxInEveryDirection() {
        for (double angle = 0; angle < Math.PI; angle += 0.3) {
            Raster one = Raster.blank(200, 200, 4);
            new Brush(one, FACE).leaf(0, 0, 0.8, 0.3, angle, LIGHT);
            assertThat(sum(one, 3)).isCloseTo(80 * 30 * 2 / 3.0, withPercentage(3));
        }
    }

    @Test
    void petalIsAnEllipse() {
        brush.petal(0.1, -0.1, 0.8, 0.3, 0.4, LIGHT);
        assertThat(sum(layer, 3)).isCloseTo(Math.PI / 4 * 80 * 30, withPercentage(3));
    }

    @Test
    void limbTapers() {
        brush.limb(-0.5, 0, 0.5, 0, 0.4, 0.1, LIGHT);
        assertThat(thickness(60)).isGreaterThan(thickness(100) + 8).isLessThan(38.5);
        assertThat(thickness(140)).isLessThan(thickness(100) - 8);
    }

    @Test
    void coloursOfALayerArePremultipliedByCover() {
        brush.leaf(0, 0, 0.8, 0.3, 0.7, LIGHT);
        brush.petal(0.1, 0, 0.3, 0.3, 0, LIGHT);
        for (int at = 0; at < layer.data().length; at += 4) {
            assertThat(layer.data()[at + 2]).isCloseTo(2 * layer.data()[at + 3], offset(1e-5f));
        }
    }

    @Test
    void whatReachesOutOfTheFrameIsCut() {
        brush.petal(-1, -1, 0.5, 0.5, 0, LIGHT);
        brush.limb(0.9, 0.9, 5, 5, 0.1, 0.1, LIGHT);
        brush.leaf(9, 9, 1, 0.5, 1, LIGHT);
        assertThat(layer.data()[layer.at(0, 0) + 3]).isEqualTo(1);
    }

    @Test
    void layerOutOfFocusKeepsItsLightAndHidesWhatLiesBelow() {
        brush.petal(0, 0, 0.4, 0.4, 0, LIGHT);
        Raster background = Raster.blank(200, 200, 3);
        for (int at = 0; at < background.data().length; at += 3) {
            background.data()[at] = 1;
        }
        Lens.over(background, layer, 9);
        assertThat(sum(background, 2)).isCloseTo(sum(layer, 2), withPercentage(0.5));
        assertThat(background.data()[background.at(100, 100)]).isCloseTo(0.2f, offset(1e-3f));
        assertThat(background.data()[background.at(5, 5)]).isEqualTo(1);
    }

    private double thickness(int column) {
        double sum = 0;
        for (int y = 0; y < layer.height(); y++) {
            sum += layer.data()[layer.at(column, y) + 3];
        }
        return sum;
    }

    private static double sum(Raster raster, int channel) {
        double sum = 0;
        for (int at = channel; at < raster.data().length; at += raster.channels()) {
            sum += raster.data()[at];
        }
        return sum;
    }
}
