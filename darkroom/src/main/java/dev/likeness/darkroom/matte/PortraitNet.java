package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.PixelNetwork;
import dev.likeness.darkroom.pixel.Raster;

/**
 * Our own matting network: a U-Net of 1.9 million parameters, trained by us on public-domain portraits (see
 * {@code training/} and {@code docs/portrait-net.md}).
 *
 * <p>Input {@code portrait} [1, 6, 320, 320]: B - 0.5, G - 0.5, R - 0.5 (colours 0 to 1, 0 beyond the photo before the
 * shift), validity (1 inside the photo), row ramp and column ramp (both -0.5 to 0.5). Output {@code alpha}
 * [1, 1, 320, 320], 0 to 1.
 */
final class PortraitNet {
    /** Side of the input, pixels. */
    static final int SIDE = 320;
    private static final int AREA = SIDE * SIDE;
    private static final int CHANNELS = 6;

    private final PixelNetwork net = Networks.read("portrait-net.onnx");

    /**
     * @param bgr    SIDE x SIDE x 3 in the canonical frame, 0 to 1, black beyond the photo
     * @param valid  SIDE x SIDE, 1 inside the photo, else 0
     * @param mirror shows the network the picture mirrored; the answer is turned back
     * @return alpha, SIDE x SIDE, 0 to 1
     */
    Raster run(Raster bgr, Raster valid, boolean mirror) {
        float[] answer = net.run(input(bgr, valid, mirror), 1, CHANNELS, SIDE, SIDE);
        if (!mirror) {
            return new Raster(SIDE, SIDE, 1, answer);
        }
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                alpha.data()[y * SIDE + x] = answer[y * SIDE + SIDE - 1 - x];
            }
        }
        return alpha;
    }

    private static float[] input(Raster bgr, Raster valid, boolean mirror) {
        float[] input = new float[CHANNELS * AREA];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int i = y * SIDE + x;
                int from = mirror ? y * SIDE + SIDE - 1 - x : i;
                for (int c = 0; c < 3; c++) {
                    input[c * AREA + i] = bgr.data()[3 * from + c] - 0.5f;
                }
                input[3 * AREA + i] = valid.data()[from];
                input[4 * AREA + i] = (float) y / SIDE - 0.5f;
                input[5 * AREA + i] = (float) x / SIDE - 0.5f;
            }
        }
        return input;
    }
}
