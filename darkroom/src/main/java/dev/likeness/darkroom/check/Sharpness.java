package dev.likeness.darkroom.check;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;

/**
 * How sharp a face is, by the steepest edges of its eyes and brows, which are the darkest lines of every face: across an edge
 * of contrast c that is blurred by a Gaussian of deviation s the slope is c / (s sqrt(2 pi)). Grain hardly counts beside them.
 */
final class Sharpness {
    /** Eyes are looked at with the face so wide at most, pixels: portraits show no more. */
    private static final double FACE = 512;
    /** Part of the steepest pixels whose mean is the slope of the edges. */
    private static final int STEEPEST = 50;
    /** Deviation of a sharp camera picture, and of our own measuring, pixels: the median of the sharpest half of 447 photos. */
    private static final double SHARP = 1.3;
    /** A face without contrast at the eyes says nothing. */
    private static final double LEAST_CONTRAST = 0.04;

    private Sharpness() {}

    /** Width of the face that it is worth, pixels; see {@code PhotoReport.Measures}. */
    static double resolvedWidth(NativePicture photo, Face face) {
        double blur = Math.min(blur(photo, face, Contour.LEFT_LIDS, Contour.LEFT_BROW),
                blur(photo, face, Contour.RIGHT_LIDS, Contour.RIGHT_BROW));
        return face.width() * Math.min(1, SHARP / blur);
    }

    /** Standard deviation of the blur of an eye's edges, pixels of the photo. */
    static double blur(NativePicture photo, Face face, Contour lids, Contour brow) {
        Mesh mesh = face.mesh();
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Contour part : new Contour[]{lids, brow}) {
            for (int point : part.points()) {
                left = Math.min(left, mesh.x(point));
                right = Math.max(right, mesh.x(point));
                top = Math.min(top, mesh.y(point));
                bottom = Math.max(bottom, mesh.y(point));
            }
        }
        double scale = Math.min(1, FACE / face.width());
        int width = Math.max(8, (int) Math.ceil((right - left) * scale));
        int height = Math.max(8, (int) Math.ceil((bottom - top) * scale));
        Raster eye = photo.sample(new Placement(scale, -left * scale, -top * scale), width, height,
                Interpolation.LINEAR, Border.REPEATED);
        return blur(eye) / scale;
    }

    private static double blur(Raster bgr) {
        int width = bgr.width();
        float[] grey = new float[width * bgr.height()];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0.114f * bgr.data()[3 * i] + 0.587f * bgr.data()[3 * i + 1] + 0.299f * bgr.data()[3 * i + 2];
        }
        double[] slopes = new double[(width - 2) * (bgr.height() - 2)];
        for (int y = 1, k = 0; y < bgr.height() - 1; y++) {
            for (int x = 1; x < width - 1; x++, k++) {
                int i = y * width + x;
                slopes[k] = Math.hypot(grey[i + 1] - grey[i - 1], grey[i + width] - grey[i - width]) / 2;
            }
        }
        Arrays.sort(slopes);
        Arrays.sort(grey);
        double contrast = grey[grey.length * 98 / 100] - grey[grey.length * 2 / 100];
        if (contrast < LEAST_CONTRAST) {
            return SHARP;
        }
        int steepest = Math.max(1, slopes.length / STEEPEST);
        double slope = Arrays.stream(slopes, slopes.length - steepest, slopes.length).average().orElse(1);
        return contrast / (Math.max(1e-4, slope) * Math.sqrt(2 * Math.PI));
    }
}
