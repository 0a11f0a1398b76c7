package dev.likeness.darkroom.pixel;

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

/**
 * A neural network of one input, run by ONNX Runtime in the thread that asks: the same input gives the same numbers, and
 * several threads may ask at a time. A session is opened once a process and kept.
 */
public final class RuntimeNetwork {
    /**
     * The runtime walks a graph by recursion while it opens it, one level a node: the megabyte that Java's threads have
     * overflows, and with it ends the process. Only what is used of these bytes is ever taken.
     */
    private static final long STACK = 1L << 28;
    private static final ExecutorService OPENER = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "opening networks", STACK);
        thread.setDaemon(true);
        return thread;
    });

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final long[] shape;

    private RuntimeNetwork(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        var only = session.getInputInfo().entrySet().iterator().next();
        input = only.getKey();
        shape = ((TensorInfo) only.getValue().getInfo()).getShape();
    }

    /**
     * @param beside a class in whose package's resources the file lies
     * @param file   with one input of a fixed shape
     */
    public static RuntimeNetwork open(Class<?> beside, String file) {
        Future<RuntimeNetwork> opening = OPENER.submit(() -> opened(beside, file));
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
            throw new IllegalStateException("the network " + file + " cannot be opened", failure.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeNetwork opened(Class<?> beside, String file) throws IOException, OrtException {
        try (InputStream resource = beside.getResourceAsStream(file); SessionOptions options = new SessionOptions()) {
            if (resource == null) {
                throw new IllegalStateException(file + " is missing from the darkroom module");
            }
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtLibrary.environment();
            return new RuntimeNetwork(environment, environment.createSession(resource.readAllBytes(), options));
        }
    }

    /** Width of the input, pixels. */
    public int side() {
        return (int) shape[shape.length - 1];
    }

    /**
     * @param samples of the input, in the order of its shape
     * @return each output's numbers by its name
     */
    public Map<String, float[]> run(float[] samples) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(samples),
                shape);
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
}
