package dev.likeness.darkroom.face;

import dev.likeness.darkroom.face.Cascades.Box;
import dev.likeness.darkroom.face.Cascades.Name;
import dev.likeness.darkroom.pixel.Filters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Finds eyes and mouth in a face box. Four cascades propose eye centres; those outside the places where eyes can be
 * are dropped and the median of each side is kept, which no single false hit can move.
 */
final class EyeFinder {
    /** The face box is searched at this width, pixels. */
    private static final int WIDTH = 240;
    private static final Name[] EYES = {Name.EYE_GLASSES, Name.EYE, Name.LEFT_EYE, Name.RIGHT_EYE};

    /**
     * Eyes and mouth in pixels of the searched picture.
     *
     * @param sidesSeen on how many sides (0 to 2) an eye was really found and not supplied by symmetry
     */
    record Features(Face.Point leftEye, Face.Point rightEye, Face.Point mouth, int sidesSeen) {}

    private final Cascades cascades;

    EyeFinder(Cascades cascades) {
        this.cascades = cascades;
    }

    /** @param grey 8-bit picture; {@code face} lies within it */
    Features find(Mat grey, Box face) {
        int height = (int) Math.round(WIDTH * face.height() / face.width());
        try (Rect box = clip(grey, face);
                Mat crop = new Mat(grey, box);
                Mat small = Filters.resize(crop, WIDTH, height, opencv_imgproc.INTER_LINEAR)) {
            List<double[]> left = new ArrayList<>();
            List<double[]> right = new ArrayList<>();
            int top = (int) (height * 0.15);
            try (Rect band = new Rect(0, top, WIDTH, (int) (height * 0.45));
                    Mat eyes = new Mat(small, band).clone()) {
                opencv_imgproc.equalizeHist(eyes, eyes);
                for (Name name : EYES) {
                    for (Box hit : cascades.detect(name, eyes, 1.05, 3, 36, 110)) {
                        double x = hit.centreX() / WIDTH;
                        double y = (hit.centreY() + top) / height;
                        if (y < 0.25 || y > 0.52) {
                            continue;
                        }
                        if (x >= 0.18 && x <= 0.47) {
                            left.add(new double[]{x, y});
                        } else if (x >= 0.53 && x <= 0.82) {
                            right.add(new double[]{x, y});
                        }
                    }
                }
            }
            double[] l = median(left).or(() -> median(right).map(EyeFinder::mirrored))
                    .orElse(new double[]{0.305, 0.385});
            double[] r = median(right).orElseGet(() -> mirrored(l));
            Face.Point leftEye = new Face.Point(face.x() + l[0] * face.width(), face.y() + l[1] * face.height());
            Face.Point rightEye = new Face.Point(face.x() + r[0] * face.width(), face.y() + r[1] * face.height());
            int sides = (left.isEmpty() ? 0 : 1) + (right.isEmpty() ? 0 : 1);
            return new Features(leftEye, rightEye, mouth(small, height, face, leftEye, rightEye), sides);
        }
    }

    private Face.Point mouth(Mat small, int height, Box face, Face.Point leftEye, Face.Point rightEye) {
        double eyesX = (leftEye.x() + rightEye.x()) / 2;
        double eyesY = (leftEye.y() + rightEye.y()) / 2;
        double iod = Math.hypot(rightEye.x() - leftEye.x(), rightEye.y() - leftEye.y());
        int top = (int) (height * 0.6);
        try (Rect band = new Rect(0, top, WIDTH, height - top); Mat lower = new Mat(small, band).clone()) {
            opencv_imgproc.equalizeHist(lower, lower);
            for (Box hit : cascades.detect(Name.SMILE, lower, 1.05, 8, 40, 200)) {
                double x = face.x() + hit.centreX() / WIDTH * face.width();
                double y = face.y() + (hit.centreY() + top) / height * face.height();
                double below = (y - eyesY) / iod;
                if (below >= 0.8 && below <= 1.35 && Math.abs(x - eyesX) < 0.35 * iod) {
                    return new Face.Point(x, y);
                }
            }
        }
        return new Face.Point(eyesX, eyesY + 1.05 * iod);
    }

    private static Rect clip(Mat picture, Box face) {
        int x = Math.clamp(Math.round(face.x()), 0, picture.cols() - 2);
        int y = Math.clamp(Math.round(face.y()), 0, picture.rows() - 2);
        return new Rect(x, y, Math.min((int) Math.round(face.width()), picture.cols() - x),
                Math.min((int) Math.round(face.height()), picture.rows() - y));
    }

    private static double[] mirrored(double[] eye) {
        return new double[]{1 - eye[0], eye[1]};
    }

    private static Optional<double[]> median(List<double[]> points) {
        if (points.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new double[]{median(points, 0), median(points, 1)});
    }

    private static double median(List<double[]> points, int axis) {
        double[] sorted = points.stream().mapToDouble(p -> p[axis]).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
