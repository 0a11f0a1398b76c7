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
import dev.likeness.darkroom.pixel.OrtLibrary;
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
 * An ONNX Runtime session of one network, whose weights are mapped from their files. Holds native memory until it is
 * closed. May be used by several threads.
 */
public final class Network implements AutoCloseable {
    /** Interval at which a run checks whether it is cancelled, milliseconds. */
    private static final long CANCEL_CHECK_MILLIS = 10;
    /**
     * ONNX Runtime traverses a graph recursively while it opens it, one level for each node. The usual stack of a Java
     * thread, one megabyte, overflows and the process crashes. The operating system allocates only the used part of
     * these bytes.
     */
    private static final long STACK = 1L << 30;
    /**
     * One thread for all networks: the C library keeps a memory pool for each thread, so this way there is only one.
     */
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
     * @param weights any file with weights; paths in the model are relative to the root of its file system
     * @throws BrokenCheckpoint when ONNX Runtime cannot open the model or use the device
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
        OrtEnvironment environment = OrtLibrary.environment();
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
            case Device.RoundedProcessors(int threads) -> options.setIntraOpNumThreads(threads);
            case Device.Card card -> {
                // A missing CUDA kernel must be an error instead of a silent fallback to the CPU.
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
     * Runs the network and checks every few milliseconds whether it is cancelled.
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
                // Otherwise each network would keep the memory of its largest run. Not for GPUs, where allocation is
                // too slow.
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

    /** A thread that makes ONNX Runtime stop; it must have ended before the options are closed. */
    private static final class Watch {
        private final OrtSession.RunOptions options;
        private final Cancellation cancellation;
        private final CountDownLatch done = new CountDownLatch(1);
        /** The exception of {@link #cancellation}, which is not called again after it. */
        private final AtomicReference<@Nullable RuntimeException> reason = new AtomicReference<>();
        private final Thread thread;

        Watch(OrtSession.RunOptions options, Cancellation cancellation) {
            this.options = options;
            this.cancellation = cancellation;
            thread = Thread.ofVirtual().start(this::untilDone);
        }

        private void untilDone() {
            try {
                while (reason.get() == null && !done.await(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
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

        /** Ends the watch after the run; throws if the run was cancelled. */
        void end() {
            join();
            RuntimeException stop = reason.get();
            if (stop != null) {
                throw stop;
            }
        }

        /** Returns when the thread makes no more calls to ONNX Runtime. */
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

    /** Releases the memory immediately. */
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
