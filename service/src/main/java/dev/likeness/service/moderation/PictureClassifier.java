package dev.likeness.service.moderation;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network that tells how a picture would be classed: as a drawing, hentai, neutral, porn or sexy, in this order, as the
 * public nsfwjs networks have it. Its input is one picture of 224 by 224 pixels, RGB from 0 to 1, as {@code [1, 224, 224,
 * 3]} or {@code [1, 3, 224, 224]} floats; its output {@code [1, 5]} probabilities. No such network comes with us.
 *
 * <p>The whole picture is squeezed into the square, each output pixel being the mean of the samples that it covers.
 */
public final class PictureClassifier implements Moderator {
    /** Pixels a side of what the network sees. */
    static final int SIDE = 224;

    private static final int CLASSES = 5;
    private static final String ENDING = ".onnx";

    private final OrtSession session;
    private final String input;
    private final boolean channelsFirst;
    private final Thresholds thresholds;

    /**
     * From which probability of a class on a picture is refused, above 0 to 1, or {@link #NEVER}.
     */
    public record Thresholds(double drawings, double hentai, double neutral, double porn, double sexy) {
        /** No probability reaches it. */
        public static final double NEVER = 2;
        /** Only hentai and porn are refused, where the network is fairly sure of them. */
        public static final Thresholds DEFAULT = new Thresholds(NEVER, 0.7, NEVER, 0.7, NEVER);

        boolean refuse(float[] probabilities) {
            double[] limits = {drawings, hentai, neutral, porn, sexy};
            for (int i = 0; i < limits.length; i++) {
                if (probabilities[i] >= limits[i]) {
                    return true;
                }
            }
            return false;
        }
    }

    private PictureClassifier(OrtSession session, String input, boolean channelsFirst, Thresholds thresholds) {
        this.session = session;
        this.input = input;
        this.channelsFirst = channelsFirst;
        this.thresholds = thresholds;
    }

    /**
     * Opens the network of this file, or the only one of this folder whose name begins with {@code nsfw} or {@code
     * moderation}.
     *
     * @throws IllegalArgumentException when there is none, there are several, or its shapes are others
     */
    public static PictureClassifier find(Path place, Thresholds thresholds) {
        if (!Files.isDirectory(place)) {
            return open(place, thresholds);
        }
        List<Path> found = named(place);
        if (found.size() != 1) {
            throw new IllegalArgumentException("the folder " + place + " holds " + found.size()
                    + " files nsfw*.onnx or moderation*.onnx: put one there, or name the file");
        }
        return open(found.getFirst(), thresholds);
    }

    /** As {@link #find}; empty when there is no such folder, or no file of such a name in it. */
    public static Optional<Moderator> findIfThere(Path folder, Thresholds thresholds) {
        return Files.isDirectory(folder) && !named(folder).isEmpty()
                ? Optional.of(find(folder, thresholds))
                : Optional.empty();
    }

    private static List<Path> named(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(PictureClassifier::isNamedSo).sorted().toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("the folder " + place + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isNamedSo(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return (name.startsWith("nsfw") || name.startsWith("moderation")) && name.endsWith(ENDING);
    }

    private static PictureClassifier open(Path file, Thresholds thresholds) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            OrtSession session = environment.createSession(file.toString(), options);
            try {
                Map.Entry<String, NodeInfo> in = only(session.getInputInfo(), file);
                long[] shape = shape(in.getValue());
                long[] out = shape(only(session.getOutputInfo(), file).getValue());
                boolean last = is(shape, SIDE, SIDE, 3);
                if (!last && !is(shape, 3, SIDE, SIDE) || out.length != 2 || out[1] != CLASSES) {
                    throw new IllegalArgumentException(file + " makes " + Arrays.toString(out) + " of "
                            + Arrays.toString(shape) + ": what is wanted are 5 classes of 1 picture of 224x224 pixels");
                }
                return new PictureClassifier(session, in.getKey(), !last, thresholds);
            } catch (IllegalArgumentException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new IllegalArgumentException(file + " is no network that ONNX Runtime can open: " + e.getMessage(),
                    e);
        }
    }

    private static Map.Entry<String, NodeInfo> only(Map<String, NodeInfo> all, Path file) {
        if (all.size() != 1) {
            throw new IllegalArgumentException(file + " has " + all.size() + " inputs or outputs: one is wanted");
        }
        return all.entrySet().iterator().next();
    }

    private static long[] shape(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
    }

    // The number of pictures may be left open.
    private static boolean is(long[] shape, long... wanted) {
        return shape.length == 4 && shape[0] <= 1 && Arrays.equals(Arrays.copyOfRange(shape, 1, 4), wanted);
    }

    @Override
    public String name() {
        return "classifier";
    }

    @Override
    public boolean looksAt(Point point) {
        return !point.ofText();
    }

    @Override
    public Verdict judge(Point point, Subject subject) {
        return subject instanceof Subject.Picture picture && thresholds.refuse(classes(picture))
                ? new Verdict.Refused(point.refusal())
                : new Verdict.Passed();
    }

    /** The probabilities of drawings, hentai, neutral, porn and sexy. */
    float[] classes(Subject.Picture picture) {
        long[] shape = channelsFirst ? new long[]{1, 3, SIDE, SIDE} : new long[]{1, SIDE, SIDE, 3};
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(),
                FloatBuffer.wrap(samples(picture)), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            float[] classes = new float[CLASSES];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(classes);
            for (float each : classes) {
                if (!(each >= 0 && each <= 1)) {
                    throw new ModerationTrouble("the network's classes are no probabilities: " + List.of(classes[0],
                            classes[1], classes[2], classes[3], classes[4]));
                }
            }
            return classes;
        } catch (OrtException e) {
            throw new ModerationTrouble("the network failed: " + e.getMessage(), e);
        }
    }

    /** Means over the area of each of the square's pixels; a picture smaller than the square is repeated. */
    private float[] samples(Subject.Picture picture) {
        float[] samples = new float[SIDE * SIDE * 3];
        byte[] bgr = picture.bgr();
        for (int y = 0; y < SIDE; y++) {
            int top = (int) ((long) y * picture.height() / SIDE);
            int bottom = Math.max(top + 1, (int) ((long) (y + 1) * picture.height() / SIDE));
            for (int x = 0; x < SIDE; x++) {
                int left = (int) ((long) x * picture.width() / SIDE);
                int right = Math.max(left + 1, (int) ((long) (x + 1) * picture.width() / SIDE));
                long[] sums = new long[3];
                for (int row = top; row < bottom; row++) {
                    int at = (row * picture.width() + left) * 3;
                    for (int column = left; column < right; column++, at += 3) {
                        sums[0] += bgr[at + 2] & 0xff;
                        sums[1] += bgr[at + 1] & 0xff;
                        sums[2] += bgr[at] & 0xff;
                    }
                }
                float weight = 1f / (255f * (bottom - top) * (right - left));
                for (int channel = 0; channel < 3; channel++) {
                    samples[channelsFirst
                            ? (channel * SIDE + y) * SIDE + x
                            : (y * SIDE + x) * 3 + channel] = sums[channel] * weight;
                }
            }
        }
        return samples;
    }
}
