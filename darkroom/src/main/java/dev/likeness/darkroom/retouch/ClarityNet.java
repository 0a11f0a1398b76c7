package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.RuntimeNetwork;

/**
 * Our own network for the lightness of a small or soft face: residual blocks in the shape of a U, 0.7 million parameters,
 * trained by us on public-domain portraits that were made small, noisy and compressed (see {@code training/} and
 * {@code docs/clarity-net.md}). It was taught by the mean error and by no judge of likeness, so it draws nothing that the
 * photo does not tell: where that is little, it stays soft.
 *
 * <p>Input {@code frame} [1, 7, 448, 448]: L/100 - 0.5, a/100, b/100, and from the mesh skin, eyes with their lids, lips and
 * brows, 0 to 1. Output {@code lightness} [1, 1, 448, 448]: L/100.
 */
final class ClarityNet {
    /** Side of the frame, pixels. */
    static final int SIDE = 448;
    /** Width of the face in it, pixels. */
    static final double FACE = 224;
    /** Softness of the outlines, standard deviation in pixels. */
    private static final double SOFT = 2;
    private static final int AREA = SIDE * SIDE;
    private static final int CHANNELS = 7;

    private ClarityNet() {}

    private static final class Shared {
        private static final RuntimeNetwork NETWORK = RuntimeNetwork.open(ClarityNet.class, "clarity-net.onnx");
    }

    /**
     * @param lightness L, 0 to 100, as the network would have it
     * @param parts     eyes with their lids, lips and brows, 0 to 1
     */
    record Answer(Raster lightness, Raster parts) {}

    /**
     * @param lab  SIDE x SIDE, CIE L (0 to 100), a and b, the face upright in the middle
     * @param mesh in its pixels
     */
    static Answer ask(Raster lab, Mesh mesh) {
        float[] input = input(lab, mesh);
        float[] answer = Shared.NETWORK.run(input).getOrDefault("lightness", new float[AREA]);
        float[] parts = new float[AREA];
        for (int i = 0; i < AREA; i++) {
            answer[i] *= 100;
            parts[i] = Math.max(input[4 * AREA + i], Math.max(input[5 * AREA + i], input[6 * AREA + i]));
        }
        return new Answer(new Raster(SIDE, SIDE, 1, answer), new Raster(SIDE, SIDE, 1, parts));
    }

    private static float[] input(Raster lab, Mesh mesh) {
        float[] input = new float[CHANNELS * AREA];
        float[] oval = mask(mesh, Contour.OVAL);
        float[] eyes = mask(mesh, Contour.LEFT_LIDS, Contour.RIGHT_LIDS);
        float[] lips = mask(mesh, Contour.LIPS);
        float[] brows = mask(mesh, Contour.LEFT_BROW, Contour.RIGHT_BROW);
        for (int i = 0; i < AREA; i++) {
            input[i] = 0.01f * lab.data()[3 * i] - 0.5f;
            input[AREA + i] = 0.01f * lab.data()[3 * i + 1];
            input[2 * AREA + i] = 0.01f * lab.data()[3 * i + 2];
            input[3 * AREA + i] = Math.max(0, oval[i] - Math.max(eyes[i], Math.max(lips[i], brows[i])));
        }
        System.arraycopy(eyes, 0, input, 4 * AREA, AREA);
        System.arraycopy(lips, 0, input, 5 * AREA, AREA);
        System.arraycopy(brows, 0, input, 6 * AREA, AREA);
        return input;
    }

    private static float[] mask(Mesh mesh, Contour... outlines) {
        Raster mask = Raster.blank(SIDE, SIDE, 1);
        for (Contour outline : outlines) {
            outline.paint(mesh, mask);
        }
        return Filters.gauss(mask, SOFT).data();
    }
}
