package dev.likeness.darkroom.matte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SitterComponentTest {
    private static final int SIDE = 200;
    /** Eyes in the middle, 60 pixels wide. */
    private static final WorkPicture WORK = new WorkPicture(SIDE, SIDE, new Placement(1, 0, 0), new Face(70, 77, 60,
            new Face.Point(88, 100), new Face.Point(112, 100), new Face.Point(100, 125), 5));

    @Test
    void dropsWhoeverStandsApartAndKeepsTheSoftEdgeOfTheSitter() {
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        fill(alpha, 60, 140, 1);
        fill(alpha, 140, 143, 0.3f);
        fill(alpha, 170, 190, 1);
        SitterComponent.keep(alpha, WORK);
        assertThat(at(alpha, 100)).as("sitter").isEqualTo(1);
        assertThat(at(alpha, 141)).as("soft edge of the sitter").isEqualTo(0.3f);
        assertThat(at(alpha, 180)).as("bystander").isZero();
    }

    @Test
    void dropsNothingWhereNoPieceHoldsTheFace() {
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        fill(alpha, 170, 190, 1);
        SitterComponent.keep(alpha, WORK);
        assertThat(at(alpha, 180)).isEqualTo(1);
    }

    /** Columns of the picture. */
    private static void fill(Raster alpha, int from, int to, float value) {
        for (int y = 0; y < SIDE; y++) {
            Arrays.fill(alpha.data(), alpha.at(from, y), alpha.at(to, y), value);
        }
    }

    private static float at(Raster alpha, int x) {
        return alpha.data()[alpha.at(x, SIDE / 2)];
    }
}
