package dev.likeness.studio.frame;

/** Where the photo ends, and where its end cuts the sitter: what a frame may show. In the pixels in which frames are laid. */
interface Borders {
    /** How far left there is anything to be shown. */
    double left();

    /** How far right there is anything to be shown. */
    double right();

    /** Places of the upper edge of a frame that put a border of the photo on one of the frame. */
    double[] tops(double height);

    /** The least place of the left edge of a frame between two rows that has the photo's left border outside, as far as it matters. */
    double leftmost(double top, double bottom);

    /** The same on the right. */
    double rightmost(double top, double bottom);

    /** Whether no border of the photo cuts the sitter within the frame. */
    boolean allow(Crop crop);

    /** The share of the frame that lies beyond the photo. */
    double beyond(Crop crop);

    /**
     * Of a photo whose borders are the frame's.
     *
     * @param bodyEnd y where the body stops
     * @param below   y from which on a cut at a side is one of the body
     * @param headCut whether the photo's upper edge cuts the head
     * @param left    the photo's left edge, and where it cuts the sitter
     * @param right   the same on the right
     * @param upper   the same above
     * @param seen    what there is to be shown of the photo
     */
    record Level(double bodyEnd, double below, boolean headCut, Edge leftEdge, Edge rightEdge, Edge upper,
            PhotoArea seen) implements Borders {
        /** Lengths that differ by no more than this are the same, photo pixels. */
        private static final double SAME = 0.01;

        @Override
        public double left() {
            return seen.left();
        }

        @Override
        public double right() {
            return seen.right();
        }

        @Override
        public double[] tops(double height) {
            double atLeft = leftEdge.firstCut(below) - height - 1;
            double atRight = rightEdge.firstCut(below) - height - 1;
            return new double[]{seen.top(), bodyEnd - height, atLeft, atRight, Math.min(atLeft, atRight)};
        }

        @Override
        public double leftmost(double top, double bottom) {
            return seen.left();
        }

        @Override
        public double rightmost(double top, double bottom) {
            return seen.right();
        }

        @Override
        public boolean allow(Crop crop) {
            return crop.bottom() <= bodyEnd + SAME
                    && (crop.top() >= seen.top() || !headCut && !upper.cutsBetween(crop.left(), crop.right()))
                    && (crop.left() >= seen.left() || !leftEdge.cutsBetween(crop.top(), crop.bottom()))
                    && (crop.right() <= seen.right() || !rightEdge.cutsBetween(crop.top(), crop.bottom()));
        }

        @Override
        public double beyond(Crop crop) {
            double across = Math.min(crop.right(), seen.right()) - Math.max(crop.left(), seen.left());
            double down = Math.min(crop.bottom(), seen.bottom()) - Math.max(crop.top(), seen.top());
            return 1 - Math.max(0, across) * Math.max(0, down) / (crop.width() * crop.height());
        }
    }

    /**
     * Of a photo that is turned: its borders lie across the frame, and the places where they cut the sitter are asked for
     * one by one.
     *
     * @param bodyEnd y where the body stops, if a border of the photo does not cut it before
     * @param middle  x of the eyes
     * @param cuts    x and y in turn
     * @param step    from one of the cut places to the next
     */
    @SuppressWarnings("ArrayRecordComponent") // places: never compared
    record Turned(double bodyEnd, double middle, double[] cuts, double step, PhotoArea seen) implements Borders {
        /** The share beyond the photo is counted at so many places across and down. */
        private static final int GRID = 12;

        @Override
        public double left() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public double right() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double[] tops(double height) {
            return new double[]{bodyEnd - height};
        }

        @Override
        public double leftmost(double top, double bottom) {
            double least = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < cuts.length; i += 2) {
                if (cuts[i] < middle && cuts[i + 1] > top - step && cuts[i + 1] < bottom + step) {
                    least = Math.max(least, cuts[i] + step);
                }
            }
            return least;
        }

        @Override
        public double rightmost(double top, double bottom) {
            double most = Double.POSITIVE_INFINITY;
            for (int i = 0; i < cuts.length; i += 2) {
                if (cuts[i] >= middle && cuts[i + 1] > top - step && cuts[i + 1] < bottom + step) {
                    most = Math.min(most, cuts[i] - step);
                }
            }
            return most;
        }

        @Override
        public boolean allow(Crop crop) {
            if (crop.bottom() > bodyEnd) {
                return false;
            }
            for (int i = 0; i < cuts.length; i += 2) {
                if (cuts[i] > crop.left() - step / 2 && cuts[i] < crop.right() + step / 2
                        && cuts[i + 1] > crop.top() - step / 2 && cuts[i + 1] < crop.bottom() + step / 2) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public double beyond(Crop crop) {
            int outside = 0;
            for (int i = 0; i < GRID * GRID; i++) {
                double x = crop.left() + (i % GRID + 0.5) / GRID * crop.width();
                double y = crop.top() + (i / GRID + 0.5) / GRID * crop.height();
                outside += seen.beyond(x, y) > 0 ? 1 : 0;
            }
            return (double) outside / (GRID * GRID);
        }
    }
}
