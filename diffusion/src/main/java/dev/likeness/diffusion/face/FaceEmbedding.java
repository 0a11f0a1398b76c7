package dev.likeness.diffusion.face;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.OrtLibrary;
import dev.likeness.diffusion.picture.Rgb;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A face embedding network, whose unit vectors are close together for pictures of the same person: ArcFace (Deng 2019)
 * or SFace (Zhong 2021). The convention of a file is recognized by its contents:
 * <ul>
 * <li>input [1, 3, 112, 112], an aligned face in the order R, G, B; output 128 or 512 numbers;
 * <li>128 numbers, or a graph that begins with a subtraction and a multiplication (or division): samples 0 to 255;
 * <li>512 numbers otherwise: samples {@code (v - 127.5) / 127.5}.
 * </ul> Runs on the CPU; may be used by several threads.
 */
public final class FaceEmbedding implements AutoCloseable {
    private static final int SFACE = 128;
    private static final int ARCFACE = 512;
    /** Number of operators at the start of a graph among which its own normalization is looked for. */
    private static final int OPENING = 8;
    private static final float MIDDLE = 127.5f;

    private final OrtEnvironment environment = OrtLibrary.environment();
    private final OrtSession session;
    private final String input;
    private final boolean raw;

    private FaceEmbedding(OrtSession session, String input, boolean raw) {
        this.session = session;
        this.input = input;
        this.raw = raw;
    }

    /**
     * Opens the file and runs it once.
     *
     * @throws InvalidRequest when it cannot be used; the message says why
     */
    public static FaceEmbedding open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw wrong(file, "there is no such file");
        }
        try (SessionOptions options = new SessionOptions()) {
            List<String> opening = FirstOperators.of(file, OPENING);
            OrtSession session = OrtLibrary.environment().createSession(file.toString(), options);
            try {
                return checked(file, session, opening);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException | IOException | IllegalArgumentException e) {
            throw wrong(file, "it cannot be read as an ONNX model (" + firstLine(e) + ")");
        }
    }

    private static FaceEmbedding checked(Path file, OrtSession session, List<String> opening) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        String input = inputs.keySet().iterator().next();
        if (inputs.size() != 1 || !takesChips(inputs.values().iterator().next())) {
            throw wrong(file, "it must take one input of 1x3x112x112 numbers, not "
                    + inputs.values().stream().map(NodeInfo::getInfo).toList());
        }
        boolean normalises = opening.contains("Sub") && (opening.contains("Mul") || opening.contains("Div"));
        byte[] grey = new byte[FaceChip.SIDE * FaceChip.SIDE * 3];
        Arrays.fill(grey, (byte) 100);
        float[] tried = new FaceEmbedding(session, input, normalises)
                .run(new Rgb(FaceChip.SIDE, FaceChip.SIDE, grey));
        if (tried.length != SFACE && tried.length != ARCFACE) {
            throw wrong(file, "it gives " + tried.length + " numbers a face, and not 128 (SFace) or 512 (ArcFace)");
        }
        return new FaceEmbedding(session, input, normalises || tried.length == SFACE);
    }

    private static boolean takesChips(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            return false;
        }
        long[] wanted = {1, 3, FaceChip.SIDE, FaceChip.SIDE};
        long[] shape = tensor.getShape();
        if (shape.length != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (shape[i] > 0 && shape[i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static InvalidRequest wrong(Path file, String why) {
        return new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "LIKENESS_FACE_EMBEDDING names " + file
                + ", which is no face embedding: " + why
                + ". Name an ONNX file of ArcFace's or SFace's kind, or leave it out");
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Whether the network takes samples from 0 to 255. */
    boolean isRaw() {
        return raw;
    }

    /**
     * The embedding of a face.
     *
     * @param face in the pixels of the picture
     * @return a unit vector
     */
    public float[] of(Rgb picture, Face face) {
        try {
            return unit(run(FaceChip.of(picture, face)));
        } catch (OrtException e) {
            throw new IllegalStateException("the face embedding failed: " + e.getMessage(), e);
        }
    }

    /** The cosine similarity of two embeddings, -1 to 1; for the same person it is rarely below 0.35. */
    public static double likeness(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return Math.clamp(sum, -1, 1);
    }

    private float[] run(Rgb chip) throws OrtException {
        int area = FaceChip.SIDE * FaceChip.SIDE;
        float[] planes = new float[3 * area];
        for (int i = 0; i < area; i++) {
            for (int c = 0; c < 3; c++) {
                int sample = chip.rgb()[3 * i + c] & 0xff;
                planes[c * area + i] = raw ? sample : (sample - MIDDLE) / MIDDLE;
            }
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes),
                new long[]{1, 3, FaceChip.SIDE, FaceChip.SIDE});
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            if (!(result.get(0) instanceof OnnxTensor out) || out.getInfo().type != OnnxJavaType.FLOAT) {
                throw new IllegalArgumentException("its output is no list of numbers");
            }
            FloatBuffer values = out.getFloatBuffer();
            float[] embedding = new float[values.remaining()];
            values.get(embedding);
            return embedding;
        }
    }

    private static float[] unit(float[] values) {
        double square = 0;
        for (float value : values) {
            square += (double) value * value;
        }
        double length = Math.sqrt(square);
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length && length > 0; i++) {
            unit[i] = (float) (values[i] / length);
        }
        return unit;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot release the face embedding: " + e.getMessage(), e);
        }
    }
}
