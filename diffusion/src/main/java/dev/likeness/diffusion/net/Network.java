package dev.likeness.diffusion.net;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.likeness.core.Cancellation;
import dev.likeness.core.PortraitException;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One network, ready to run: a model in memory whose weights are mapped from their files. Holds memory outside the Java
 * heap until closed. May be run by several threads.
 */
public final class Network implements AutoCloseable {
    /** How often a run looks whether it is cancelled, milliseconds. */
    private static final long PATIENCE = 10;
    /**
     * The runtime walks a graph by recursion while it opens it, one level a node: the megabyte that a Java thread
     * usually has overflows, and the process ends. Memory is taken only for what is used of these bytes.
     */
    private static final long STACK = 1L << 30;
    /** One thread for all: the C library keeps a pool of memory for each thread, and this way there is one of them. */
    private static final ExecutorService OPENER = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "opening networks", STACK);
        thread.setDaemon(true);
        return thread;
    });

    private final OrtSession session;
    private final OrtEnvironment environment;
    private final Device device;

    private Network(OrtEnvironment environment, OrtSession session, Device device) {
        this.environment = environment;
        this.session = session;
        this.device = device;
    }

    /**
     * @param weights any file of the weights: the root of its file system is where they are looked for
     * @throws BrokenCheckpoint when the runtime cannot make a network of it, or cannot reach the device
     */
    public static Network open(byte[] model, Path weights, Device device) {
        Future<Network> opening = OPENER.submit(() -> opened(model, weights, device));
        try {
            return opening.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrokenCheckpoint broken
                    ? broken
                    : new BrokenCheckpoint("ONNX Runtime cannot open a network on " + device + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortraitException.Cancelled();
        }
    }

    private static Network opened(byte[] model, Path weights, Device device) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = new SessionOptions()) {
            options.addConfigEntry("session.model_external_initializers_file_folder_path",
                    weights.toAbsolutePath().getRoot().toString());
            place(options, device);
            return new Network(environment, environment.createSession(model, options), device);
        } catch (OrtException e) {
            throw new BrokenCheckpoint("ONNX Runtime cannot open a network on " + device + ": " + e.getMessage(), e);
        }
    }

    private static void place(SessionOptions options, Device device) throws OrtException {
        switch (device) {
            case Device.Processors(int threads) -> options.setIntraOpNumThreads(threads);
            case Device.StandIn(int threads) -> options.setIntraOpNumThreads(threads);
            case Device.Card card -> {
                // A kernel that the card lacks must be an error, not a detour over the processor.
                options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
                OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(card.index());
                cuda.add("arena_extend_strategy", "kSameAsRequested");
                cuda.add("use_tf32", "0");
                if (card.memory() > 0) {
                    cuda.add("gpu_mem_limit", Long.toString(card.memory()));
                }
                options.addCUDA(cuda);
            }
        }
    }

    /** The inputs of a run: floats, integers and booleans, each under its name. */
    public static final class Inputs {
        private final Map<String, FloatTensor> reals = new LinkedHashMap<>();
        private final Map<String, long[]> wholes = new LinkedHashMap<>();
        private final Map<String, Shape> shapes = new LinkedHashMap<>();
        private final Map<String, ByteBuffer> flags = new LinkedHashMap<>();

        public Inputs with(String name, FloatTensor value) {
            reals.put(name, value);
            return this;
        }

        public Inputs with(String name, long[] values, long... sizes) {
            wholes.put(name, values.clone());
            shapes.put(name, Shape.of(sizes));
            return this;
        }

        /**
         * Booleans.
         *
         * @param values 0 or 1
         */
        public Inputs with(String name, byte[] values, long... sizes) {
            flags.put(name, ByteBuffer.wrap(values));
            shapes.put(name, Shape.of(sizes));
            return this;
        }
    }

    /**
     * Runs the network; while it runs, asks every few milliseconds whether it is cancelled.
     *
     * @return every output by its name
     * @throws PortraitException.Cancelled when it was stopped
     */
    public Map<String, FloatTensor> run(Inputs inputs, Cancellation cancellation) {
        cancellation.check();
        Map<String, OnnxTensorLike> tensors = new LinkedHashMap<>();
        try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            tensors(inputs, tensors);
            if (!(device instanceof Device.Card)) {
                // Or each network would keep what its largest run ever took. A card's memory is too slow to get.
                options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
            }
            Watch watch = new Watch(options, cancellation);
            try (OrtSession.Result result = session.run(tensors, options)) {
                watch.end();
                return outputs(result);
            } catch (OrtException e) {
                watch.end();
                throw e;
            } finally {
                watch.join();
            }
        } catch (OrtException e) {
            cancellation.check();
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensorLike::close);
        }
    }

    /** A thread that tells the runtime to stop; it must have ended before the options are closed. */
    private static final class Watch {
        private final OrtSession.RunOptions options;
        private final Cancellation cancellation;
        private final CountDownLatch done = new CountDownLatch(1);
        /** Why the run was stopped: what {@link #cancellation} threw. It is not asked again. */
        private final AtomicReference<@Nullable RuntimeException> reason = new AtomicReference<>();
        private final Thread thread;

        Watch(OrtSession.RunOptions options, Cancellation cancellation) {
            this.options = options;
            this.cancellation = cancellation;
            thread = Thread.ofVirtual().start(this::untilDone);
        }

        private void untilDone() {
            try {
                while (reason.get() == null && !done.await(PATIENCE, TimeUnit.MILLISECONDS)) {
                    ask();
                }
                if (reason.get() != null) {
                    options.setTerminate(true);
                }
            } catch (InterruptedException | OrtException ended) {
                Thread.currentThread().interrupt();
            }
        }

        @SuppressWarnings("CatchingUnchecked") // the caller's own: thrown again where the caller is
        private void ask() {
            try {
                cancellation.check();
            } catch (RuntimeException stop) {
                reason.set(stop);
            }
        }

        /** The run is over: throws why, if it was to be stopped. */
        void end() {
            join();
            RuntimeException stop = reason.get();
            if (stop != null) {
                throw stop;
            }
        }

        /** Returns once nothing more is told to the runtime. */
        void join() {
            done.countDown();
            boolean interrupted = false;
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tensors(Inputs inputs, Map<String, OnnxTensorLike> tensors) throws OrtException {
        for (Map.Entry<String, FloatTensor> input : inputs.reals.entrySet()) {
            FloatTensor value = input.getValue();
            tensors.put(input.getKey(), OnnxTensor.createTensor(environment, FloatBuffer.wrap(value.data()),
                    value.shape().toArray()));
        }
        for (Map.Entry<String, long[]> input : inputs.wholes.entrySet()) {
            Shape shape = inputs.shapes.getOrDefault(input.getKey(), Shape.of());
            tensors.put(input.getKey(),
                    OnnxTensor.createTensor(environment, LongBuffer.wrap(input.getValue()), shape.toArray()));
        }
        for (Map.Entry<String, ByteBuffer> input : inputs.flags.entrySet()) {
            Shape shape = inputs.shapes.getOrDefault(input.getKey(), Shape.of());
            tensors.put(input.getKey(),
                    OnnxTensor.createTensor(environment, input.getValue(), shape.toArray(), OnnxJavaType.BOOL));
        }
    }

    private static Map<String, FloatTensor> outputs(OrtSession.Result result) {
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
            OnnxTensor tensor = (OnnxTensor) output.getValue();
            FloatBuffer values = tensor.getFloatBuffer();
            float[] data = new float[values.remaining()];
            values.get(data);
            outputs.put(output.getKey(), FloatTensor.of(data, tensor.getInfo().getShape()));
        }
        return outputs;
    }

    /** Gives the memory back, at once. */
    @Override
    public void close() {
        try {
            session.close();
            NativeHeap.trim();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot release a network: " + e.getMessage(), e);
        }
    }
}
