package dev.likeness.darkroom.retouch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EvenSkinTest {
    private static final int SIDE = 200;
    /** Face width, pixels. */
    private static final double BW = 150;
    private static final float SKIN = 65;

    @Test
    void aMoleStaysBelowSevenTenthsAndFadesAbove() {
        float mole = -24;
        assertThat(depth(mole, 0.6)).isBetween(-26f, -22f);
        assertThat(depth(mole, 1)).isGreaterThan(-21f);
    }

    @Test
    void aBlemishGoesLongBefore() {
        float blemish = -4;
        assertThat(depth(blemish, 0.6)).isGreaterThan(0.7f * blemish);
    }

    /** How much darker than skin (L) the middle of a spot of 0.02 face widths is after evening out. */
    private static float depth(float before, double strength) {
        Raster lab = Raster.blank(SIDE, SIDE, 3);
        Raster skin = Raster.blank(SIDE, SIDE, 1);
        Arrays.fill(skin.data(), 1);
        for (int i = 0; i < SIDE * SIDE; i++) {
            double away = Math.hypot(i % SIDE - 100, i / SIDE - 100);
            lab.data()[3 * i] = SKIN + before * (float) Math.exp(-away * away / (2 * 3 * 3));
            lab.data()[3 * i + 1] = 14;
            lab.data()[3 * i + 2] = 16;
        }
        EvenSkin.apply(lab, skin, skin, new EvenSkin.Strengths(strength, 0), BW);
        return lab.data()[lab.at(100, 100)] - lab.data()[lab.at(40, 40)];
    }
}
