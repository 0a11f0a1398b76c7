package dev.likeness.darkroom.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrustTest {
    private static final int SIDE = 120;
    /** Face width in the test pictures, pixels. */
    private static final double BW = 40;

    @Test
    void aCertainMatteHasNoHesitation() {
        assertThat(TrustScore.hesitation(disc(30), BW)).isZero();
    }

    @Test
    void aSoftEdgeIsNoHesitationButALostOneIs() {
        Raster soft = Raster.blank(SIDE, SIDE, 1);
        Raster lost = Raster.blank(SIDE, SIDE, 1);
        for (int i = 0; i < SIDE * SIDE; i++) {
            double away = Math.hypot(i % SIDE - 60, i / SIDE - 60) - 30;
            soft.data()[i] = (float) Math.clamp(0.5 - away / 4, 0, 1);
            lost.data()[i] = (float) Math.clamp(0.5 - away / 60, 0, 1);
        }
        assertThat(TrustScore.hesitation(soft, BW)).isZero();
        assertThat(TrustScore.hesitation(lost, BW)).isGreaterThan(1);
    }

    /** A red person on blue, one matte right and one that takes a piece of the ground along. */
    @Test
    void coloursContradictAMatteThatTookGroundAlong() {
        Raster colours = Raster.blank(SIDE, SIDE, 3);
        Raster right = disc(30);
        for (int i = 0; i < SIDE * SIDE; i++) {
            colours.data()[3 * i + (right.data()[i] > 0.5f ? 2 : 0)] = 0.8f;
        }
        Raster all = Raster.blank(SIDE, SIDE, 1);
        Arrays.fill(all.data(), 1);
        Raster wrong = disc(30);
        for (int y = 50; y < 70; y++) {
            for (int x = 88; x < 104; x++) {
                wrong.data()[y * SIDE + x] = 1;
            }
        }
        assertThat(TrustScore.contradiction(colours, right, all, BW)).isZero();
        assertThat(TrustScore.contradiction(colours, wrong, all, BW)).isCloseTo(20 * 16 / (BW * BW), within(0.05));
    }

    @Test
    void onlyWhatIsThickAndSureDiffers() {
        Raster small = disc(30);
        Raster larger = disc(33);
        Raster whole = Raster.blank(SIDE, SIDE, 1);
        Arrays.fill(whole.data(), 1);
        assertThat(TrustScore.onlyIn(larger, small, BW)).as("a rim").isZero();
        assertThat(TrustScore.onlyIn(whole, small, BW)).isGreaterThan(4);
        assertThat(TrustScore.onlyIn(small, whole, BW)).isZero();
    }

    @Test
    void doubtIsFirmBelowTheThresholdOnly() {
        assertThat(new Trust(0.02, 0.04, 0.03, 0.02).isFirm()).isTrue();
        assertThat(new Trust(0.06, 0.2, 0.03, 0.02).isFirm()).isFalse();
    }

    private static Raster disc(int radius) {
        Raster disc = Raster.blank(SIDE, SIDE, 1);
        for (int i = 0; i < SIDE * SIDE; i++) {
            disc.data()[i] = Math.hypot(i % SIDE - 60, i / SIDE - 60) < radius ? 1 : 0;
        }
        return disc;
    }
}
