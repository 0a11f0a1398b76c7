package dev.likeness.darkroom.matte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import org.junit.jupiter.api.Test;

class HairlessOutlineTest {
    private static final int WIDTH = 500;
    private static final int HEIGHT = 400;
    /** Eyes at (250, 100), face 160 pixels wide: chin at 220, ears within 102 of the middle. */
    private static final WorkPicture WORK = new WorkPicture(WIDTH, HEIGHT, new Placement(1, 0, 0),
            new Face(170, 40, 160,
                    new Face.Point(219, 100), new Face.Point(281, 100), new Face.Point(250, 166), 5));
    private static final int SHOULDER = 260;

    @Test
    void piecesBesideTheShoulderGoAndItsLineStays() {
        Raster alpha = sitter(70);
        fill(alpha, 100, 105, SHOULDER - 8, SHOULDER, 1);
        fill(alpha, 380, 388, SHOULDER - 16, SHOULDER - 12, 0.6f);
        fill(alpha, 410, 414, SHOULDER, SHOULDER + 8, 0);
        HairlessOutline.smooth(alpha, WORK);
        assertThat(at(alpha, 102, SHOULDER - 6)).as("crumb on the shoulder").isLessThan(0.1f);
        assertThat(at(alpha, 384, SHOULDER - 14)).as("crumb that stands off").isZero();
        assertThat(at(alpha, 412, SHOULDER + 5)).as("nick").isGreaterThan(0.9f);
        for (int x = 120; x < 160; x++) {
            assertThat(at(alpha, x, SHOULDER - 3)).as("above the shoulder").isZero();
            assertThat(at(alpha, x, SHOULDER + 2)).as("shoulder").isEqualTo(1);
        }
    }

    @Test
    void aVeilUnderTheEarGoesAndWhatIsAboveStays() {
        Raster alpha = sitter(70);
        fill(alpha, 320, 330, 155, 185, 0.3f);
        fill(alpha, 320, 323, 60, 64, 0.5f);
        Raster before = new Raster(WIDTH, HEIGHT, 1, alpha.data().clone());
        HairlessOutline.smooth(alpha, WORK);
        assertThat(at(alpha, 325, 170)).as("veil under the ear").isLessThan(0.05f);
        assertThat(at(alpha, 318, 170)).as("cheek").isGreaterThan(0.95f);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(at(alpha, x, y)).as("hair and temples").isEqualTo(at(before, x, y));
            }
        }
    }

    @Test
    void longHairKeepsItsEndsOnTheShoulder() {
        Raster alpha = sitter(130);
        fill(alpha, 384, 388, SHOULDER - 20, SHOULDER, 1);
        fill(alpha, 40, 45, SHOULDER - 8, SHOULDER, 1);
        HairlessOutline.smooth(alpha, WORK);
        assertThat(at(alpha, 386, SHOULDER - 15)).as("strand beside the hair").isEqualTo(1);
        assertThat(at(alpha, 42, SHOULDER - 6)).as("crumb far from the hair").isLessThan(0.1f);
    }

    /** Head and hair of so many pixels to each side, and shoulders from side to side. */
    private static Raster sitter(int half) {
        Raster alpha = Raster.blank(WIDTH, HEIGHT, 1);
        fill(alpha, 250 - half, 250 + half, 30, SHOULDER, 1);
        fill(alpha, 0, WIDTH, SHOULDER, HEIGHT, 1);
        return alpha;
    }

    private static void fill(Raster alpha, int left, int right, int top, int bottom, float value) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                alpha.data()[alpha.at(x, y)] = value;
            }
        }
    }

    private static float at(Raster alpha, int x, int y) {
        return alpha.data()[alpha.at(x, y)];
    }
}
