package dev.likeness.darkroom.face;

import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * MediaPipe's face mesh with attention (Grishchenko and others 2020): 478 points of a face that is shown upright, filling two
 * thirds of a square of 192 pixels. It is asked twice, the second time with the square that the first answer gives.
 */
final class MeshNetwork {
    private static final int SIDE = 192;
    /** Side of the square, in sides of the face's box. */
    static final double MARGIN = 1.5;
    /** Of mirrored sitters all points lay a quarter of a crop pixel too far right; taken to be as much too low. */
    private static final double BIAS = 0.25;

    private MeshNetwork() {}

    private static final class Shared {
        private static final FaceNetwork NETWORK = FaceNetwork.open("face-mesh-478.onnx");
    }

    /** @param presence how surely a face was in the square, 0 to 1; it says "face", not that the points fit */
    record Answer(Mesh mesh, double presence) {}

    /** @param bgr 8-bit picture; {@code face} lies in its pixels */
    static Answer ask(Reductions bgr, Detection face) {
        Answer first = once(bgr, new Square(face.centreX(), face.centreY(), MARGIN * face.side(), face.angle()));
        return once(bgr, around(first.mesh));
    }

    /** The square that the network should be shown of a face. */
    static Square around(Mesh mesh) {
        double angle = mesh.angle();
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < Mesh.SKIN; i++) {
            double x = cos * mesh.x(i) + sin * mesh.y(i);
            double y = cos * mesh.y(i) - sin * mesh.x(i);
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        double x = (left + right) / 2;
        double y = (top + bottom) / 2;
        return new Square(cos * x - sin * y, sin * x + cos * y, MARGIN * Math.max(right - left, bottom - top), angle);
    }

    private static Answer once(Reductions bgr, Square square) {
        try (Mat crop = square.of(bgr, SIDE)) {
            Map<String, float[]> outputs = Shared.NETWORK.run(crop, 1 / 255f, 0);
            float[] xyz = outputs.getOrDefault("landmarks", new float[0]);
            float[] presence = outputs.getOrDefault("presence", new float[]{0});
            for (int i = 0; i < xyz.length; i += 3) {
                Face.Point there = square.back(xyz[i] + 0.5 - BIAS, xyz[i + 1] + 0.5 - BIAS, SIDE);
                xyz[i] = (float) there.x();
                xyz[i + 1] = (float) there.y();
                xyz[i + 2] *= (float) (square.side() / SIDE);
            }
            return new Answer(Mesh.of(xyz), presence[0]);
        }
    }
}
