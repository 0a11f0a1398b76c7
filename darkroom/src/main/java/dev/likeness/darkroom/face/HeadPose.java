package dev.likeness.darkroom.face;

import org.bytedeco.javacpp.indexer.DoubleRawIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How a head is held, degrees.
 *
 * @param yaw   to the side, positive towards the right of the picture
 * @param pitch nodding, positive down; people who look into the camera often read some degrees of it
 * @param roll  tilt, positive counter-clockwise as seen
 */
public record HeadPose(double yaw, double pitch, double roll) {
    /** Corners of the eyes, nose, corners of the mouth, chin, forehead, bridge of the nose, sides of the face. */
    private static final int[] RIGID = {33, 133, 362, 263, 1, 4, 61, 291, 152, 10, 168, 234, 454};

    /**
     * The rotation that brings the canonical face nearest to this one: Horn's closed form by the quaternion that is the
     * first eigenvector of a symmetric matrix (1987).
     */
    static HeadPose of(Mesh mesh) {
        float[] canonical = CanonicalMesh.vertices();
        double[] mean = new double[6];
        double[][] pairs = new double[RIGID.length][];
        for (int i = 0; i < RIGID.length; i++) {
            int p = RIGID[i];
            pairs[i] = new double[]{canonical[3 * p], canonical[3 * p + 1], canonical[3 * p + 2], mesh.x(p), -mesh.y(p),
                    -mesh.z(p)};
            for (int k = 0; k < 6; k++) {
                mean[k] += pairs[i][k] / RIGID.length;
            }
        }
        double[][] s = new double[3][3];
        for (double[] pair : pairs) {
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    s[a][b] += (pair[a] - mean[a]) * (pair[3 + b] - mean[3 + b]);
                }
            }
        }
        double[] q = quaternion(s);
        double w = q[0];
        double x = q[1];
        double y = q[2];
        double z = q[3];
        return new HeadPose(Math.toDegrees(Math.atan2(2 * (x * z + w * y), 1 - 2 * (x * x + y * y))),
                Math.toDegrees(Math.asin(Math.clamp(-2 * (y * z - w * x), -1, 1))),
                Math.toDegrees(Math.atan2(2 * (x * y + w * z), 1 - 2 * (x * x + z * z))));
    }

    private static double[] quaternion(double[][] s) {
        double[][] n = {
                {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
                {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
                {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
                {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}};
        try (Mat matrix = new Mat(4, 4, opencv_core.CV_64F); Mat values = new Mat(); Mat vectors = new Mat()) {
            try (DoubleRawIndexer cells = matrix.createIndexer()) {
                for (int i = 0; i < 4; i++) {
                    cells.put(i, 0, n[i]);
                }
            }
            opencv_core.eigen(matrix, values, vectors);
            double[] first = new double[4];
            try (DoubleRawIndexer cells = vectors.createIndexer()) {
                cells.get(0, 0, first);
            }
            return first;
        }
    }
}
