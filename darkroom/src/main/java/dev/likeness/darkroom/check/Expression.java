package dev.likeness.darkroom.check;

import dev.likeness.darkroom.face.Mesh;

/**
 * Eyes and mouth by the points of the mesh, in space, so that they count alike whichever way the head is turned. The eyes
 * follow the eye aspect ratio of Soukupova and Cech (Real-Time Eye Blink Detection using Facial Landmarks, 2016).
 */
final class Expression {
    /** Corners, then two pairs of upper and lower lid. */
    private static final int[] LEFT_EYE = {33, 133, 160, 144, 158, 153};
    private static final int[] RIGHT_EYE = {362, 263, 385, 380, 387, 373};
    /** Corners of the mouth, and the inner edges of the lips in its middle. */
    private static final int[] MOUTH = {78, 308, 13, 14};

    private Expression() {}

    /** How far the lids are apart, over the width of the eye; of the eye that is opened less. */
    static double eyes(Mesh mesh) {
        return Math.min(eye(mesh, LEFT_EYE), eye(mesh, RIGHT_EYE));
    }

    private static double eye(Mesh mesh, int[] points) {
        return (distance(mesh, points[2], points[3]) + distance(mesh, points[4], points[5]))
                / (2 * distance(mesh, points[0], points[1]));
    }

    /** How far the lips are apart, over the width of the mouth. */
    static double mouth(Mesh mesh) {
        return distance(mesh, MOUTH[2], MOUTH[3]) / distance(mesh, MOUTH[0], MOUTH[1]);
    }

    private static double distance(Mesh mesh, int one, int other) {
        return Math.max(1e-6, Math.hypot(Math.hypot(mesh.x(one) - mesh.x(other), mesh.y(one) - mesh.y(other)),
                mesh.z(one) - mesh.z(other)));
    }
}
