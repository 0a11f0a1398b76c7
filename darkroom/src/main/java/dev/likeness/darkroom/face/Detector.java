package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * MediaPipe's face detectors (BlazeFace: Bazarevsky and others 2019): a grid of anchors, for each of which the network tells
 * how likely a face is there, and box and six points relative to it.
 *
 * <p>The short-range network knows faces that fill a good part of the picture, the full-range one those from about a
 * twentieth of it on.
 */
enum Detector {
    FULL_RANGE("face-detection-full-range.onnx", new int[][]{{4, 1}}), SHORT_RANGE("face-detection-short-range.onnx",
            new int[][]{{8, 2}, {16, 6}});

    /** Numbers of the regressor for an anchor: centre, size, six points. */
    private static final int REGRESSOR = 16;
    /** Beyond this a logit says nothing more. */
    private static final float CERTAIN = 80;

    private final String file;
    /** Pixels of the input to a cell, anchors in a cell. */
    private final int[][] layers;
    private volatile Loaded loaded = Loaded.NOTHING;

    Detector(String file, int[][] layers) {
        this.file = file;
        this.layers = layers;
    }

    private sealed interface Loaded {
        enum Nothing implements Loaded {
            INSTANCE
        }

        Loaded NOTHING = Nothing.INSTANCE;

        record Network(FaceNetwork network, float[] anchors) implements Loaded {}
    }

    private Loaded.Network loaded() {
        if (loaded instanceof Loaded.Network ready) {
            return ready;
        }
        synchronized (this) {
            if (loaded instanceof Loaded.Network ready) {
                return ready;
            }
            FaceNetwork network = FaceNetwork.open(file);
            Loaded.Network ready = new Loaded.Network(network, anchors(network.side()));
            loaded = ready;
            return ready;
        }
    }

    /** Centres of all anchors in pixels of the input, x and y in turn. */
    private float[] anchors(int side) {
        List<float[]> centres = new ArrayList<>();
        for (int[] layer : layers) {
            for (int y = 0; y < side / layer[0]; y++) {
                for (int x = 0; x < side / layer[0]; x++) {
                    for (int k = 0; k < layer[1]; k++) {
                        centres.add(new float[]{(x + 0.5f) * layer[0], (y + 0.5f) * layer[0]});
                    }
                }
            }
        }
        float[] anchors = new float[2 * centres.size()];
        for (int i = 0; i < centres.size(); i++) {
            anchors[2 * i] = centres.get(i)[0];
            anchors[2 * i + 1] = centres.get(i)[1];
        }
        return anchors;
    }

    /**
     * @param bgr   8-bit picture of any size
     * @param least lowest score that counts, 0 to 1
     * @return each face once, in pixels of {@code bgr}
     */
    List<Detection> detect(Mat bgr, double least) {
        Loaded.Network net = loaded();
        int side = net.network.side();
        double scale = (double) side / Math.max(bgr.cols(), bgr.rows());
        int width = Math.max(1, (int) Math.round(bgr.cols() * scale));
        int height = Math.max(1, (int) Math.round(bgr.rows() * scale));
        int left = (side - width) / 2;
        int top = (side - height) / 2;
        try (Mat boxed = letterbox(bgr, side, new int[]{left, top, width, height}, scale < 1)) {
            List<Detection> hits = decoded(net.network.run(boxed, 1 / 127.5f, -1), net.anchors, least);
            double backX = (double) bgr.cols() / width;
            double backY = (double) bgr.rows() / height;
            return Detection.suppressed(hits).stream()
                    .map(hit -> hit.moved(backX, backY, -left * backX, -top * backY)).toList();
        }
    }

    private static Mat letterbox(Mat bgr, int side, int[] place, boolean reduced) {
        Mat boxed = new Mat(side, side, opencv_core.CV_8UC3, new Scalar(0, 0, 0, 0));
        try (Mat small = Filters.resize(bgr, place[2], place[3],
                reduced ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
                Rect rect = new Rect(place[0], place[1], place[2], place[3]);
                Mat inside = new Mat(boxed, rect)) {
            small.copyTo(inside);
        }
        return boxed;
    }

    private static List<Detection> decoded(Map<String, float[]> outputs, float[] anchors, double least) {
        float[] logits = new float[0];
        float[] regressor = logits;
        for (float[] output : outputs.values()) {
            if (output.length == anchors.length / 2) {
                logits = output;
            } else {
                regressor = output;
            }
        }
        List<Detection> hits = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            double score = 1 / (1 + Math.exp(-Math.clamp(logits[i], -CERTAIN, CERTAIN)));
            if (score > least) {
                hits.add(hit(regressor, REGRESSOR * i, anchors[2 * i], anchors[2 * i + 1], score));
            }
        }
        return hits;
    }

    private static Detection hit(float[] r, int at, double x, double y, double score) {
        double w = r[at + 2];
        double h = r[at + 3];
        double cx = x + r[at];
        double cy = y + r[at + 1];
        List<Face.Point> points = new ArrayList<>();
        for (int j = at + 4; j < at + REGRESSOR; j += 2) {
            points.add(new Face.Point(x + r[j], y + r[j + 1]));
        }
        return new Detection(cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2, score, points, 1);
    }
}
