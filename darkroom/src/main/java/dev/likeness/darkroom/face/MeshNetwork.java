package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Filters;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * MediaPipe's face mesh with attention (Grishchenko and others 2020): 478 points of a face that is shown upright, filling two
 * thirds of a square of 192 pixels. It is asked twice, the second time with the square that the first answer gives.
 */
final class MeshNetwork {
    private static final int SIDE = 192;
    /** Side of the square, in sides of the face's box. */
    private static final double MARGIN = 1.5;
    /** From this reduction on the picture is averaged first, to this many of its pixels a pixel of the crop: it would alias. */
    private static final double COARSE = 2;
    private static final double SAMPLED = 1.5;
    /** Of mirrored sitters all points lay a quarter of a crop pixel too far right; taken to be as much too low. */
    private static final double BIAS = 0.25;

    private MeshNetwork() {}

    private static final class Shared {
        private static final FaceNetwork NETWORK = FaceNetwork.open("face-mesh-478.onnx");
    }

    /** @param presence how surely a face was in the square, 0 to 1; it says "face", not that the points fit */
    record Answer(Mesh mesh, double presence) {}

    /** A square of the picture, turned by {@code angle} radians clockwise as seen. */
    private record Region(double x, double y, double side, double angle) {}

    /** @param bgr 8-bit picture; {@code face} lies in its pixels */
    static Answer ask(Mat bgr, Detection face) {
        Answer first = once(bgr, new Region(face.centreX(), face.centreY(), MARGIN * face.side(), face.angle()));
        return once(bgr, around(first.mesh));
    }

    private static Region around(Mesh mesh) {
        double angle = mesh.angle();
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < Mesh.SKIN; i++) {
            double x = cos * mesh.x(i) + sin * mesh.y(i);
            double y = cos * mesh.y(i) - sin * mesh.x(i);
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        double x = (left + right) / 2;
        double y = (top + bottom) / 2;
        return new Region(cos * x - sin * y, sin * x + cos * y, MARGIN * Math.max(right - left, bottom - top), angle);
    }

    private static Answer once(Mat bgr, Region region) {
        try (Mat crop = crop(bgr, region)) {
            Map<String, float[]> outputs = Shared.NETWORK.run(crop, 1 / 255f, 0);
            float[] xyz = outputs.getOrDefault("landmarks", new float[0]);
            float[] presence = outputs.getOrDefault("presence", new float[]{0});
            double scale = region.side / SIDE;
            double cos = Math.cos(region.angle) * scale;
            double sin = Math.sin(region.angle) * scale;
            for (int i = 0; i < xyz.length; i += 3) {
                double x = xyz[i] + 0.5 - BIAS - SIDE / 2.0;
                double y = xyz[i + 1] + 0.5 - BIAS - SIDE / 2.0;
                xyz[i] = (float) (region.x + cos * x - sin * y);
                xyz[i + 1] = (float) (region.y + sin * x + cos * y);
                xyz[i + 2] *= (float) scale;
            }
            return new Answer(Mesh.of(xyz), presence[0]);
        }
    }

    /** The square, upright, black beyond the picture. */
    private static Mat crop(Mat bgr, Region region) {
        double reach = region.side / 2 * (Math.abs(Math.cos(region.angle)) + Math.abs(Math.sin(region.angle))) + 2;
        int left = (int) Math.clamp(Math.floor(region.x - reach), 0, bgr.cols() - 1);
        int top = (int) Math.clamp(Math.floor(region.y - reach), 0, bgr.rows() - 1);
        int right = (int) Math.clamp(Math.ceil(region.x + reach), left + 1, bgr.cols());
        int bottom = (int) Math.clamp(Math.ceil(region.y + reach), top + 1, bgr.rows());
        double perPixel = region.side / SIDE;
        try (Rect rect = new Rect(left, top, right - left, bottom - top); Mat part = new Mat(bgr, rect)) {
            if (perPixel <= COARSE) {
                return drawn(part, region, left, top, 1, 1);
            }
            int width = Math.max(1, (int) Math.round((right - left) * SAMPLED / perPixel));
            int height = Math.max(1, (int) Math.round((bottom - top) * SAMPLED / perPixel));
            try (Mat small = Filters.resize(part, width, height, opencv_imgproc.INTER_AREA)) {
                return drawn(small, region, left, top, (double) (right - left) / width,
                        (double) (bottom - top) / height);
            }
        }
    }

    /**
     * @param part  of the picture, its corner at (left, top)
     * @param stepX pixels of the picture to a column of {@code part}
     * @param stepY pixels of the picture to a row of {@code part}
     */
    private static Mat drawn(Mat part, Region region, int left, int top, double stepX, double stepY) {
        double cos = Math.cos(region.angle) * SIDE / region.side;
        double sin = Math.sin(region.angle) * SIDE / region.side;
        double shiftX = SIDE / 2.0 + cos * (left - region.x) + sin * (top - region.y);
        double shiftY = SIDE / 2.0 - sin * (left - region.x) + cos * (top - region.y);
        double[] matrix = {cos * stepX, sin * stepY, shiftX, -sin * stepX, cos * stepY, shiftY};
        for (int row = 0; row < 6; row += 3) { // pixel centres lie at +0.5
            matrix[row + 2] += (matrix[row] + matrix[row + 1]) / 2 - 0.5;
        }
        Mat crop = new Mat();
        try (Mat way = new Mat(2, 3, opencv_core.CV_64F);
                DoublePointer numbers = new DoublePointer(way.data());
                Size size = new Size(SIDE, SIDE);
                Scalar black = new Scalar(0, 0, 0, 0)) {
            numbers.put(matrix);
            opencv_imgproc.warpAffine(part, crop, way, size, opencv_imgproc.INTER_LINEAR,
                    opencv_core.BORDER_CONSTANT, black);
        }
        return crop;
    }
}
