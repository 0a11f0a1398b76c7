package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Placement;

/**
 * A face in photo pixels. Left and right are those of the picture, not of the sitter.
 *
 * @param width width of the face box, the unit ({@code bw}) in which the darkroom measures everything near the face
 * @param votes how many of the five cascades found it
 */
public record Face(double x, double y, double width, Point leftEye, Point rightEye, Point mouth, int votes) {
    /** A place in photo pixels. */
    public record Point(double x, double y) {}

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

    /** The same face in the pixels of a canvas on which the photo lies. */
    public Face on(Placement canvas) {
        return new Face(canvas.x(x), canvas.y(y), width * canvas.scale(), on(canvas, leftEye), on(canvas, rightEye),
                on(canvas, mouth), votes);
    }

    private static Point on(Placement canvas, Point point) {
        return new Point(canvas.x(point.x), canvas.y(point.y));
    }
}
