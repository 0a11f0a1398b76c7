package dev.likeness.darkroom.pixel;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.bytedeco.javacpp.Loader;

/**
 * ONNX Runtime's environment, and where its native libraries are loaded from. Left alone, it unpacks 28 MB of them at every start; from the folder
 * in which JavaCPP keeps what it has unpacked once, a start takes 0.16 s less of the processor (docs/performance.md).
 */
public final class OrtLibrary {
    private static final String FOLDER = "onnxruntime.native.path";
    private static final Map<String, String> PLATFORMS = Map.of("linux-x86_64", "linux-x64", "linux-arm64",
            "linux-aarch64", "macosx-arm64", "osx-aarch64", "windows-x86_64", "win-x64");
    private static final String[] LIBRARIES = {"onnxruntime", "onnxruntime4j_jni"};

    private OrtLibrary() {}

    /**
     * The environment of this process, which tells its maker nothing: builds for Windows would.
     */
    public static OrtEnvironment environment() {
        prepare();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's telemetry cannot be switched off", e);
        }
        return environment;
    }

    /**
     * To be called before ONNX Runtime is. Leaves it alone where somebody has chosen a folder, and where its kernels for cards
     * are on the class path, which must lie beside it.
     */
    private static synchronized void prepare() {
        String platform = PLATFORMS.getOrDefault(Loader.getPlatform(), "");
        String folder = "/ai/onnxruntime/native/" + platform + "/";
        boolean found = OrtLibrary.class.getResource(folder + System.mapLibraryName(LIBRARIES[0])) != null;
        boolean cards = OrtLibrary.class
                .getResource(folder + System.mapLibraryName("onnxruntime_providers_cuda")) != null;
        if (System.getProperty(FOLDER) != null || !found || cards) {
            return;
        }
        try {
            File unpacked = new File(folder);
            for (String library : LIBRARIES) {
                unpacked = Loader.cacheResource(folder + System.mapLibraryName(library));
            }
            System.setProperty(FOLDER, String.valueOf(unpacked.getParent()));
        } catch (IOException failure) {
            throw new UncheckedIOException("ONNX Runtime's libraries cannot be unpacked", failure);
        }
    }
}
