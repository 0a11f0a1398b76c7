package dev.likeness.darkroom.pixel;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;

/** A neural network of one input and one output, run by OpenCV on the CPU. May be used by several threads. */
public final class PixelNetwork {
    private final Net net;

    /** @param onnx the bytes of the ONNX file */
    public PixelNetwork(byte[] onnx) {
        try (BytePointer model = new BytePointer(onnx)) {
            net = opencv_dnn.readNetFromONNX(model, onnx.length);
        }
    }

    /**
     * OpenCV's network keeps state between setInput and forward, so one thread at a time.
     *
     * @param input samples in the order of {@code shape}
     * @param shape as the network declares it: batch, channels, height, width
     * @return the output's samples
     */
    public synchronized float[] run(float[] input, int... shape) {
        try (Mat blob = new Mat(shape, opencv_core.CV_32F); FloatPointer samples = new FloatPointer(blob.data())) {
            samples.put(input);
            net.setInput(blob);
            try (Mat out = net.forward(); FloatPointer result = new FloatPointer(out.data())) {
                float[] output = new float[(int) out.total()];
                result.get(output);
                return output;
            }
        }
    }
}
