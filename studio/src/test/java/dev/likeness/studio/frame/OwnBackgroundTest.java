package dev.likeness.studio.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OwnBackgroundTest {
    private static final int SIDE = 200;
    private static final double FACE = 60;
    /** The photo's right edge on the canvas. */
    private static final int EDGE = 140;
    private static final float WALL = 0.5f;

    /** A red sitter, and a white line on the wall close to the photo's edge: neither comes back beyond it. */
    @Test
    void beyondThePhotoThereIsPlainWallAndNoMirrorImage() {
        Raster photo = filled(3, WALL);
        Raster alpha = filled(1, 0f);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean sitter = x >= 60 && x < 125 && y >= 40;
                alpha.data()[y * SIDE + x] = sitter ? 1 : 0;
                paint(photo, x, y, sitter ? new float[]{0, 0, 1} : new float[]{WALL, WALL, WALL});
            }
            paint(photo, EDGE - 3, y, new float[]{1, 1, 1});
        }
        Raster done = OwnBackground.completed(photo, alpha, new PhotoArea(0, 0, EDGE, SIDE), FACE);
        for (int x = EDGE + 2; x < SIDE; x++) {
            int i = done.at(x, 150);
            assertThat(done.data()[i + 2] - done.data()[i]).as("red of the sitter at %d", x).isLessThan(0.02f);
            assertThat(Math.abs(done.data()[i] - done.data()[i - 3])).as("step of the line at %d", x)
                    .isLessThan(0.012f);
        }
        assertThat(done.data()[done.at(90, 150) + 2]).as("the sitter stays").isEqualTo(1);
    }

    /** A strip of wall at the photo's foot colours the frame far above it as well: nothing turns black. */
    @Test
    void aTallFrameIsWallToItsTop() {
        Raster photo = Raster.blank(40, 400, 3);
        Arrays.fill(photo.data(), WALL);
        Raster done = OwnBackground.completed(photo, Raster.blank(40, 400, 1), new PhotoArea(0, 380, 40, 400), 20);
        assertThat(done.data()[done.at(20, 2)]).isCloseTo(Srgb.toLinear(WALL),
                org.assertj.core.data.Offset.offset(0.01f));
    }

    private static void paint(Raster raster, int x, int y, float[] colour) {
        System.arraycopy(colour, 0, raster.data(), raster.at(x, y), 3);
    }

    private static Raster filled(int channels, float value) {
        Raster raster = Raster.blank(SIDE, SIDE, channels);
        Arrays.fill(raster.data(), value);
        return raster;
    }
}
