package dev.likeness.darkroom.pixel;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Which pixels of a picture belong to something.
 *
 * @param samples {@code width * height} bytes, {@link #SET} or 0, rows top to bottom; shared and not copied
 */
@SuppressWarnings("ArrayRecordComponent") // pixels: never compared
public record Mask(int width, int height, byte[] samples) {
    /** Value of a pixel that belongs to it: all bits. */
    public static final byte SET = (byte) 255;

    public Mask {
        if (samples.length != width * height) {
            throw new IllegalArgumentException(samples.length + " samples for " + width + "x" + height + " pixels");
        }
    }

    /** What decides whether a pixel belongs to a mask. */
    @FunctionalInterface
    public interface Condition {
        boolean holds(float sample);
    }

    /** The pixels of a raster of one channel where the condition holds. */
    public static Mask where(Raster raster, Condition condition) {
        byte[] samples = new byte[raster.width() * raster.height()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = condition.holds(raster.data()[i]) ? SET : 0;
        }
        return new Mask(raster.width(), raster.height(), samples);
    }

    public boolean isSet(int i) {
        return samples[i] != 0;
    }

    /** How many pixels belong to it. */
    public int count() {
        int count = 0;
        for (byte sample : samples) {
            count += sample == 0 ? 0 : 1;
        }
        return count;
    }

    /** Euclidean distance of each pixel to the nearest that does not belong to the mask, pixels; 0 for those. */
    public Raster distances() {
        try (Mat mask = toMat(); Mat distances = new Mat()) {
            int exactness = 5; // weights of a 5 x 5 neighbourhood: within 2 % of the exact distance
            opencv_imgproc.distanceTransform(mask, distances, opencv_imgproc.DIST_L2, exactness);
            return Raster.of(distances);
        }
    }

    /**
     * Number of the connected piece (by sides, not by corners) to which each pixel belongs, from 1 on; 0 for pixels that
     * do not belong to the mask.
     */
    public int[] pieces() {
        try (Mat mask = toMat(); Mat labels = new Mat()) {
            int bySides = 4;
            opencv_imgproc.connectedComponents(mask, labels, bySides, opencv_core.CV_32S);
            int[] pieces = new int[samples.length];
            try (IntPointer values = new IntPointer(labels.data())) {
                values.get(pieces);
            }
            return pieces;
        }
    }

    /** With all pixels that the element reaches from one of the mask. */
    public Mask dilated(StructuringElement element) {
        return changed(element, opencv_imgproc.MORPH_DILATE);
    }

    /** Without what the element cannot cover from inside: thin and small pieces. */
    public Mask opened(StructuringElement element) {
        return changed(element, opencv_imgproc.MORPH_OPEN);
    }

    /** With what the element cannot cover from outside: thin and small gaps. */
    public Mask closed(StructuringElement element) {
        return changed(element, opencv_imgproc.MORPH_CLOSE);
    }

    /** Continued beyond its sides and foot by its outermost pixels, {@code margin} pixels; not beyond the top. */
    public Mask continued(int margin) {
        int wide = width + 2 * margin;
        Mask continued = new Mask(wide, height + margin, new byte[wide * (height + margin)]);
        for (int y = 0; y < continued.height; y++) {
            int from = Math.min(y, height - 1) * width;
            for (int x = 0; x < wide; x++) {
                continued.samples[y * wide + x] = samples[from + Math.clamp(x - margin, 0, width - 1)];
            }
        }
        return continued;
    }

    private Mask changed(StructuringElement element, int operation) {
        try (Mat mask = toMat(); Mat kernel = element.toMat()) {
            opencv_imgproc.morphologyEx(mask, mask, operation, kernel);
            return of(mask);
        }
    }

    /** A copy of a continuous 8-bit matrix that holds 0 and {@link #SET}. */
    private static Mask of(Mat mat) {
        byte[] samples = new byte[mat.cols() * mat.rows()];
        try (BytePointer values = mat.data()) {
            values.get(samples, 0, samples.length);
        }
        return new Mask(mat.cols(), mat.rows(), samples);
    }

    private Mat toMat() {
        Mat mat = new Mat(height, width, opencv_core.CV_8U);
        try (BytePointer values = mat.data()) {
            values.put(samples, 0, samples.length);
        }
        return mat;
    }
}
