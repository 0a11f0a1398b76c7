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
    /**
     * What was seen.
     *
     * @param faces    that detectors and mesh agree on
     * @param unfitted what detectors took for faces and the mesh does not fit, in the whole photo first, the largest first;
     *                 empty where there are faces
     */
    record Seen(List<Face> faces, List<Detection> unfitted) {}

    /** Least score of a detector's hit. */
    private static final double SCORE = 0.5;
    /** Where only one detector sees a face, and in photos turned or cut into tiles. */
    private static final double FIRM_SCORE = 0.6;
    /** Least presence of a face where the mesh was fitted. */
    private static final double PRESENCE = 0.5;
    /** Outer corners of the eyes and the nose of mesh and detector lie this near, in sides of the detector's box. */
    private static final double AGREEMENT = 0.25;
    /** From this presence on, with both detectors, the mesh may be larger than the detectors' box, as of tilted heads it is. */
    private static final double SURE_PRESENCE = 0.9;
    /** Most meshes that are fitted in one look, the largest faces first. */
    private static final int MOST = 8;
    /** Photos, and parts of them, are searched at this longer side, pixels: both detectors' sides go into it. */
    private static final int SEARCHED = 384;
    /** From a picture that was halved before, what is searched is still averaged by this factor or more. */
    private static final double LEAST_REDUCTION = 2;
    /** Side of the largest tiles, in shorter sides of the photo. */
    private static final double TILE = 2.0 / 3;
    /** Tiles overlap by at least this share of their side. */
    private static final double OVERLAP = 0.25;
    /** Most tiles of one size: more would take longer than a picture without a face is worth. */
    private static final int MOST_TILES = 48;
    /** A face is seen from this share of a tile's side on: so many faces go into a side. */
    private static final double LEAST_SHARE = 16;
    /** A hit below this score, seen by one detector alone or tilted more than this, a face may be one the wrong way up. */
    private static final double UPRIGHT_SCORE = 0.85;
    private static final double UPRIGHT_TILT = 40;
    /** The square of the closer look, in squares of the mesh. */
    private static final double AROUND = 1.3;
    private static final int LOOKED_AT = 128;
    /** What only one detector saw counts when the closer look scores so much. */
    private static final double CONFIRMED = 0.6;
    /** Another way up must score so much, and this much better than the first. */
    private static final double CONVINCING = 0.8;
    private static final double BETTER = 0.05;

    /** Faces of the photo in whichever quarter it is turned, and of small ones where there is no large one; widest first. */
    Seen everywhere(Mat whole) {
        try (Reductions bgr = new Reductions(whole)) {
            return everywhere(bgr);
        }
    }

    private static Seen everywhere(Reductions bgr) {
        List<Detection> unfitted = new ArrayList<>();
        List<Face> faces = fitted(bgr, candidates(bgr, SCORE), unfitted);
        for (Turn turn : Turn.values()) {
            if (faces.isEmpty() && turn != Turn.NONE) {
                faces = turned(bgr, turn);
            }
        }
        if (faces.isEmpty()) {
            faces = tiled(bgr, unfitted);
        }
        return new Seen(faces, faces.isEmpty() ? unfitted : List.of());
    }

    /** Faces in the photo as it is. */
    List<Face> upright(Mat whole) {
        try (Reductions bgr = new Reductions(whole)) {
            return fitted(bgr, candidates(bgr, SCORE), new ArrayList<>());
        }
    }

    private static List<Face> turned(Reductions bgr, Turn turn) {
        try (Reductions turned = bgr.turned(turn)) {
            return fitted(turned, candidates(turned, FIRM_SCORE), new ArrayList<>()).stream()
                    .map(face -> face.turned(turn.back(), turned.width(), turned.height())).toList();
        }
    }

    /** Small faces: the photo by overlapping tiles, large ones first. */
    private static List<Face> tiled(Reductions bgr, List<Detection> unfitted) {
        double side = TILE * Math.min(bgr.width(), bgr.height());
        List<Face> faces = List.of();
        while (faces.isEmpty() && side * 2 > FaceFinder.SMALLEST * LEAST_SHARE) {
            double scale = Math.min(1, SEARCHED / side);
            Reductions.Level level = bgr.above(1 / scale, LEAST_REDUCTION);
            int width = Math.max(1, (int) Math.round(level.mat().cols() * level.factor() * scale));
            int height = Math.max(1, (int) Math.round(level.mat().rows() * level.factor() * scale));
            int tile = (int) Math.min(side * scale, Math.min(width, height));
            if (starts(width, tile).size() * starts(height, tile).size() > MOST_TILES) {
                break;
            }
            try (Mat small = Filters.resize(level.mat(), width, height, opencv_imgproc.INTER_AREA)) {
                List<Detection> hits = Detection.suppressed(inTiles(small, tile));
                faces = fitted(bgr, hits.stream().map(hit -> level.whole(hit, width, height)).toList(), unfitted);
            }
            side /= 2;
        }
        return faces;
    }

    private static List<Detection> inTiles(Mat bgr, int tile) {
        List<Detection> hits = new ArrayList<>();
        for (int top : starts(bgr.rows(), tile)) {
            for (int left : starts(bgr.cols(), tile)) {
                try (Rect rect = new Rect(left, top, tile, tile); Mat part = new Mat(bgr, rect)) {
                    seen(part, FIRM_SCORE).forEach(hit -> hits.add(hit.moved(1, 1, left, top)));
                }
            }
        }
        return hits;
    }

    private static List<Integer> starts(int length, int tile) {
        int steps = (int) Math.ceil((length - tile) / (tile * (1 - OVERLAP)));
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            starts.add(steps == 0 ? 0 : (int) ((long) (length - tile) * i / steps));
        }
        return starts;
    }

    private static List<Detection> candidates(Reductions bgr, double least) {
        double scale = (double) SEARCHED / Math.max(bgr.width(), bgr.height());
        Reductions.Level level = bgr.above(1 / scale, LEAST_REDUCTION);
        if (scale >= 1) {
            return seen(level.mat(), least);
        }
        int width = Math.max(1, (int) Math.round(level.mat().cols() * level.factor() * scale));
        int height = Math.max(1, (int) Math.round(level.mat().rows() * level.factor() * scale));
        try (Mat small = Filters.resize(level.mat(), width, height, opencv_imgproc.INTER_AREA)) {
            return seen(small, least).stream().map(hit -> level.whole(hit, width, height)).toList();
        }
    }

    private static List<Detection> seen(Mat bgr, double least) {
        return Detection.joined(Detector.FULL_RANGE.detect(bgr, least), Detector.SHORT_RANGE.detect(bgr, least))
                .stream().filter(hit -> hit.nets() == 2 || hit.score() > FIRM_SCORE).toList();
    }

    private static List<Face> fitted(Reductions bgr, List<Detection> candidates, List<Detection> unfitted) {
        List<Face> faces = new ArrayList<>();
        candidates.stream().sorted(Comparator.comparingDouble(hit -> -hit.width() * hit.score())).limit(MOST)
                .forEach(hit -> fitted(bgr, hit, unfitted)
                        .filter(face -> faces.stream().noneMatch(known -> isSameHead(known, face)))
                        .ifPresent(faces::add));
        return faces;
    }

    private static Optional<Face> fitted(Reductions bgr, Detection hit, List<Detection> unfitted) {
        Optional<Face> face = mesh(bgr, hit);
        boolean sure = hit.nets() == 2 && hit.score() > UPRIGHT_SCORE
                && face.filter(found -> Math.abs(found.tilt()) < UPRIGHT_TILT).isPresent();
        if (sure) {
            return face;
        }
        Closer closer = closer(bgr, hit);
        if (hit.nets() == 1 && closer.score < CONFIRMED) {
            return Optional.empty();
        }
        Optional<Face> best = closer.otherWayUp.flatMap(other -> mesh(bgr, other)).or(() -> face);
        if (best.isEmpty() && (hit.nets() == 2 || closer.score >= CONFIRMED)) {
            unfitted.add(hit);
        }
        return best;
    }

    private static Optional<Face> mesh(Reductions bgr, Detection hit) {
        MeshNetwork.Answer answer = MeshNetwork.ask(bgr, hit);
        if (answer.presence() <= PRESENCE) {
            return Optional.empty();
        }
        Face face = Face.of(answer.mesh(), new Face.Sureness(hit.score(), answer.presence(), hit.nets()));
        boolean sure = hit.nets() == 2 && answer.presence() > SURE_PRESENCE;
        return Optional.of(face).filter(
                found -> agree(found.mesh(), hit, sure ? Math.max(hit.side(), found.width()) : hit.side()));
    }

    /**
     * A closer look at a doubtful hit.
     *
     * @param score      of the short-range detector, the right way up
     * @param otherWayUp the hit as it is seen better the other way up
     */
    private record Closer(double score, Optional<Detection> otherWayUp) {}

    /**
     * A face that stands on its head is often seen, badly, as one that does not: eyebrows for a mouth. Turned by quarters it
     * is seen better the right way up; what is no face is seen neither way.
     */
    private static Closer closer(Reductions bgr, Detection hit) {
        Closer best = new Closer(0, Optional.empty());
        double least = 0;
        for (Turn turn : Turn.values()) {
            Square square = new Square(hit.centreX(), hit.centreY(), MeshNetwork.MARGIN * AROUND * hit.side(),
                    hit.angle() + Math.toRadians(turn.degrees()));
            try (Mat crop = square.of(bgr, LOOKED_AT)) {
                Optional<Detection> seen = Detector.SHORT_RANGE.detect(crop, SCORE).stream()
                        .filter(one -> Math.abs(one.angle()) < Math.PI / 4)
                        .max(Comparator.comparingDouble(Detection::score));
                double score = seen.map(Detection::score).orElse(0.0);
                if (turn == Turn.NONE) {
                    best = new Closer(score, Optional.empty());
                    least = Math.max(score + BETTER, CONVINCING);
                } else if (score > least) {
                    least = score;
                    best = new Closer(score, seen.map(one -> one.from(square, LOOKED_AT, hit.nets())));
                }
            }
        }
        return best;
    }

    private static boolean agree(Mesh mesh, Detection hit, double side) {
        double most = AGREEMENT * side;
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
