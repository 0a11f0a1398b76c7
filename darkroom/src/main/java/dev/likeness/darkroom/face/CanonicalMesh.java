package dev.likeness.darkroom.face;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** MediaPipe's model of a face: where the 468 points of the skin lie in space, and the triangles between them. */
public final class CanonicalMesh {
    private static final int COLUMNS = 5;

    private CanonicalMesh() {}

    /**
     * @return x (to the right of the picture), y (up) and z (towards the camera) of each point of the skin, centimetres
     */
    public static float[] vertices() {
        return Vertices.ALL.clone();
    }

    /** @return the three points of each of the 898 triangles, all in the same winding */
    public static int[] triangles() {
        return Triangles.ALL.clone();
    }

    private static final class Vertices {
        private static final float[] ALL = read();

        private static float[] read() {
            List<String> lines = lines("face-mesh-canonical.tsv");
            float[] vertices = new float[3 * lines.size()];
            for (int i = 0; i < lines.size(); i++) {
                String[] cells = lines.get(i).split("\t", COLUMNS);
                for (int k = 0; k < 3; k++) {
                    vertices[3 * i + k] = Float.parseFloat(cells[k]);
                }
            }
            return vertices;
        }
    }

    private static final class Triangles {
        private static final int[] ALL = lines("face-mesh-triangles.tsv").stream()
                .flatMap(line -> List.of(line.split("\t", 3)).stream()).mapToInt(Integer::parseInt).toArray();
    }

    private static List<String> lines(String file) {
        try (InputStream resource = CanonicalMesh.class.getResourceAsStream(file)) {
            if (resource == null) {
                throw new IllegalStateException(file + " is missing from the darkroom module");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " cannot be read", failure);
        }
    }
}
