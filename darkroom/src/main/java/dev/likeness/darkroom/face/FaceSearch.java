package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Filters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** Looks for faces in a photo, in the whole first, then in the photo turned, then in parts of it. */
final class FaceSearch {
    /** Least score of a detector's hit. */
    private static final double SCORE = 0.5;
    /** Where only one detector sees a face, and in photos turned or cut into tiles. */
    private static final double FIRM_SCORE = 0.6;
    /** Least presence of a face where the mesh was fitted. */
    private static final double PRESENCE = 0.5;
    /** Outer corners of the eyes and the nose of mesh and detector lie this near, in sides of the detector's box. */
    private static final double AGREEMENT = 0.25;
    /** Most meshes that are fitted in one look, the largest faces first. */
    private static final int MOST = 8;
    /** Photos are searched at this longer side, pixels: a good deal more than the detectors take. */
    private static final int SEARCHED = 768;
    /** Side of the largest tiles, in shorter sides of the photo. */
    private static final double TILE = 2.0 / 3;
    /** Tiles overlap by at least this share of their side. */
    private static final double OVERLAP = 0.25;

    /**
     * What was seen.
     *
     * @param faces   in photo pixels, widest first
     * @param profile yaw of a head that is turned away too far for a mesh, degrees, where nothing else was seen
     */
    record Seen(List<Face> faces, Optional<Double> profile) {}

    Seen everywhere(Mat bgr) {
        List<Face> faces = upright(bgr);
        for (Turn turn : Turn.values()) {
            if (faces.isEmpty() && turn != Turn.NONE) {
                faces = turned(bgr, turn);
            }
        }
        if (faces.isEmpty()) {
            faces = tiled(bgr);
        }
        return new Seen(faces, Optional.empty());
    }

    /** Faces in the photo as it is. */
    List<Face> upright(Mat bgr) {
        return fitted(bgr, candidates(bgr, SCORE));
    }

    private static List<Face> turned(Mat bgr, Turn turn) {
        try (Mat turned = turn.of(bgr)) {
            return fitted(turned, candidates(turned, FIRM_SCORE)).stream()
                    .map(face -> face.turned(turn.back(), turned.cols(), turned.rows())).toList();
        }
    }

    private static List<Face> tiled(Mat bgr) {
        int shorter = Math.min(bgr.cols(), bgr.rows());
        List<Face> faces = List.of();
        for (double side = TILE * shorter; faces.isEmpty() && side >= Detector.SMALLEST_TILE; side /= 2) {
            List<Detection> candidates = new ArrayList<>();
            int tile = (int) side;
            for (int top : starts(bgr.rows(), tile)) {
                for (int left : starts(bgr.cols(), tile)) {
                    try (Rect rect = new Rect(left, top, tile, tile); Mat part = new Mat(bgr, rect)) {
                        candidates(part, FIRM_SCORE).forEach(hit -> candidates.add(hit.moved(1, 1, left, top)));
                    }
                }
            }
            faces = fitted(bgr, Detection.suppressed(candidates));
            if (side <= FaceFinder.SMALLEST * Detector.LEAST_SHARE) {
                break;
            }
        }
        return faces;
    }

    private static List<Integer> starts(int length, int tile) {
        int steps = (int) Math.ceil((length - tile) / (tile * (1 - OVERLAP)));
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            starts.add(steps == 0 ? 0 : (int) ((long) (length - tile) * i / steps));
        }
        return starts;
    }

    private static List<Detection> candidates(Mat bgr, double least) {
        double scale = (double) SEARCHED / Math.max(bgr.cols(), bgr.rows());
        if (scale >= 1) {
            return seen(bgr, least);
        }
        int width = Math.max(1, (int) Math.round(bgr.cols() * scale));
        int height = Math.max(1, (int) Math.round(bgr.rows() * scale));
        try (Mat small = Filters.resize(bgr, width, height, opencv_imgproc.INTER_AREA)) {
            return seen(small, least).stream()
                    .map(hit -> hit.moved((double) bgr.cols() / width, (double) bgr.rows() / height, 0, 0)).toList();
        }
    }

    private static List<Detection> seen(Mat bgr, double least) {
        return Detection.joined(Detector.FULL_RANGE.detect(bgr, least), Detector.SHORT_RANGE.detect(bgr, least))
                .stream().filter(hit -> hit.nets() == 2 || hit.score() > FIRM_SCORE).toList();
    }

    private static List<Face> fitted(Mat bgr, List<Detection> candidates) {
        List<Face> faces = new ArrayList<>();
        candidates.stream().sorted(Comparator.comparingDouble(hit -> -hit.width() * hit.score())).limit(MOST)
                .forEach(hit -> {
                    MeshNetwork.Answer answer = MeshNetwork.ask(bgr, hit);
                    Face face = Face.of(answer.mesh(),
                            new Face.Sureness(hit.score(), answer.presence(), hit.nets()));
                    if (answer.presence() > PRESENCE && agree(answer.mesh(), hit)
                            && faces.stream().noneMatch(known -> isSameHead(known, face))) {
                        faces.add(face);
                    }
                });
        return faces;
    }

    private static boolean agree(Mesh mesh, Detection hit) {
        double most = AGREEMENT * hit.side();
        return distance(mesh.at(33), hit.points().get(Detection.LEFT_EYE)) < most
                && distance(mesh.at(263), hit.points().get(Detection.RIGHT_EYE)) < most
                && distance(mesh.nose(), hit.points().get(Detection.NOSE)) < most;
    }

    private static boolean isSameHead(Face one, Face other) {
        return Math.hypot(one.eyesX() - other.eyesX(), one.eyesY() - other.eyesY()) < 0.5
                * Math.max(one.width(), other.width());
    }

    private static double distance(Face.Point one, Face.Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }
}
