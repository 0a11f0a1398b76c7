package dev.likeness.studio.frame;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.Mesh;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of the photo, and of what lies around it, that a frame shows. Photo pixels.
 *
 * <p>{@link #best} looks for the crop nearest to the one that was asked for among those that need nothing of the sitter that
 * the photo does not have: an edge of the photo that cuts the sitter lies on the frame's edge or outside the frame. So
 * a shoulder that the photo cuts is cut by the frame, and where that cannot be, the frame ends above it.
 */
record Crop(double left, double top, double width, double height) {
    /** Ratio of heights tried one after the other. */
    private static final double STEP = 0.975;
    /** Places of the upper edge that are tried for each height, and where they lie: eye lines as fractions of the height. */
    private static final int PLACES = 48;
    private static final double HIGHEST_EYES = 0.22;
    private static final double EYES_RANGE = 0.56;
    /** How far beside the middle the eyes may be, as a fraction of the width. */
    private static final double MOST_SIDEWAYS = 0.3;
    /** Lengths that differ by no more than this are the same, photo pixels. */
    private static final double SAME = 0.01;
    /** Room above the brows and below the chin without which a face looks cut, face widths; by eye. */
    private static final double ROOM = 0.02;

    /** From brows to chin and from cheek to cheek: what every portrait shows, as far as the photo does. */
    private record Features(double top, double bottom, double left, double right) {
        static Features of(Face face, Borders seen) {
            Mesh mesh = face.mesh();
            double room = ROOM * face.width();
            double brows = Stream.of(Contour.LEFT_BROW, Contour.RIGHT_BROW).flatMap(brow -> brow.points().stream())
                    .mapToDouble(mesh::y).min().orElseThrow();
            double left = Contour.OVAL.points().stream().mapToDouble(mesh::x).min().orElseThrow();
            double right = Contour.OVAL.points().stream().mapToDouble(mesh::x).max().orElseThrow();
            return new Features(brows - room, mesh.chin().y() + room, Math.max(left, seen.left()),
                    Math.min(right, seen.right()));
        }

        double height() {
            return bottom - top;
        }

        double width() {
            return right - left;
        }
    }

    /** What a frame costs; the best is the cheapest. By eye, on the public-domain sitters. */
    private static final class Costs {
        /** Of a frame that is larger than asked; 1 for one that is closer. Both times the squared logarithm of heights. */
        static final double FARTHER = 2.5;
        /** Of a chin near the lower edge, and of a narrow frame, for each face width, squared. */
        static final double NO_COLLAR = 5.5;
        static final double NARROW = 4;
        /** Of a frame that begins low on a head that the photo cuts, for each face width above the eyes, squared. */
        static final double LOW_ON_CUT_HEAD = 1.7;
        static final double ABOVE_EYES = 0.6;
        /** Of too little air above the hair, for each frame height, squared. */
        static final double NO_AIR = 5;
        /** Of cutting hair that the photo shows: at all, and for each frame height of it. */
        static final double CUT_HAIR = 0.15;
        static final double MORE_CUT_HAIR = 4;

        private Costs() {}
    }

    /**
     * What was asked for. Weights are by eye, on the public-domain sitters: a frame half as high costs 0.5 times
     * {@code closer}.
     *
     * @param height    of the frame
     * @param eyes      the eye line as a fraction of the height
     * @param aspect    width over height
     * @param tallest   the largest height that may be tried, as a multiple of {@code height}
     * @param narrowest width that is hardly ever gone below, face widths
     * @param placed    cost of a sitter higher, lower or further to the side than asked
     * @param beyond    cost of a frame that shows what lies beyond the photo
     */
    record Wish(double height, double eyes, double aspect, double tallest, double narrowest, double placed,
            double beyond) {}

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    /** @param face in the pixels of the outline */
    static Optional<Crop> best(Face face, Silhouette outline, Wish wish) {
        Borders seen = outline.borders();
        Features features = Features.of(face, seen);
        double least = Math.max(features.height(), features.width() / wish.aspect);
        Crop best = null;
        double cost = Double.POSITIVE_INFINITY;
        for (double height : heights(least, (seen.right() - seen.left()) / wish.aspect, wish)) {
            for (double top : tops(face, seen, wish, height)) {
                for (Crop crop : crops(face, seen, top, height, wish.aspect)) {
                    double here = crop.isWhole(features, face, seen)
                            ? crop.cost(face, outline, wish)
                            : cost;
                    if (here < cost) {
                        cost = here;
                        best = crop;
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Heights from the tallest down to the least; and that of a frame as wide as what there is to be shown. */
    private static double[] heights(double least, double between, Wish wish) {
        double tallest = wish.height * wish.tallest;
        int steps = tallest < least ? 0 : 1 + (int) (Math.log(least / tallest) / Math.log(STEP));
        double[] heights = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            heights[i] = tallest * Math.pow(STEP, i);
        }
        heights[steps] = Math.max(least, Math.min(between, tallest));
        return heights;
    }

    /** Places of the upper edge: a grid, and those where an edge of the photo lies on one of the frame. */
    private static double[] tops(Face face, Borders seen, Wish wish, double height) {
        double[] special = seen.tops(height);
        double[] tops = new double[PLACES + 1 + special.length];
        for (int i = 0; i < PLACES; i++) {
            tops[i] = face.eyesY() - (HIGHEST_EYES + EYES_RANGE * i / (PLACES - 1)) * height;
        }
        tops[PLACES] = face.eyesY() - wish.eyes * height;
        System.arraycopy(special, 0, tops, PLACES + 1, special.length);
        return tops;
    }

    private static Crop[] crops(Face face, Borders seen, double top, double height, double aspect) {
        double width = height * aspect;
        double middle = face.eyesX() - width / 2;
        double atLeft = seen.leftmost(top, top + height);
        double atRight = seen.rightmost(top, top + height) - width;
        return new Crop[]{new Crop(middle, top, width, height),
                new Crop(Math.max(middle, atLeft), top, width, height),
                new Crop(Math.min(middle, atRight), top, width, height),
                new Crop(Math.max(Math.min(middle, atRight), atLeft), top, width, height)};
    }

    /** Whether it shows the face, and only what there is of the sitter. */
    private boolean isWhole(Features features, Face face, Borders seen) {
        return Double.isFinite(top) && top <= features.top && bottom() >= features.bottom - SAME
                && left <= features.left + SAME && right() >= features.right - SAME
                && Math.abs(sideways(face)) <= MOST_SIDEWAYS && seen.allow(this);
    }

    /** How far beside the middle the eyes are, as a fraction of the width. */
    double sideways(Face face) {
        return (face.eyesX() - left) / width - 0.5;
    }

    private double cost(Face face, Silhouette outline, Wish wish) {
        double bw = face.width();
        double closer = Math.log(wish.height / height);
        double line = (face.eyesY() - top) / height - wish.eyes;
        double cost = (closer > 0 ? 1 : Costs.FARTHER) * closer * closer
                + wish.placed * (line * line + sideways(face) * sideways(face))
                + square(Costs.NO_COLLAR * Math.max(0, (face.eyesY() + Framing.COLLAR * bw - bottom()) / bw))
                + square(Costs.NARROW * Math.max(0, wish.narrowest - width / bw))
                + (wish.beyond == 0 ? 0 : wish.beyond * outline.borders().beyond(this));
        if (outline.headCut()) {
            return cost + square(Costs.LOW_ON_CUT_HEAD
                    * Math.max(0, Costs.ABOVE_EYES - (face.eyesY() - top) / bw));
        }
        double air = (outline.hairTop() - top) / height;
        return cost + square(Costs.NO_AIR * Math.max(0, Framing.AIR - air))
                + (air < 0 ? Costs.CUT_HAIR - Costs.MORE_CUT_HAIR * air : 0);
    }

    private static double square(double value) {
        return value * value;
    }
}
