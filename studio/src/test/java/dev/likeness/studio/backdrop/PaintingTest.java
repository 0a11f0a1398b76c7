package dev.likeness.studio.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.studio.backdrop.Painting.Paint;
import org.junit.jupiter.api.Test;

class PaintingTest {
    private static final Tone BACKGROUND = new Tone(0.1, 0.2, 0.3);
    private static final Tone WALL = new Tone(0.6, 0.5, 0.4);
    private final Painting painting = Painting.of(200, 120, new Focus(100, 60, 50), 50);

    @Test
    void layerCoversWhatItStandsBeforeAndNothingElse() {
        painting.add((_, _) -> BACKGROUND);
        painting.over(8, (u, _) -> u < 0 ? Paint.opaque(WALL) : Paint.NONE);
        Raster light = painting.develop(200, 120, new Seed(1)).light();
        assertThat(light.data()[light.at(40, 60)]).isCloseTo(0.6f, within(0.01f));
        assertThat(light.data()[light.at(160, 60)]).isCloseTo(0.1f, within(0.01f));
    }

    @Test
    void backgroundShowsHalfThroughTheBlurredEdge() {
        painting.add((_, _) -> BACKGROUND);
        painting.over(8, (u, _) -> u < 0 ? Paint.opaque(WALL) : Paint.NONE);
        Raster light = painting.develop(200, 120, new Seed(1)).light();
        float edge = (light.data()[light.at(99, 60)] + light.data()[light.at(100, 60)]) / 2;
        assertThat(edge).isCloseTo(0.35f, within(0.01f));
        assertThat(light.data()[light.at(104, 60)]).isStrictlyBetween(0.12f, 0.33f);
    }

    @Test
    void depthOfALayerMayGrowAcrossThePicture() {
        painting.over(0, 9, u -> u < 0 ? 0 : 1, (_, v) -> v < 0 ? Paint.opaque(WALL) : Paint.NONE);
        Raster light = painting.develop(200, 120, new Seed(1)).light();
        assertThat(light.data()[light.at(20, 64)]).isLessThan(0.01f);
        assertThat(light.data()[light.at(180, 64)]).isGreaterThan(0.1f);
    }

    @Test
    void smallPaintingIsReducedByTheWidthOfTheFace() {
        Painting reduced = Painting.of(2048, 512, new Focus(1024, 230, 400), 100);
        assertThat(reduced.face().faceWidth()).isEqualTo(100);
        assertThat(reduced.right() - reduced.left()).isCloseTo(2048 / 400.0, within(0.02));
        assertThat(reduced.develop(2048, 512, new Seed(1)).light().width()).isEqualTo(2048);
    }
}
