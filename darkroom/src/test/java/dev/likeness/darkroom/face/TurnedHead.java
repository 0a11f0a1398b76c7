package dev.likeness.darkroom.face;

import dev.likeness.core.Photo;
import java.util.Arrays;
import java.util.List;

/**
 * The head of a photo seen from another side: the mesh of its face, with the photo on it, turned about the vertical axis
 * before a plain ground, on a skull, a neck and shoulders that are ellipsoids.
 */
final class TurnedHead {
    private static final int[] HAIR = {30, 35, 45};
    private static final int[] CLOTH = {90, 60, 50};
    /** Of the picture, face widths. */
    private static final double SIDE = 3.2;

    private final Photo photo;
    private final int side;
    private final byte[] bgr;
    private final float[] depth;
    private final double cos;
    private final double sin;

    private TurnedHead(Photo photo, int side, double degrees) {
        this.photo = photo;
        this.side = side;
        bgr = new byte[3 * side * side];
        depth = new float[side * side];
        Arrays.fill(depth, Float.MAX_VALUE);
        cos = Math.cos(Math.toRadians(degrees));
        sin = Math.sin(Math.toRadians(degrees));
        for (int i = 0; i < depth.length; i++) {
            double down = i / side / (double) side;
            bgr[3 * i] = (byte) (150 - 30 * down);
            bgr[3 * i + 1] = (byte) (145 - 25 * down);
            bgr[3 * i + 2] = (byte) (140 - 20 * down);
        }
    }

    /** @param degrees positive towards the right of the picture */
    static Photo of(Photo photo, Face face, double degrees) {
        double w = face.width();
        TurnedHead head = new TurnedHead(photo, (int) (SIDE * w), degrees);
        double x = head.side / 2.0;
        double y = head.side * 0.45;
        byte[] cheek = head.sample(face.mesh().x(50), face.mesh().y(50));
        int[] skin = {cheek[0] & 0xff, cheek[1] & 0xff, cheek[2] & 0xff};
        int[] shade = {skin[0] * 17 / 20, skin[1] * 17 / 20, skin[2] * 9 / 10};
        head.ellipsoid(x, y - 0.14 * w, new double[]{0, 0.28 * w}, new double[]{0.72 * w, 0.95 * w, 0.8 * w}, HAIR);
        head.ellipsoid(x, y + w, new double[]{0, 0.25 * w}, new double[]{0.42 * w, 0.7 * w, 0.42 * w}, skin);
        head.ellipsoid(x, y + 1.95 * w, new double[]{0, 0.25 * w}, new double[]{1.3 * w, 0.8 * w, 0.6 * w}, CLOTH);
        for (int ear : new int[]{-1, 1}) {
            head.ellipsoid(x, y, new double[]{ear * 0.68 * w, 0.1 * w}, new double[]{0.1 * w, 0.25 * w, 0.16 * w},
                    shade);
        }
        head.face(x, y, face.mesh());
        return new Photo(head.side, head.side, head.bgr, photo.sha256() + " turned " + degrees, List.of());
    }

    /**
     * @param offset to the side and back before the turn
     * @param radii  to the side, up and back before the turn
     */
    private void ellipsoid(double x, double y, double[] offset, double[] radii, int[] colour) {
        double middle = x + cos * offset[0] - sin * offset[1];
        double behind = sin * offset[0] + cos * offset[1];
        double across = Math.hypot(radii[0] * cos, radii[2] * sin);
        double deep = Math.hypot(radii[0] * sin, radii[2] * cos);
        for (int i = 0; i < depth.length; i++) {
            double a = (i % side - middle) / across;
            double b = (i / side - y) / radii[1];
            double left = 1 - a * a - b * b;
            if (left > 0 && behind - deep * Math.sqrt(left) < depth[i]) {
                depth[i] = (float) (behind - deep * Math.sqrt(left));
                for (int c = 0; c < 3; c++) {
                    bgr[3 * i + c] = (byte) (int) (colour[c] * (0.6 + 0.4 * Math.sqrt(left)));
                }
            }
        }
    }

    private void face(double x, double y, Mesh mesh) {
        double middleX = (mesh.x(234) + mesh.x(454)) / 2;
        double middleY = (mesh.y(10) + mesh.y(152)) / 2;
        double middleZ = (mesh.z(234) + mesh.z(454)) / 2;
        double[][] points = new double[Mesh.SKIN][];
        for (int i = 0; i < points.length; i++) {
            double across = mesh.x(i) - middleX;
            double back = mesh.z(i) - middleZ;
            points[i] = new double[]{x + cos * across - sin * back, y + mesh.y(i) - middleY, sin * across + cos * back,
                    mesh.x(i), mesh.y(i)};
        }
        int[] corners = CanonicalMesh.triangles();
        for (int t = 0; t < corners.length; t += 3) {
            triangle(points[corners[t]], points[corners[t + 1]], points[corners[t + 2]]);
        }
    }

    /** Corners as x, y and depth here, and x and y in the photo. */
    private void triangle(double[] a, double[] b, double[] c) {
        double area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        double before = (b[3] - a[3]) * (c[4] - a[4]) - (b[4] - a[4]) * (c[3] - a[3]);
        if (area * before <= 0) {
            return; // seen from behind
        }
        int right = (int) Math.min(side - 1, Math.ceil(Math.max(a[0], Math.max(b[0], c[0]))));
        int bottom = (int) Math.min(side - 1, Math.ceil(Math.max(a[1], Math.max(b[1], c[1]))));
        for (int y = (int) Math.max(0, Math.min(a[1], Math.min(b[1], c[1]))); y <= bottom; y++) {
            for (int x = (int) Math.max(0, Math.min(a[0], Math.min(b[0], c[0]))); x <= right; x++) {
                double v = ((x - a[0]) * (c[1] - a[1]) - (y - a[1]) * (c[0] - a[0])) / area;
                double u = ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / area;
                double z = a[2] + v * (b[2] - a[2]) + u * (c[2] - a[2]);
                int i = y * side + x;
                if (v >= 0 && u >= 0 && u + v <= 1 && z < depth[i]) {
                    depth[i] = (float) z;
                    System.arraycopy(sample(a[3] + v * (b[3] - a[3]) + u * (c[3] - a[3]),
                            a[4] + v * (b[4] - a[4]) + u * (c[4] - a[4])), 0, bgr, 3 * i, 3);
                }
            }
        }
    }

    private byte[] sample(double x, double y) {
        int i = 3 * (Math.clamp((int) y, 0, photo.height() - 1) * photo.width()
                + Math.clamp((int) x, 0, photo.width() - 1));
        return Arrays.copyOfRange(photo.bgr(), i, i + 3);
    }
}
