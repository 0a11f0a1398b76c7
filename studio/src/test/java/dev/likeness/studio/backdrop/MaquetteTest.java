package dev.likeness.studio.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import org.junit.jupiter.api.Test;

/** Models of places and their photographs. */
class MaquetteTest {
    private static final int SIDE = 240;
    private static final Focus FACE = new Focus(120, 100, 72);
    private static final Maquette.View STRAIGHT = new Maquette.View(0, 1.5, 0, 1);
    private static final Tone GREY = new Tone(0.4, 0.4, 0.4);
    private static final Tone RED = new Tone(0.02, 0.02, 0.6);

    @Test
    void nearThingHidesWhatIsBehindItAndAHoleShowsIt() {
        Finish red = Finish.lamp(RED, 1);
        Finish pierced = Finish.lamp((x, y, z, axis) -> Math.abs(x) < 0.3 ? Finish.HOLE : GREY, 1).pierced();
        Raster hidden = photograph(room().box(-3, 0, 6, 3, 3, 6.1, red).box(-3, 0, 4, 3, 3, 4.1,
                Finish.lamp(GREY, 1)));
        Raster seen = photograph(room().box(-3, 0, 6, 3, 3, 6.1, red).box(-3, 0, 4, 3, 3, 4.1, pierced));
        assertThat(redness(hidden, SIDE / 2)).isCloseTo(1, within(0.05));
        assertThat(redness(seen, SIDE / 2)).isGreaterThan(3);
        assertThat(redness(seen, 10)).isCloseTo(1, within(0.05));
    }

    @Test
    void lampThrowsTheShadowOfWhatStandsBeforeIt() {
        Raster open = photograph(wallInLamplight());
        // The post stands outside the frame, its shadow falls on the wall a little right of the middle.
        Raster shaded = photograph(wallInLamplight().box(-1.4, 0, 3, -1.1, 4, 3.1, Finish.matt(GREY)));
        assertThat(mean(shaded, 128, 142) / mean(shaded, 200, 230))
                .isLessThan(0.75 * mean(open, 128, 142) / mean(open, 200, 230));
    }

    private static Maquette wallInLamplight() {
        return new Maquette().ambient(GREY.times(0.1), GREY.times(0.1)).box(-6, -1, 5, 6, 4, 5.1, Finish.matt(GREY))
                .lamp(-3, 1.5, 0.5, 0.02, 0.02, 0.02, new Tone(9, 9, 9));
    }

    @Test
    void photographIsAsBrightAsWasAskedFor() {
        for (double wish : new double[]{0.08, 0.25}) {
            Raster light = room().box(-6, -1, 5, 6, 4, 5.1, Finish.matt(GREY)).photograph(STRAIGHT, wish, SIDE, SIDE,
                    new Seed(1), FACE).light();
            assertThat(mean(light, 0, SIDE)).isCloseTo(wish, within(0.1 * wish));
        }
    }

    @Test
    void lampsAreSeenAsDiscsUnlessSomethingHidesThem() {
        Maquette.View view = STRAIGHT;
        Maquette open = room().box(-6, -1, 9, 6, 4, 9.1, Finish.matt(GREY)).bulb(0.4, 1.5, 6, 0.05, new Tone(2, 2, 2));
        Maquette hidden = room().box(-6, -1, 9, 6, 4, 9.1, Finish.matt(GREY)).box(0.1, 1, 4, 0.7, 2, 4.1,
                Finish.matt(GREY)).bulb(0.4, 1.5, 6, 0.05, new Tone(2, 2, 2));
        assertThat(max(open.photograph(view, 0.05, SIDE, SIDE, new Seed(1), FACE).light()))
                .isGreaterThan(1.5f * max(hidden.photograph(view, 0.05, SIDE, SIDE, new Seed(1), FACE).light()));
    }

    private static Maquette room() {
        return new Maquette().ambient(GREY, GREY);
    }

    private static Raster photograph(Maquette model) {
        return model.photograph(STRAIGHT, 0.2, SIDE, SIDE, new Seed(1), FACE).light();
    }

    /** Red over green in a narrow column at the height of the eyes. */
    private static double redness(Raster light, int x) {
        int at = light.at(x, (int) FACE.centreY());
        return light.data()[at + 2] / light.data()[at + 1];
    }

    private static double mean(Raster light, int left, int right) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = left; x < right; x++) {
                sum += light.data()[light.at(x, y) + 1];
            }
        }
        return sum / SIDE / (right - left);
    }

    private static float max(Raster light) {
        float max = 0;
        for (float sample : light.data()) {
            max = Math.max(max, sample);
        }
        return max;
    }
}
