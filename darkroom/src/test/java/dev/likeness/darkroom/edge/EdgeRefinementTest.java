package dev.likeness.darkroom.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.pixel.Raster;
import org.junit.jupiter.api.Test;

class EdgeRefinementTest {
    private static final int SIDE = 200;
    /** Face width, pixels. */
    private static final double BW = 260;
    /** Where the person ends in the photo. */
    private static final int EDGE = 100;

    @Test
    void aSoftMatteTakesTheEdgeThatThePhotoShows() {
        Raster alpha = ramp(96, 110);
        EdgeRefinement.apply(photo(new float[]{0.2f, 0.1f, 0.8f}), alpha, BW);
        assertThat(row(alpha, EDGE - 4)).as("just inside").isGreaterThan(0.95f);
        assertThat(row(alpha, EDGE + 4)).as("just outside").isLessThan(0.05f);
    }

    @Test
    void whereThePhotoShowsNoEdgeTheSoftnessIsTakenOut() {
        Raster alpha = ramp(93, 107);
        EdgeRefinement.apply(photo(new float[]{0.4f, 0.4f, 0.4f}), alpha, BW);
        assertThat(row(alpha, 96)).as("a quarter of the ramp inside").isGreaterThan(0.95f);
        assertThat(row(alpha, 103)).as("a quarter of the ramp outside").isLessThan(0.05f);
    }

    /** The mean of a collar, a neck and a jacket is a colour that no pixel has. */
    @Test
    void aPersonOfSeveralColoursHasASharpEdgeToo() {
        Raster photo = photo(new float[]{0.02f, 0.02f, 0.02f});
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE;
            float skin = x < EDGE - 7 && x > EDGE - 20 ? 0.95f : x <= EDGE - 20 ? 0.5f : -1;
            for (int c = 0; c < 3; c++) {
                photo.data()[3 * i + c] = skin >= 0 ? skin : photo.data()[3 * i + c];
            }
        }
        Raster alpha = ramp(96, 110);
        EdgeRefinement.apply(photo, alpha, BW);
        assertThat(row(alpha, EDGE - 3)).as("the jacket, just inside").isGreaterThan(0.95f);
        assertThat(row(alpha, EDGE + 3)).as("just outside").isLessThan(0.05f);
    }

    @Test
    void whatIsSureStays() {
        Raster alpha = ramp(96, 104);
        EdgeRefinement.apply(photo(new float[]{0.2f, 0.1f, 0.8f}), alpha, BW);
        assertThat(row(alpha, 20)).isEqualTo(1);
        assertThat(row(alpha, 180)).isZero();
    }

    /** A person of one colour on the left, grey on the right. */
    private static Raster photo(float[] person) {
        Raster photo = Raster.blank(SIDE, SIDE, 3);
        for (int i = 0; i < SIDE * SIDE; i++) {
            for (int c = 0; c < 3; c++) {
                photo.data()[3 * i + c] = i % SIDE < EDGE ? person[c] : 0.4f;
            }
        }
        return photo;
    }

    /** From 1 at the left of it to 0 at the right. */
    private static Raster ramp(int from, int to) {
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        for (int i = 0; i < SIDE * SIDE; i++) {
            alpha.data()[i] = Math.clamp((to - 0.5f - i % SIDE) / (to - from), 0f, 1f);
        }
        return alpha;
    }

    private static float row(Raster alpha, int x) {
        return alpha.data()[SIDE / 2 * SIDE + x];
    }
}
