package dev.likeness.studio.frame;

import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Optional;

/**
 * Continues shoulders that the photo's sides cut. The picture is mirrored at the edge; the line of the shoulder goes on
 * with its slope and bends down, {@code y = y0 + slope dx + 1.1 dx^2 / bw}, as shoulders do. All in canvas pixels.
 *
 * @param left  x of the photo's left edge on the canvas, with the shoulder it cuts
 * @param right the same on the right
 * @param bw    face width
 */
public record Shoulders(Edge left, Edge right, double bw) {
    /** One side of the photo on the canvas. */
    public record Edge(double x, Optional<Silhouette.Shoulder> shoulder) {}

    private static final double BEND = 1.1;
    private static final double REACH = 1.1;

    static Shoulders of(Silhouette outline, Placement photo, int photoWidth, int photoHeight, double bw) {
        return new Shoulders(edge(photo, 0, outline.leftEdge()), edge(photo, photoWidth, outline.rightEdge()),
                bw * photo.scale());
    }

    private static Edge edge(Placement photo, double x, Optional<Silhouette.Shoulder> shoulder) {
        return new Edge(photo.x(x),
                shoulder.map(cut -> new Silhouette.Shoulder(photo.y(cut.y()), cut.slope())));
    }

    /**
     * Writes the continued shoulders into a matte whose photo was drawn with mirrored borders, and clears everything
     * else beyond the photo's sides.
     */
    public void continueIn(Raster alpha) {
        int width = alpha.width();
        double soft = Math.max(1, 0.008 * bw);
        Rows.parallel(alpha.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < Math.min(width, (int) Math.ceil(left.x + 1)); x++) {
                    alpha.data()[y * width + x] = covered(left, left.x + 1 - x, y, soft);
                }
                for (int x = Math.max(0, (int) Math.floor(right.x - 1)); x < width; x++) {
                    alpha.data()[y * width + x] = covered(right, x - right.x + 1, y, soft);
                }
            }
        });
    }

    private float covered(Edge edge, double dx, double y, double soft) {
        if (edge.shoulder.isEmpty() || dx > REACH * bw) {
            return 0;
        }
        Silhouette.Shoulder cut = edge.shoulder.get();
        double line = cut.y() + cut.slope() * dx + BEND * dx * dx / bw;
        return (float) Math.clamp((y - line) / soft + 0.5, 0, 1);
    }
}
