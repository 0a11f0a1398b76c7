package dev.likeness.darkroom.face;

import dev.likeness.core.Photo;
import dev.likeness.darkroom.pixel.Placement;

/**
 * A face in photo pixels. Left and right are those of the picture, not of the sitter.
 *
 * @param x        left border of the face box, a square from above the brows to below the lip
 * @param y        upper border of the face box
 * @param width    width of the face box, the unit ({@code bw}) in which the darkroom measures everything near the face
 * @param leftEye  middle of the iris
 * @param rightEye middle of the iris
 * @param mouth    between the lips
 * @param mesh     the 478 points
 * @param pose     how the head is held
 * @param sure     what the networks say of it
 */
public record Face(double x, double y, double width, Point leftEye, Point rightEye, Point mouth, Mesh mesh,
        HeadPose pose, Sureness sure) {
    /**
     * Width of the face box, in distances between the irises in space: the median ratio to the box of OpenCV's cascades, from
     * which this unit comes, over 429 official portraits (docs/performance.md).
     */
    private static final double BOX = 2.44;
    /** Height of the eyes in the face box. */
    private static final double EYE_LEVEL = 0.37;

    /** A place in photo pixels. */
    public record Point(double x, double y) {}

    /**
     * How sure the networks are, 0 to 1 each.
     *
     * @param score    of the better detector
     * @param presence of a face where the mesh was fitted
     * @param nets     how many of the two detectors saw it
     */
    public record Sureness(double score, double presence, int nets) {}

    /**
     * A face of which only the eyes are known: the mesh is that of a face of ordinary proportions between them.
     *
     * @param score 0 to 1
     */
    public Face(double x, double y, double width, Point leftEye, Point rightEye, Point mouth, double score) {
        this(x, y, width, leftEye, rightEye, mouth, Mesh.between(leftEye, rightEye), score);
    }

    private Face(double x, double y, double width, Point leftEye, Point rightEye, Point mouth, Mesh mesh,
            double score) {
        this(x, y, width, leftEye, rightEye, mouth, mesh, HeadPose.of(mesh), new Sureness(score, score, 2));
    }

    /** The face with these points. */
    static Face of(Mesh mesh, Sureness sure) {
        Point left = mesh.at(Mesh.LEFT_IRIS);
        Point right = mesh.at(Mesh.RIGHT_IRIS);
        double width = BOX * mesh.distance(Mesh.LEFT_IRIS, Mesh.RIGHT_IRIS);
        return new Face((left.x + right.x - width) / 2, (left.y + right.y) / 2 - EYE_LEVEL * width, width, left, right,
                mesh.mouth(), mesh, HeadPose.of(mesh), sure);
    }

    public double eyesX() {
        return (leftEye.x + rightEye.x) / 2;
    }

    public double eyesY() {
        return (leftEye.y + rightEye.y) / 2;
    }

    /** Distance between the eyes ({@code iod}), pixels. */
    public double eyeDistance() {
        return Math.hypot(rightEye.x - leftEye.x, rightEye.y - leftEye.y);
    }

    /** The face box, rounded. */
    public Photo.Area area() {
        return new Photo.Area((int) Math.round(x), (int) Math.round(y), (int) Math.round(width),
                (int) Math.round(width));
    }

    /** Tilt of the head in the picture, degrees, clockwise as seen, -180 to 180. */
    public double tilt() {
        return Math.toDegrees(mesh.angle());
    }

    /**
     * Angle of the line on which the eyes lie, degrees, clockwise as seen: half way between the line through their outer
     * corners and that through the irises, which differ by up to two degrees where a face is not symmetric.
     */
    public double eyeLine() {
        double corners = mesh.angle();
        double irises = Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x);
        return Math.toDegrees(corners + Math.IEEEremainder(irises - corners, 2 * Math.PI) / 2);
    }

    /** The turn of the photo that brings the head nearest to upright. */
    public Turn upright() {
        return Turn.of(-tilt());
    }

    /**
     * The same face in the photo after that is turned.
     *
     * @param photoWidth  before, pixels
     * @param photoHeight before, pixels
     */
    public Face turned(Turn turn, int photoWidth, int photoHeight) {
        return turn == Turn.NONE ? this : of(mesh.turned(turn, photoWidth, photoHeight), sure);
    }

    /** The same face in the pixels of a canvas on which the photo lies. */
    public Face on(Placement canvas) {
        if (canvas.isLevel()) {
            return new Face(canvas.x(x), canvas.y(y), width * canvas.scale(), on(canvas, leftEye),
                    on(canvas, rightEye), on(canvas, mouth), mesh.on(canvas), pose, sure);
        }
        // The box is upright again; it keeps its place around the eyes.
        Mesh there = mesh.on(canvas);
        Point left = on(canvas, leftEye);
        Point right = on(canvas, rightEye);
        return new Face((left.x + right.x) / 2 - canvas.scale() * (eyesX() - x),
                (left.y + right.y) / 2 - canvas.scale() * (eyesY() - y), width * canvas.scale(), left, right,
                on(canvas, mouth), there, HeadPose.of(there), sure);
    }

    private static Point on(Placement canvas, Point point) {
        return new Point(canvas.x(point.x, point.y), canvas.y(point.x, point.y));
    }
}
