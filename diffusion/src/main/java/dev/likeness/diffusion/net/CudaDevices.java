package dev.likeness.diffusion.net;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what NVIDIA GPUs require, because the errors of ONNX Runtime are less clear. */
public final class CudaDevices {
    private static final String RUNTIME = "libcudart.so.12";
    private static final String CUDA = "CUDA 12: packages cuda-cudart-12-*, libcublas-12-*, libcurand-12-* of NVIDIA's";
    private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

    static {
        LIBRARIES.put("libcuda.so.1", "the NVIDIA driver");
        LIBRARIES.put(RUNTIME, CUDA);
        LIBRARIES.put("libcublas.so.12", CUDA);
        LIBRARIES.put("libcublasLt.so.12", CUDA);
        LIBRARIES.put("libcurand.so.10", CUDA);
        LIBRARIES.put("libcudnn.so.9", "cuDNN 9 for CUDA 12: package libcudnn9-cuda-12 of NVIDIA's");
    }

    private CudaDevices() {}

    /**
     * @throws InvalidRequest when something is missing for a GPU; the message lists all of it, and where to get it
     */
    static void require(int index) {
        objection(index).ifPresent(objection -> {
            throw new InvalidRequest(ErrorCode.UNKNOWN_ENGINE,
                    "engine \"klein\" cannot run on card " + index + ": " + objection
                            + ". See docs/gpu.md, or set LIKENESS_KLEIN_DEVICE=cpu");
        });
    }

    /** Why a GPU cannot be used; empty when it can. */
    public static Optional<String> objection(int index) {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            return Optional.of("this build has no CUDA kernels: build it with mvn -B -Dgpu package");
        }
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return Optional.empty(); // libraries have other names there; ONNX Runtime reports what is missing
        }
        List<String> missing = LIBRARIES.keySet().stream().filter(library -> !loads(library)).toList();
        if (!missing.isEmpty()) {
            List<String> sources = missing.stream().map(LIBRARIES::get).distinct().toList();
            return Optional.of(String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " not on the library path (LD_LIBRARY_PATH); to be had from " + String.join("; from ", sources));
        }
        int count = count();
        return index < count
                ? Optional.empty()
                : Optional.of("the driver finds " + (count == 0 ? "no card" : "only " + count + " of them"));
    }

    @SuppressWarnings("restricted")
    private static boolean loads(String library) {
        try {
            SymbolLookup.libraryLookup(library, Arena.global());
            return true;
        } catch (IllegalArgumentException absent) {
            return false;
        }
    }

    /** {@code cudaGetDeviceCount}; 0 when it fails, for example for a driver older than the library. */
    private static int count() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            int error = (int) function("cudaGetDeviceCount", ValueLayout.ADDRESS).invokeExact(count);
            return error == 0 ? count.get(ValueLayout.JAVA_INT, 0) : 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Free bytes of a GPU's memory, {@code cudaMemGetInfo}; {@code Long.MAX_VALUE} if that is unknown. */
    static long free(int index) {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return Long.MAX_VALUE;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment free = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment total = arena.allocate(ValueLayout.JAVA_LONG);
            int set = (int) function("cudaSetDevice", ValueLayout.JAVA_INT).invokeExact(index);
            int error = (int) function("cudaMemGetInfo", ValueLayout.ADDRESS, ValueLayout.ADDRESS)
                    .invokeExact(free, total);
            return set == 0 && error == 0 ? free.get(ValueLayout.JAVA_LONG, 0) : Long.MAX_VALUE;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, MemoryLayout... arguments) {
        MemorySegment function = SymbolLookup.libraryLookup(RUNTIME, Arena.global()).find(name).orElseThrow();
        return Linker.nativeLinker().downcallHandle(function,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
