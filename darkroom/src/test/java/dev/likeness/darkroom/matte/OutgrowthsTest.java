package dev.likeness.darkroom.matte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A round head of one colour before a dark ground, and a bead on its outline. */
class OutgrowthsTest {
    private static final int SIDE = PortraitNet.SIDE;
    private static final double UNIT = SIDE / CanonicalFrame.SIDE;
    private static final double EYES_X = SIDE / 2.0;
    private static final double EYES_Y = SIDE * CanonicalFrame.ABOVE / CanonicalFrame.SIDE;
    private static final double HEAD = 0.7 * UNIT;
    private static final double BEAD = 0.04 * UNIT;
    private static final float[] SKIN = {0.45f, 0.55f, 0.75f};
    private static final float[] LEAF = {0.2f, 0.7f, 0.2f};
    private static final Face FACE = new Face(EYES_X - UNIT / 2, EYES_Y - 0.4 * UNIT, UNIT,
            new Face.Point(EYES_X - 0.2 * UNIT, EYES_Y), new Face.Point(EYES_X + 0.2 * UNIT, EYES_Y),
            new Face.Point(EYES_X, EYES_Y + 0.45 * UNIT), 1);

    private final Raster bgr = Raster.blank(SIDE, SIDE, 3);
    private final Raster alpha = Raster.blank(SIDE, SIDE, 1);
    private final Raster person = Raster.blank(SIDE, SIDE, 1);

    @BeforeEach
    void drawTheHead() {
        disc(EYES_X, EYES_Y, HEAD, SKIN, 1);
    }

    @Test
    void aLeafOnTheOutlineGoesAndTheHeadStays() {
        double[] leaf = bead(-120, LEAF, 0);
        float[] before = alpha.data().clone();
        clear();
        assertThat(at(leaf)).isLessThan(0.1f);
        for (int i = 0; i < before.length; i++) {
            if (Math.hypot(i % SIDE - leaf[0], i / SIDE - leaf[1]) > 4 * BEAD) {
                assertThat(alpha.data()[i]).isEqualTo(before[i]);
            }
        }
    }

    @Test
    void hairOfTheSittersOwnColourStays() {
        double[] tuft = bead(-120, SKIN, 0);
        clear();
        assertThat(at(tuft)).isEqualTo(1);
    }

    @Test
    void whatIsAPersonToTheSegmentationStays() {
        double[] bow = bead(-120, LEAF, 0.9f);
        clear();
        assertThat(at(bow)).isEqualTo(1);
    }

    @Test
    void anEarringStays() {
        double[] earring = bead(25, LEAF, 0);
        clear();
        assertThat(at(earring)).isEqualTo(1);
    }

    private void clear() {
        Outgrowths.clear(alpha, person, bgr, FACE);
    }

    private float at(double[] place) {
        return alpha.data()[(int) place[1] * SIDE + (int) place[0]];
    }

    /**
     * @param degrees on the outline, clockwise from the right
     * @return a place near its tip
     */
    private double[] bead(double degrees, float[] colour, float answer) {
        double right = Math.cos(Math.toRadians(degrees));
        double down = Math.sin(Math.toRadians(degrees));
        disc(EYES_X + (HEAD + 0.5 * BEAD) * right, EYES_Y + (HEAD + 0.5 * BEAD) * down, BEAD, colour, answer);
        return new double[]{EYES_X + (HEAD + 1.2 * BEAD) * right, EYES_Y + (HEAD + 1.2 * BEAD) * down};
    }

    private void disc(double x, double y, double radius, float[] colour, float answer) {
        for (int i = 0; i < alpha.data().length; i++) {
            boolean taken = alpha.data()[i] > 0;
            if (!taken && Math.hypot(i % SIDE + 0.5 - x, i / SIDE + 0.5 - y) < radius) {
                alpha.data()[i] = 1;
                person.data()[i] = answer;
                System.arraycopy(colour, 0, bgr.data(), 3 * i, 3);
            }
        }
    }
}
