package dev.likeness.studio.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlyawaysTest {
    private static final int SIDE = 480;
    private static final int RADIUS = 150;
    private static final Face FACE = new Face(165, 180, 150, new Face.Point(210, 240), new Face.Point(270, 240),
            new Face.Point(240, 310), 5);

    @Test
    void hairsLeaveAnOutlineOfStrandsAboveTheShouldersOnly() {
        Raster before = disc();
        Raster grown = grown(0.4f, 1);
        int above = 0;
        for (int i = 0; i < grown.data().length; i++) {
            assertThat(grown.data()[i]).isBetween(before.data()[i], 1f);
            boolean more = grown.data()[i] > before.data()[i] + 0.03f;
            above += more ? 1 : 0;
            // Eyes are 60 pixels apart; a hair is no longer than a third of the face.
            assertThat(more && i / SIDE > 240 + 1.1 * 60 + 50).as("row " + i / SIDE).isFalse();
        }
        assertThat(above).isGreaterThan(40);
    }

    @Test
    void noneLeavesACapWithoutStrands() {
        assertThat(grown(0, 1).data()).isEqualTo(disc().data());
    }

    @Test
    void theSeedDecides() {
        assertThat(grown(0.4f, 1).data()).isEqualTo(grown(0.4f, 1).data()).isNotEqualTo(grown(0.4f, 2).data());
    }

    /** Alpha of a brown disc with strands of so much contrast that lie around its middle, after hairs have grown on it. */
    private static Raster grown(float contrast, long seed) {
        Raster alpha = disc();
        Raster bgr = Raster.blank(SIDE, SIDE, 3);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float luma = 0.25f * (1 + contrast * (float) Math.sin(Math.hypot(x - 240, y - 240) / 2));
                Arrays.fill(bgr.data(), bgr.at(x, y), bgr.at(x, y) + 3, luma);
            }
        }
        Raster skin = Raster.blank(SIDE, SIDE, 1);
        for (int y = 240; y < 330; y++) {
            for (int x = 200; x < 280; x++) {
                skin.data()[y * SIDE + x] = 1;
                float[] colour = {0.5f, 0.6f, 0.8f};
                System.arraycopy(colour, 0, bgr.data(), bgr.at(x, y), 3);
            }
        }
        Flyaways.grow(bgr, alpha, skin, FACE, new Seed(seed));
        return alpha;
    }

    private static Raster disc() {
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                alpha.data()[y * SIDE + x] = Math.hypot(x - 240, y - 240) < RADIUS ? 1 : 0;
            }
        }
        return alpha;
    }
}
