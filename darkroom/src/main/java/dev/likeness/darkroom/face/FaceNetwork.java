package dev.likeness.darkroom.face;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One of MediaPipe's face networks (docs/models.md), run by ONNX Runtime in the thread that asks: the same picture gives the
 * same numbers, and several threads may ask at a time. A session is opened once a process and kept.
 */
final class FaceNetwork {
    /**
     * The runtime walks a graph by recursion while it opens it, one level a node: the megabyte that Java's threads have
     * overflows, and with it ends the process. Only what is used of these bytes is ever taken.
     */
    private static final long STACK = 1L << 28;
    private static final ExecutorService OPENER = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "opening face networks", STACK);
        thread.setDaemon(true);
        return thread;
    });

    private final OrtSession session;
    private final String input;
    private final int side;

    private FaceNetwork(OrtSession session) throws OrtException {
        this.session = session;
        var only = session.getInputInfo().entrySet().iterator().next();
        input = only.getKey();
        side = (int) ((TensorInfo) only.getValue().getInfo()).getShape()[2];
    }

    /** @param file in this package's resources, with one input [1, 3, side, side] */
    static FaceNetwork open(String file) {
        Future<FaceNetwork> opening = OPENER.submit(() -> opened(file));
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return opening.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the face network " + file + " cannot be opened", failure.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static FaceNetwork opened(String file) throws IOException, OrtException {
        OrtLibrary.prepare();
        try (InputStream resource = FaceNetwork.class.getResourceAsStream(file);
                SessionOptions options = new SessionOptions()) {
            if (resource == null) {
                throw new IllegalStateException(file + " is missing from the darkroom module");
            }
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new FaceNetwork(OrtEnvironment.getEnvironment().createSession(resource.readAllBytes(), options));
        }
    }

    /** Side of the input, pixels. */
    int side() {
        return side;
    }

    /**
     * @param bgr   8-bit, side x side
     * @param scale each sample v is shown as {@code v * scale + shift}
     * @return each output's numbers by its name
     */
    Map<String, float[]> run(Mat bgr, float scale, float shift) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(),
                FloatBuffer.wrap(planes(bgr, scale, shift)), new long[]{1, 3, side, side});
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            Map<String, float[]> outputs = new HashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
                float[] numbers = new float[values.remaining()];
                values.get(numbers);
                outputs.put(output.getKey(), numbers);
            }
            return outputs;
        } catch (OrtException failure) {
            throw new IllegalStateException("ONNX Runtime failed: " + failure.getMessage(), failure);
        }
    }

    /** Red, green and blue one after another, as the networks take them. */
    private float[] planes(Mat bgr, float scale, float shift) {
        int area = side * side;
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
