package dev.likeness.darkroom.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A face as the detectors see it: a square from forehead to chin, and six points. In the pixels of the searched picture.
 *
 * @param score  0 to 1
 * @param points x and y of left eye, right eye, nose tip, mouth, left ear, right ear, left and right as seen
 * @param nets   how many of the two detectors saw it
 */
record Detection(double left, double top, double right, double bottom, double score, List<Face.Point> points,
        int nets) {
    static final int LEFT_EYE = 0;
    static final int RIGHT_EYE = 1;
    static final int NOSE = 2;
    private static final int MOUTH = 3;
    private static final int LEFT_EAR = 4;
    private static final int RIGHT_EAR = 5;
    /**
     * How far the tip of the nose stands before the line through the ears, in distances between the ears times a half: over 452
     * faces that the mesh fits, turned by up to 56 degrees, the yaw that follows from it differs by 1.7 degrees on average.
     */
    private static final double NOSE_BEFORE_EARS = 1.6;
    /** Boxes that overlap more than this are of one face (area of the overlap over that of the union). */
    private static final double SAME = 0.3;

    Detection {
        points = List.copyOf(points);
    }

    double width() {
        return right - left;
    }

    double side() {
        return Math.max(right - left, bottom - top);
    }

    double centreX() {
        return (left + right) / 2;
    }

    double centreY() {
        return (top + bottom) / 2;
    }

    /** Angle of the line from the left to the right eye, radians, clockwise as seen. */
    double angle() {
        Face.Point l = points.get(LEFT_EYE);
        Face.Point r = points.get(RIGHT_EYE);
        return Math.atan2(r.y() - l.y(), r.x() - l.x());
    }

    /**
     * How far the head is turned to the side, degrees, positive towards the right of the picture. Unlike the mesh, the six
     * points are placed in profiles as well.
     */
    double yaw() {
        Face.Point left = points.get(LEFT_EYE);
        Face.Point right = points.get(RIGHT_EYE);
        double downX = points.get(MOUTH).x() - (left.x() + right.x()) / 2;
        double downY = points.get(MOUTH).y() - (left.y() + right.y()) / 2;
        double length = Math.max(1e-6, Math.hypot(downX, downY));
        double nose = across(points.get(NOSE), downX / length, downY / length);
        double leftEar = across(points.get(LEFT_EAR), downX / length, downY / length);
        double rightEar = across(points.get(RIGHT_EAR), downX / length, downY / length);
        return Math.toDegrees(
                Math.atan2((nose - (leftEar + rightEar) / 2) / NOSE_BEFORE_EARS, (rightEar - leftEar) / 2));
    }

    private static double across(Face.Point point, double downX, double downY) {
        return point.x() * downY - point.y() * downX;
    }

    double overlap(Detection other) {
        double w = Math.min(right, other.right) - Math.max(left, other.left);
        double h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        double both = w * h;
        return both / (width() * (bottom - top) + other.width() * (other.bottom - other.top) - both);
    }

    boolean isSameAs(Detection other) {
        return overlap(other) > SAME;
    }

    /** The same in another picture: {@code q = scale * p + shift}. */
    Detection moved(double scaleX, double scaleY, double shiftX, double shiftY) {
        return new Detection(left * scaleX + shiftX, top * scaleY + shiftY, right * scaleX + shiftX,
                bottom * scaleY + shiftY, score,
                points.stream().map(p -> new Face.Point(p.x() * scaleX + shiftX, p.y() * scaleY + shiftY)).toList(),
                nets);
    }

    /** The same in the picture of which a square was searched. */
    Detection from(Square square, int pixels, int nets) {
        Face.Point centre = square.back(centreX(), centreY(), pixels);
        double half = side() / 2 * square.side() / pixels;
        return new Detection(centre.x() - half, centre.y() - half, centre.x() + half, centre.y() + half, score,
                points.stream().map(p -> square.back(p.x(), p.y(), pixels)).toList(), nets);
    }

    /**
     * Non-maximum suppression as MediaPipe does it: boxes that overlap the best one are averaged with it, weighted by score.
     */
    static List<Detection> suppressed(List<Detection> hits) {
        List<Detection> rest = new ArrayList<>(hits);
        rest.sort(Comparator.comparingDouble(hit -> -hit.score));
        List<Detection> kept = new ArrayList<>();
        while (!rest.isEmpty()) {
            Detection best = rest.getFirst();
            List<Detection> same = rest.stream().filter(hit -> hit == best || hit.isSameAs(best)).toList();
            kept.add(mean(same, best.score, best.nets));
            rest.removeAll(same);
        }
        return kept;
    }

    /** What two detectors saw, faces that both saw once. Best score first. */
    static List<Detection> joined(List<Detection> one, List<Detection> other) {
        List<Detection> joined = new ArrayList<>();
        List<Detection> rest = new ArrayList<>(other);
        for (Detection hit : one) {
            Detection twin = rest.stream().filter(hit::isSameAs).max(Comparator.comparingDouble(hit::overlap))
                    .orElse(hit);
            if (twin == hit) {
                joined.add(hit);
            } else {
                rest.remove(twin);
                joined.add(mean(List.of(hit, twin), Math.max(hit.score, twin.score), 2));
            }
        }
        joined.addAll(rest);
        joined.sort(Comparator.comparingDouble(hit -> -hit.score));
        return joined;
    }

    private static Detection mean(List<Detection> hits, double score, int nets) {
        double sum = 0;
        double[] box = new double[4];
        double[] points = new double[2 * hits.getFirst().points.size()];
        for (Detection hit : hits) {
            sum += hit.score;
            box[0] += hit.score * hit.left;
            box[1] += hit.score * hit.top;
            box[2] += hit.score * hit.right;
            box[3] += hit.score * hit.bottom;
            for (int i = 0; i < points.length / 2; i++) {
                points[2 * i] += hit.score * hit.points.get(i).x();
                points[2 * i + 1] += hit.score * hit.points.get(i).y();
            }
        }
        List<Face.Point> mean = new ArrayList<>();
        for (int i = 0; i < points.length; i += 2) {
            mean.add(new Face.Point(points[i] / sum, points[i + 1] / sum));
        }
        return new Detection(box[0] / sum, box[1] / sum, box[2] / sum, box[3] / sum, score, mean, nets);
    }
}
