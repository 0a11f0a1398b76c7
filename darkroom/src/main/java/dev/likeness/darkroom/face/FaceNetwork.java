package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.RuntimeNetwork;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** One of MediaPipe's face networks (docs/models.md): a square picture goes in. */
final class FaceNetwork {
    private final RuntimeNetwork network;

    private FaceNetwork(RuntimeNetwork network) {
        this.network = network;
    }

    /** @param file in this package's resources, with one input [1, 3, side, side] */
    static FaceNetwork open(String file) {
        return new FaceNetwork(RuntimeNetwork.open(FaceNetwork.class, file));
    }

    /** Side of the input, pixels. */
    int side() {
        return network.side();
    }

    /**
     * @param bgr   8-bit, side x side
     * @param scale each sample v is shown as {@code v * scale + shift}
     * @return each output's numbers by its name
     */
    Map<String, float[]> run(Mat bgr, float scale, float shift) {
        return network.run(planes(bgr, scale, shift));
    }

    /** Red, green and blue one after another, as the networks take them. */
    private float[] planes(Mat bgr, float scale, float shift) {
        int area = side() * side();
        byte[] samples = new byte[3 * area];
        try (BytePointer data = bgr.data()) {
            data.get(samples);
        }
        float[] planes = new float[3 * area];
        for (int i = 0; i < area; i++) {
            for (int c = 0; c < 3; c++) {
                planes[(2 - c) * area + i] = (samples[3 * i + c] & 0xff) * scale + shift;
            }
        }
        return planes;
    }
}
