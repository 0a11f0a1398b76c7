package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Placement;
import java.util.Arrays;
import java.util.List;

/**
 * The surface of a face as 478 points of MediaPipe's mesh: 0 to 467 the skin, 468 to 472 the iris on the left of the picture
 * (centre, then right, top, left and bottom of its rim), 473 to 477 the other. x to the right, y down, in pixels; z in pixels
 * of the same size, smaller is nearer to the camera, zero near the plane of the eyes.
 */
public final class Mesh {
    public static final int POINTS = 478;
    /** Points of the skin, those before the irises. */
    public static final int SKIN = 468;
    public static final int LEFT_IRIS = 468;
    public static final int RIGHT_IRIS = 473;
    private static final int NOSE_TIP = 1;
    private static final int CHIN = 152;
    private static final int UPPER_LIP = 13;
    private static final int LOWER_LIP = 14;
    private static final int LEFT_CORNER = 33;
    private static final int RIGHT_CORNER = 263;
    private static final double IRIS_RADIUS = 0.585;

    private final float[] xyz;

    private Mesh(float[] xyz) {
        this.xyz = xyz;
    }

    /** @param xyz {@code 3 * POINTS} numbers, x, y and z of a point after another; copied */
    static Mesh of(float[] xyz) {
        if (xyz.length != 3 * POINTS) {
            throw new IllegalArgumentException(xyz.length + " numbers for " + POINTS + " points");
        }
        return new Mesh(xyz.clone());
    }

    /** The canonical face, seen from the front, as large and as tilted as its eyes tell. */
    static Mesh between(Face.Point leftEye, Face.Point rightEye) {
        float[] vertices = CanonicalMesh.vertices();
        float[] model = Arrays.copyOf(vertices, 3 * POINTS);
        iris(model, LEFT_IRIS, Contour.LEFT_EYE);
        iris(model, RIGHT_IRIS, Contour.RIGHT_EYE);
        double distance = model[3 * RIGHT_IRIS] - model[3 * LEFT_IRIS];
        double c = (rightEye.x() - leftEye.x()) / distance;
        double s = (rightEye.y() - leftEye.y()) / distance;
        double scale = Math.hypot(c, s);
        float[] placed = new float[3 * POINTS];
        for (int i = 0; i < placed.length; i += 3) {
            double x = model[i] - model[3 * LEFT_IRIS];
            double y = model[3 * LEFT_IRIS + 1] - model[i + 1];
            placed[i] = (float) (leftEye.x() + c * x - s * y);
            placed[i + 1] = (float) (leftEye.y() + s * x + c * y);
            placed[i + 2] = (float) (scale * (model[3 * LEFT_IRIS + 2] - model[i + 2]));
        }
        return new Mesh(placed);
    }

    /** The canonical face has no irises: they stand in the middle of the lids, 11.7 mm across. */
    private static void iris(float[] model, int first, Contour eye) {
        double[] middle = new double[3];
        for (int i : eye.points()) {
            for (int k = 0; k < 3; k++) {
                middle[k] += model[3 * i + k] / eye.points().size();
            }
        }
        double[][] rim = {{0, 0}, {IRIS_RADIUS, 0}, {0, IRIS_RADIUS}, {-IRIS_RADIUS, 0}, {0, -IRIS_RADIUS}};
        for (int j = 0; j < rim.length; j++) {
            model[3 * (first + j)] = (float) (middle[0] + rim[j][0]);
            model[3 * (first + j) + 1] = (float) (middle[1] + rim[j][1]);
            model[3 * (first + j) + 2] = (float) middle[2];
        }
    }

    public double x(int point) {
        return xyz[3 * point];
    }

    public double y(int point) {
        return xyz[3 * point + 1];
    }

    /** Depth, pixels; smaller is nearer to the camera. */
    public double z(int point) {
        return xyz[3 * point + 2];
    }

    public Face.Point at(int point) {
        return new Face.Point(x(point), y(point));
    }

    /** Where the tip of the nose is. */
    public Face.Point nose() {
        return at(NOSE_TIP);
    }

    /** The lowest point of the chin. */
    public Face.Point chin() {
        return at(CHIN);
    }

    Face.Point mouth() {
        return new Face.Point((x(UPPER_LIP) + x(LOWER_LIP)) / 2, (y(UPPER_LIP) + y(LOWER_LIP)) / 2);
    }

    /** Distance between two points in space, pixels. */
    double distance(int one, int other) {
        double dx = x(one) - x(other);
        double dy = y(one) - y(other);
        double dz = z(one) - z(other);
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /** Angle of the line through the outer corners of the eyes, radians, clockwise as seen. */
    double angle() {
        return Math.atan2(y(RIGHT_CORNER) - y(LEFT_CORNER), x(RIGHT_CORNER) - x(LEFT_CORNER));
    }

    /** The mean of some points. */
    Face.Point middle(List<Integer> points) {
        double x = 0;
        double y = 0;
        for (int point : points) {
            x += x(point);
            y += y(point);
        }
        return new Face.Point(x / points.size(), y / points.size());
    }

    /** The same face in the pixels of a canvas on which the photo lies. */
    public Mesh on(Placement canvas) {
        float[] placed = new float[xyz.length];
        for (int i = 0; i < xyz.length; i += 3) {
            placed[i] = (float) canvas.x(xyz[i], xyz[i + 1]);
            placed[i + 1] = (float) canvas.y(xyz[i], xyz[i + 1]);
            placed[i + 2] = (float) (canvas.scale() * xyz[i + 2]);
        }
        return new Mesh(placed);
    }

    /** The same face in a square that is drawn with so many pixels a side. */
    Mesh in(Square square, int pixels) {
        float[] placed = xyz.clone();
        for (int i = 0; i < xyz.length; i += 3) {
            Face.Point there = square.in(xyz[i], xyz[i + 1], pixels);
            placed[i] = (float) there.x();
            placed[i + 1] = (float) there.y();
            placed[i + 2] *= (float) (pixels / square.side());
        }
        return new Mesh(placed);
    }

    /**
     * The same face in the photo after that is turned.
     *
     * @param width  of the photo before, pixels
     * @param height of the photo before, pixels
     */
    Mesh turned(Turn turn, int width, int height) {
        float[] placed = xyz.clone();
        for (int i = 0; i < xyz.length; i += 3) {
            Face.Point there = turn.of(new Face.Point(xyz[i], xyz[i + 1]), width, height);
            placed[i] = (float) there.x();
            placed[i + 1] = (float) there.y();
        }
        return new Mesh(placed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mesh mesh && Arrays.equals(xyz, mesh.xyz);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(xyz);
    }
}
