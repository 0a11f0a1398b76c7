package dev.likeness.darkroom.face;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.Loader;

/**
 * Where ONNX Runtime's native libraries are loaded from. Left alone, it unpacks 28 MB of them from its jar at every start;
 * JavaCPP keeps what it has unpacked once.
 */
final class OrtLibrary {
    private static final String FOLDER = "onnxruntime.native.path";
    private static final String JAR = "/ai/onnxruntime/native/linux-x64/";

    private OrtLibrary() {}

    /** To be called before ONNX Runtime is; does nothing where somebody has chosen a folder, or on another platform. */
    static synchronized void prepare() {}
}
