package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** What the skin and the eyes of a face are made of, measured with the face drawn upright in a square of 192 pixels. */
final class FaceTexture {
    static final int SIDE = 192;
    /** Side of the square, in sides of the mesh. */
    private static final double AROUND = 1.15;
    /** How far skin stays away from the edge of the face, and from eyes, brows and lips, pixels of the square. */
    private static final int FROM_EDGE = 4;
    private static final int FROM_PARTS = 6;
    /** Detail is what this blur takes away, standard deviation in pixels of the square. */
    private static final double FINE = 1.5;
    /** Brighter than this is burnt out, darker black (the brightest of three samples, 8-bit). */
    private static final int BURNT_OUT = 250;
    private static final int BLACK = 40;
    /** Width of a tone, in standard deviations of the skin's. */
    private static final double TONE = 1 / 8.0;
    /** Pixels are equal when they differ by less, 8-bit steps. */
    private static final double EQUAL = 0.75;
    /**
     * Difference of {@code level} between two halves of a face from which the more level one is taken for something before it: a
     * mask, a cup, a telephone. A drawing is level everywhere.
     */
    private static final double COVERED = 0.2;
    private static final List<Contour> EYES = List.of(Contour.LEFT_EYE, Contour.RIGHT_EYE);

    /**
     * @param brightness   mean of the skin, 8-bit
     * @param chroma       mean distance from grey in CIE Lab
     * @param colourSpread standard deviations of a* and b* together
     * @param detail       median of what a fine blur takes away, 8-bit steps
     * @param colourDetail the same of a* and b*
     * @param peakedness   kurtosis of the detail: 3 for noise, more for single strokes and pores
     * @param alternation1 correlation of the detail with that of the next pixel, -1 to 1
     * @param alternation2 with that of the pixel after the next
     * @param alternation3 with that of the third
     * @param legible      share of the skin that is neither burnt out nor black
     * @param commonTones  share of the three commonest of its tones
     * @param level        share of its pixels that equal their neighbours
     * @param eyeContrast  standard deviation inside the lids over the skin's brightness
     * @param eyeDarkest   5th percentile inside the lids over the skin's brightness
     * @param traces       of a hand or a renderer, see {@link Handiwork}
     */
    record Measures(double brightness, double chroma, double colourSpread, double detail, double colourDetail,
            double peakedness, double alternation1, double alternation2, double alternation3, double legible,
            double commonTones, double level, double eyeContrast, double eyeDarkest, List<Double> traces) {
        Measures {
            traces = List.copyOf(traces);
        }
    }

    private final float[] grey;
    private final float[] detail;
    private final byte[] samples;
    private final float[] a;
    private final float[] b;
    private final float[] fineA;
    private final float[] fineB;
    private final boolean[] skin;
    private final boolean[] eyes;

    private FaceTexture(Mat crop, Mesh mesh) {
        skin = skin(mesh);
        eyes = inside(covered(mesh, EYES, 0));
        samples = new byte[3 * SIDE * SIDE];
        crop.data().get(samples);
        Mat light = new Mat();
        opencv_imgproc.cvtColor(crop, light, opencv_imgproc.COLOR_BGR2GRAY);
        light.convertTo(light, opencv_core.CV_32F);
        grey = floats(light);
        detail = fine(light);
        Mat lab = new Mat();
        crop.convertTo(lab, opencv_core.CV_32F, 1 / 255.0, 0);
        opencv_imgproc.cvtColor(lab, lab, opencv_imgproc.COLOR_BGR2Lab);
        Mat first = new Mat();
        Mat second = new Mat();
        opencv_core.extractChannel(lab, first, 1);
        opencv_core.extractChannel(lab, second, 2);
        a = floats(first);
        b = floats(second);
        fineA = fine(first);
        fineB = fine(second);
    }

    /**
     * @param bgr  8-bit photo
     * @param face in its pixels
     */
    static Measures of(Mat bgr, Face face) {
        Square wide = MeshNetwork.around(face.mesh());
        Square square = new Square(wide.x(), wide.y(), wide.side() * AROUND / MeshNetwork.MARGIN, wide.angle());
        try (var _ = new PointerScope()) {
            return new FaceTexture(square.of(bgr, SIDE), face.mesh().in(square, SIDE)).measures();
        }
    }

    private static float[] floats(Mat plane) {
        float[] values = new float[SIDE * SIDE];
        try (FloatPointer samples = new FloatPointer(plane.data())) {
            samples.get(values);
        }
        return values;
    }

    private static float[] fine(Mat plane) {
        float[] all = floats(plane);
        float[] coarse = Filters.gauss(new Raster(SIDE, SIDE, 1, all), FINE).data();
        float[] fine = new float[all.length];
        for (int i = 0; i < fine.length; i++) {
            fine[i] = all[i] - coarse[i];
        }
        return fine;
    }

    private static boolean[] skin(Mesh mesh) {
        boolean[] oval = inside(covered(mesh, List.of(Contour.OVAL), -FROM_EDGE));
        boolean[] parts = inside(covered(mesh, List.of(Contour.LEFT_EYE, Contour.RIGHT_EYE, Contour.LIPS,
                Contour.LEFT_BROW, Contour.RIGHT_BROW), FROM_PARTS));
        for (int i = 0; i < oval.length; i++) {
            oval[i] &= !parts[i];
        }
        return oval;
    }

    /** What the outlines cover, grown by some pixels or shrunk. */
    private static Mat covered(Mesh mesh, List<Contour> outlines, int grown) {
        Raster mask = Raster.blank(SIDE, SIDE, 1);
        outlines.forEach(outline -> outline.paint(mesh, mask));
        Mat result = new Mat(SIDE, SIDE, opencv_core.CV_32F);
        try (FloatPointer samples = new FloatPointer(result.data())) {
            samples.put(mask.data());
        }
        int side = 2 * Math.abs(grown) + 1;
        Mat window = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(side, side));
        if (grown > 0) {
            opencv_imgproc.dilate(result, result, window);
        } else if (grown < 0) {
            opencv_imgproc.erode(result, result, window);
        }
        return result;
    }

    private static boolean[] inside(Mat mask) {
        float[] shares = floats(mask);
        boolean[] inside = new boolean[shares.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = shares[i] > 0.5f;
        }
        return inside;
    }

    private Measures measures() {
        int[] where = uncovered(IntStream.range(0, skin.length).filter(i -> skin[i]).toArray());
        int[] lids = IntStream.range(0, eyes.length).filter(i -> eyes[i]).toArray();
        int[] legible = Arrays.stream(where).filter(this::isLegible).toArray();
        double brightness = mean(where, grey);
        double[] eye = Arrays.stream(lids).mapToDouble(i -> grey[i]).sorted().toArray();
        return new Measures(brightness, mean(where, i -> Math.hypot(a[i], b[i])),
                Math.hypot(deviation(where, a), deviation(where, b)), median(where, i -> Math.abs(detail[i])),
                median(where, i -> Math.hypot(fineA[i], fineB[i])), kurtosis(where), alternation(where, 1),
                alternation(where, 2), alternation(where, 3), legible.length / Math.max(1.0, where.length),
                commonTones(legible), level(legible), deviation(lids, grey) / Math.max(20, brightness),
                (eye.length == 0 ? 0 : eye[eye.length / 20]) / Math.max(10, brightness),
                Handiwork.traces(grey, where));
    }

    /** The half of the skin that nothing flat covers; all of it where its halves are alike. */
    private int[] uncovered(int[] where) {
        int[] rows = Arrays.stream(where).map(i -> i / SIDE).sorted().toArray();
        int[] columns = Arrays.stream(where).map(i -> i % SIDE).sorted().toArray();
        if (where.length == 0) {
            return where;
        }
        int row = rows[rows.length / 2];
        int column = columns[columns.length / 2];
        List<int[]> halves = List.of(Arrays.stream(where).filter(i -> i / SIDE < row).toArray(),
                Arrays.stream(where).filter(i -> i / SIDE >= row).toArray(),
                Arrays.stream(where).filter(i -> i % SIDE < column).toArray(),
                Arrays.stream(where).filter(i -> i % SIDE >= column).toArray());
        double[] levels = halves.stream().mapToDouble(this::level).toArray();
        double across = Math.abs(levels[0] - levels[1]);
        double beside = Math.abs(levels[2] - levels[3]);
        if (Math.max(across, beside) < COVERED) {
            return where;
        }
        int first = across > beside ? 0 : 2;
        return halves.get(levels[first] < levels[first + 1] ? first : first + 1);
    }

    private boolean isLegible(int i) {
        int most = Math.max(Math.max(samples[3 * i] & 0xff, samples[3 * i + 1] & 0xff), samples[3 * i + 2] & 0xff);
        return most < BURNT_OUT && most > BLACK;
    }

    private double commonTones(int[] where) {
        if (where.length == 0) {
            return 0;
        }
        double width = Math.max(1, TONE * deviation(where, grey));
        int[] tones = new int[257];
        for (int i : where) {
            tones[(int) (grey[i] / width)]++;
        }
        Arrays.sort(tones);
        int common = tones[256] + tones[255] + tones[254];
        return (double) common / where.length;
    }

    private double level(int[] where) {
        return mean(where, i -> i % SIDE < SIDE - 1 && i < SIDE * (SIDE - 1) && Math.abs(grey[i + 1] - grey[i]) < EQUAL
                && Math.abs(grey[i + SIDE] - grey[i]) < EQUAL ? 1 : 0);
    }

    /** Of both directions. */
    private double alternation(int[] where, int distance) {
        double across = 0;
        double down = 0;
        double ownAcross = 0;
        double ownDown = 0;
        for (int i : where) {
            if (i % SIDE >= distance && skin[i - distance]) {
                across += (double) detail[i] * detail[i - distance];
                ownAcross += (double) detail[i] * detail[i];
            }
            if (i >= distance * SIDE && skin[i - distance * SIDE]) {
                down += (double) detail[i] * detail[i - distance * SIDE];
                ownDown += (double) detail[i] * detail[i];
            }
        }
        return (across / Math.max(1e-3, ownAcross) + down / Math.max(1e-3, ownDown)) / 2;
    }

    private double kurtosis(int[] where) {
        double mean = mean(where, detail);
        double square = mean(where, i -> Math.pow(detail[i] - mean, 2));
        return mean(where, i -> Math.pow(detail[i] - mean, 4)) / Math.max(1e-4, square * square);
    }

    private static double mean(int[] where, float[] values) {
        return mean(where, i -> values[i]);
    }

    private static double mean(int[] where, IntToDoubleFunction value) {
        return Arrays.stream(where).mapToDouble(value).average().orElse(0);
    }

    private static double median(int[] where, IntToDoubleFunction value) {
        double[] sorted = Arrays.stream(where).mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private static double deviation(int[] where, float[] values) {
        double mean = mean(where, values);
        return Math.sqrt(mean(where, i -> Math.pow(values[i] - mean, 2)));
    }
}
