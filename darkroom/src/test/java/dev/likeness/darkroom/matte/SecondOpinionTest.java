package dev.likeness.darkroom.matte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.pixel.Raster;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {
    private static final int SIDE = 120;

    @Test
    void aPieceOverWhichTheNetworkWaversBecomesWhatTheSegmentationSays() {
        Raster alpha = square(0.45f);
        SecondOpinion.settle(alpha, square(0.9f));
        assertThat(middle(alpha)).isGreaterThan(0.95f);

        alpha = square(0.55f);
        SecondOpinion.settle(alpha, square(0.1f));
        assertThat(middle(alpha)).isLessThan(0.05f);
    }

    @Test
    void whatTheNetworkIsSureOfStays() {
        Raster alpha = square(0.95f);
        float[] before = alpha.data().clone();
        SecondOpinion.settle(alpha, square(0));
        assertThat(alpha.data()).isEqualTo(before);
    }

    /** Hair is thin: half a strand is no doubt. */
    @Test
    void aThinEdgeStays() {
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 50; x < 56; x++) {
                alpha.data()[y * SIDE + x] = 0.5f;
            }
        }
        float[] before = alpha.data().clone();
        SecondOpinion.settle(alpha, square(1));
        assertThat(alpha.data()).isEqualTo(before);
    }

    private static float middle(Raster alpha) {
        return alpha.data()[SIDE / 2 * SIDE + SIDE / 2];
    }

    /** A square of one value, 40 pixels wide, in the middle of nothing. */
    private static Raster square(float value) {
        Raster raster = Raster.blank(SIDE, SIDE, 1);
        for (int y = 40; y < 80; y++) {
            for (int x = 40; x < 80; x++) {
                raster.data()[y * SIDE + x] = value;
            }
        }
        return raster;
    }
}
