package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import java.util.List;

/** Outlines on a {@link Mesh}, each a ring of its points in their order. Left and right are those of the picture. */
public enum Contour {
    /** The whole face up to the hairline, without ears. */
    OVAL(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
            150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
    /** The outer edge of the lips. */
    LIPS(61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185),
    /** The opening between the lips. */
    MOUTH(78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191),
    /** Between the lids. */
    LEFT_EYE(33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246),
    /** Between the lids. */
    RIGHT_EYE(263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466),
    /** The eye with its lids. */
    LEFT_LIDS(130, 25, 110, 24, 23, 22, 26, 112, 243, 190, 56, 28, 27, 29, 30, 247),
    /** The eye with its lids. */
    RIGHT_LIDS(359, 255, 339, 254, 253, 252, 256, 341, 463, 414, 286, 258, 257, 259, 260, 467), LEFT_BROW(70, 63, 105,
            66, 107, 55, 65, 52, 53, 46), RIGHT_BROW(300, 293, 334, 296, 336, 285, 295, 282, 283, 276),
    /** The whole iris, as far as lids cover it as well. */
    LEFT_IRIS(469, 470, 471, 472),
    /** The whole iris, as far as lids cover it as well. */
    RIGHT_IRIS(474, 475, 476, 477),
    /** What is seen of a nostril from the front. */
    LEFT_NOSTRIL(166, 79, 238, 20, 60),
    /** What is seen of a nostril from the front. */
    RIGHT_NOSTRIL(392, 309, 458, 250, 290),
    /** Between the lower lid and the cheek, where bags and shadows are. */
    LEFT_BAG(33, 7, 163, 144, 145, 153, 154, 155, 133, 244, 233, 232, 231, 230, 229, 228, 31, 226),
    /** Between the lower lid and the cheek, where bags and shadows are. */
    RIGHT_BAG(263, 249, 390, 373, 374, 380, 381, 382, 362, 464, 453, 452, 451, 450, 449, 448, 261, 446);

    private final List<Integer> points;

    Contour(Integer... points) {
        this.points = List.of(points);
    }

    /** The ring, numbers of mesh points. */
    public List<Integer> points() {
        return points;
    }

    /**
     * What lies inside, 0 to 1, with smooth edges.
     *
     * @param mesh in the pixels of the mask
     * @return one channel
     */
    public Raster mask(Mesh mesh, int width, int height) {
        Raster mask = Raster.blank(width, height, 1);
        paint(mesh, mask);
        return mask;
    }

    /**
     * The same in a part of a picture.
     *
     * @param mesh in the pixels of the whole picture
     */
    public Raster mask(Mesh mesh, Band.Tile part) {
        return mask(mesh.on(new Placement(1, -part.left(), -part.top())), part.width(), part.height());
    }

    /**
     * The smallest part of a picture that holds the outline and {@code margin} pixels around it.
     *
     * @param mesh in the pixels of the picture
     */
    public Band.Tile part(Mesh mesh, double margin, Raster picture) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int point : points) {
            left = Math.min(left, mesh.x(point));
            right = Math.max(right, mesh.x(point));
            top = Math.min(top, mesh.y(point));
            bottom = Math.max(bottom, mesh.y(point));
        }
        return new Band.Tile((int) Math.clamp(left - margin, 0, picture.width()),
                (int) Math.clamp(top - margin, 0, picture.height()),
                (int) Math.clamp(Math.ceil(right + margin), 0, picture.width()),
                (int) Math.clamp(Math.ceil(bottom + margin), 0, picture.height()));
    }

    /** Sets {@code mask} to 1 inside the outline, where it is less; pixels on the edge get the share that lies inside. */
    public void paint(Mesh mesh, Raster mask) {
        double[] x = new double[points.size()];
        double[] y = new double[points.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = mesh.x(points.get(i));
            y[i] = mesh.y(points.get(i));
        }
        Polygon.smooth(x, y).paint(mask);
    }
}
