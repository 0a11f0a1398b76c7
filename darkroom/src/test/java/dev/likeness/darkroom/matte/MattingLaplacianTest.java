package dev.likeness.darkroom.matte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.darkroom.pixel.Raster;
import org.junit.jupiter.api.Test;

class MattingLaplacianTest {
    private static final int SIDE = 96;

    /** Blue on orange with a soft edge of 12 pixels, known only where it is certain: the ramp must come back. */
    @Test
    void recoversASoftEdgeFromColoursAlone() {
        Raster colours = Raster.blank(SIDE, SIDE, 3);
        float[] truth = new float[SIDE * SIDE];
        float[] target = new float[SIDE * SIDE];
        float[] weight = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int i = y * SIDE + x;
                truth[i] = Math.clamp((x - 42) / 12f, 0f, 1f);
                float texture = 0.02f * ((x * 7 + y * 13) % 5);
                colours.data()[3 * i] = truth[i] * 0.8f + (1 - truth[i]) * 0.1f + texture;
                colours.data()[3 * i + 1] = truth[i] * 0.2f + (1 - truth[i]) * 0.5f + texture;
                colours.data()[3 * i + 2] = truth[i] * 0.1f + (1 - truth[i]) * 0.9f + texture;
                boolean known = x < 36 || x > 60;
                target[i] = known ? truth[i] : 0.5f;
                weight[i] = known ? Trimap.SURE : 0.002f;
            }
        }
        float[] alpha = new MattingLaplacian(colours).solve(target, weight, 200);
        double error = 0;
        for (int i = 0; i < truth.length; i++) {
            error += Math.abs(alpha[i] - truth[i]);
        }
        assertThat(error / truth.length).isLessThan(0.01);
    }

    @Test
    void leavesAUniformMatteAlone() {
        Raster colours = Raster.blank(SIDE, SIDE, 3);
        float[] ones = new float[SIDE * SIDE];
        java.util.Arrays.fill(ones, 1f);
        for (int i = 0; i < colours.data().length; i++) {
            colours.data()[i] = (i * 31 % 97) / 97f;
        }
        assertThat(new MattingLaplacian(colours).solve(ones, ones, 20)).usingElementComparator(
                (a, b) -> Math.abs(a - b) < 1e-3 ? 0 : 1).containsOnly(1f);
    }

}
