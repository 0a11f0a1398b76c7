package dev.likeness.studio.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.7, 2, 4.3, 9.9})
    void aPointBecomesAnEvenDiscOfTheSameLight(double radius) {
        Raster point = Raster.blank(61, 61, 3);
        point.data()[point.at(30, 30) + 1] = 1;
        Raster disc = new Disc(radius).blur(point);
        double sum = 0;
        for (int i = 0; i < disc.data().length; i++) {
            sum += disc.data()[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(disc.data()[disc.at(30, 30) + 1]).isCloseTo((float) (1 / (Math.PI * radius * radius)),
                within((float) (0.6 / (radius * radius))));
        assertThat(disc.data()[disc.at(30, 30 + (int) Math.ceil(radius) + 1) + 1]).isZero();
        assertThat(disc.data()[disc.at(30 - (int) radius, 30) + 1]).isPositive();
        assertThat(disc.data()[disc.at(30, 30)]).as("another channel").isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 8})
    void anEvenBackgroundStaysAsItIsUpToTheEdges(double radius) {
        Raster even = Raster.blank(40, 30, 3);
        Arrays.fill(even.data(), 0.4f);
        for (float sample : new Disc(radius).blur(even).data()) {
            assertThat(sample).isCloseTo(0.4f, within(1e-4f));
        }
    }
}
