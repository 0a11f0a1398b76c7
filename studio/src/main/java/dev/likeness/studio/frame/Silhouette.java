package dev.likeness.studio.frame;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.sitter.Sitter;
import java.util.Arrays;

/**
 * The outline of a sitter, as far as framing needs it. All lengths are in photo pixels, all places in those of the photo as
 * it is turned for the frame.
 *
 * @param hairTop y of the highest point of head or hat
 * @param headCut whether the photo's edge cuts the head
 * @param borders what a frame may show
 */
record Silhouette(double hairTop, boolean headCut, Borders borders) {
    /** Alpha from which a pixel at an edge is the sitter: hair that merely brushes the edge is not cut. */
    private static final float PERSON = 0.4f;
    /** How far from an edge the sitter must end to count as whole, face widths; the matte is that exact. */
    private static final double NEAR = 0.03;
    /** Half the width of a head with its hair, face widths, where the matte cannot be asked. */
    private static final double HEAD = 0.62;
    /** Height from the eyes to the top of the head, face widths, likewise. */
    private static final double HEAD_ABOVE_EYES = 0.65;
    /** Half the width of the strip around the face in which head and body are measured, face widths. */
    private static final double STRIP = 0.9;
    /** How much of a row in it must be the sitter, face widths, and the alpha that counts: single hairs do not. */
    private static final double LEAST_COVERED = 0.08;
    private static final float COVERED = 0.5f;
    /** A body that ends within so many times {@link #NEAR} of the photo's lower edge goes on below it. */
    private static final double GOES_ON = 3;
    /** Where along a side of the photo a cut of the body is looked for: below the eyes, face widths. */
    private static final double CUTS_BELOW_EYES = 0.5;

    /**
     * @param turn how the photo is turned for the frame, of scale 1
     * @param whole whether all of the photo is shown, or only what was analysed of it
     */
    static Silhouette of(Sitter sitter, PhotoArea photo, Placement turn, boolean whole) {
        return turn.isLevel() ? level(sitter, photo, whole) : turned(sitter, photo, turn);
    }

    private static Silhouette level(Sitter sitter, PhotoArea photo, boolean whole) {
        Matte matte = sitter.matte();
        Raster alpha = matte.alpha();
        Placement toPhoto = matte.fromPhoto().inverse();
        Face face = sitter.face();
        Rows rows = Rows.of(alpha, face.on(matte.fromPhoto()));
        double photoWidth = photo.right() + photo.left();
        double photoHeight = photo.bottom() + photo.top();
        double edge = NEAR * face.width();
        double hairTop = Math.max(0, toPhoto.y(rows.first));
        double bodyEnd = toPhoto.y(rows.end);
        bodyEnd = bodyEnd > photoHeight - GOES_ON * edge ? photo.bottom() : bodyEnd - edge;
        boolean headCut = hairTop < edge || face.eyesY() < HEAD_ABOVE_EYES * face.width();
        Mask mask = Mask.of(matte, face);
        boolean[] left = mask.side(true);
        boolean[] right = mask.side(false);
        if (!matte.trust().isFirm()) {
            head(left, face, toPhoto, face.eyesX() < HEAD * face.width());
            head(right, face, toPhoto, photoWidth - face.eyesX() < HEAD * face.width());
        }
        double step = toPhoto.scale();
        Edge leftEdge = Edge.of(Math.max(photo.left(), toPhoto.x(0)), left, toPhoto.y(0), step);
        Edge rightEdge = Edge.of(Math.min(photo.right(), toPhoto.x(alpha.width())), right, toPhoto.y(0), step);
        PhotoArea seen = whole ? photo : new PhotoArea(leftEdge.at(), photo.top(), rightEdge.at(), photo.bottom());
        return new Silhouette(headCut ? 0 : hairTop, headCut,
                new Borders.Level(bodyEnd, face.eyesY() + CUTS_BELOW_EYES * face.width(), headCut, leftEdge, rightEdge,
                        Edge.of(photo.top(), mask.top(), toPhoto.x(0), step), seen));
    }

    /** A head so near to a side is cut there, whatever a doubtful matte says. */
    private static void head(boolean[] side, Face face, Placement toPhoto, boolean near) {
        for (int y = 0; near && y < side.length; y++) {
            side[y] |= Math.abs(toPhoto.y(y) - face.eyesY()) < face.width();
        }
    }

    private static Silhouette turned(Sitter sitter, PhotoArea photo, Placement turn) {
        Matte matte = sitter.matte();
        Face face = sitter.face().on(turn);
        double bw = face.width();
        Placement toFrame = matte.fromPhoto().inverse().then(turn);
        double scale = matte.fromPhoto().scale();
        // The turned matte, as far as the strip goes.
        double reach = STRIP * bw;
        int width = (int) Math.ceil(2 * reach * scale);
        double lower = Math.max(Math.max(toFrame.y(0, 0), toFrame.y(matte.alpha().width(), 0)),
                Math.max(toFrame.y(0, matte.alpha().height()),
                        toFrame.y(matte.alpha().width(), matte.alpha().height())));
        double upper = Math.min(Math.min(toFrame.y(0, 0), toFrame.y(matte.alpha().width(), 0)),
                Math.min(toFrame.y(0, matte.alpha().height()),
                        toFrame.y(matte.alpha().width(), matte.alpha().height())));
        Placement strip = new Placement(scale, -scale * (face.eyesX() - reach), -scale * upper);
        Raster alpha = Resampling.linear(matte.alpha(), toFrame.then(strip), width,
                (int) Math.ceil(scale * (lower - upper)), Border.BLACK);
        Rows rows = Rows.of(alpha, face.on(strip));
        double hairTop = strip.inverse().y(rows.first);
        double bodyEnd = strip.inverse().y(rows.end) - NEAR * bw;
        double[] cuts = Mask.of(matte, sitter.face()).cuts(photo);
        boolean headCut = photo.on(turn).beyond(face.eyesX(), face.eyesY() - HEAD_ABOVE_EYES * bw) > photo.top();
        for (int i = 0; i < cuts.length; i += 2) {
            double x = turn.x(cuts[i], cuts[i + 1]);
            double y = turn.y(cuts[i], cuts[i + 1]);
            cuts[i] = x;
            cuts[i + 1] = y;
            headCut |= y < face.eyesY() && Math.abs(x - face.eyesX()) < HEAD * bw;
        }
        return new Silhouette(hairTop, headCut,
                new Borders.Turned(bodyEnd, face.eyesX(), cuts, 1 / scale, photo.on(turn)));
    }

    /** First row that the sitter covers, and the one behind the last. */
    private record Rows(int first, int end) {
        static Rows of(Raster alpha, Face face) {
            double bw = face.width();
            int eyesX = (int) face.eyesX();
            int first = alpha.height();
            int end = 0;
            for (int y = 0; y < alpha.height(); y++) {
                int covered = 0;
                for (int x = Math.max(0, (int) (eyesX - STRIP * bw)); x < Math.min(alpha.width(),
                        eyesX + STRIP * bw); x++) {
                    covered += alpha.data()[y * alpha.width() + x] > COVERED ? 1 : 0;
                }
                if (covered > LEAST_COVERED * bw) {
                    first = Math.min(first, y);
                    end = y + 1;
                }
            }
            return new Rows(first, end);
        }
    }

    /** The matte's outermost columns and rows. */
    private record Mask(Raster alpha, Placement toPhoto, int depth) {
        static Mask of(Matte matte, Face face) {
            double bw = face.width() * matte.fromPhoto().scale();
            return new Mask(matte.alpha(), matte.fromPhoto().inverse(), (int) Math.max(2, Math.ceil(NEAR * bw)));
        }

        boolean[] side(boolean left) {
            boolean[] cut = new boolean[alpha.height()];
            for (int y = 0; y < cut.length; y++) {
                for (int d = 0; d < Math.min(depth, alpha.width()); d++) {
                    int x = left ? d : alpha.width() - 1 - d;
                    cut[y] |= alpha.data()[y * alpha.width() + x] > PERSON;
                }
            }
            return cut;
        }

        boolean[] top() {
            boolean isPhotoEdge = toPhoto.y(0) < 1;
            return isPhotoEdge ? row(true, depth) : new boolean[alpha.width()];
        }

        private boolean[] row(boolean upper, int rows) {
            boolean[] cut = new boolean[alpha.width()];
            for (int x = 0; x < cut.length; x++) {
                for (int d = 0; d < Math.min(rows, alpha.height()); d++) {
                    int y = upper ? d : alpha.height() - 1 - d;
                    cut[x] |= alpha.data()[y * alpha.width() + x] > PERSON;
                }
            }
            return cut;
        }

        /** All places, x and y in turn, at which the end of the photo, or of what was analysed of it, cuts the sitter. */
        double[] cuts(PhotoArea photo) {
            double left = Math.max(photo.left(), toPhoto.x(0));
            double right = Math.min(photo.right(), toPhoto.x(alpha.width()));
            double bottom = Math.min(photo.bottom(), toPhoto.y(alpha.height()));
            Cuts cuts = new Cuts(alpha.width(), alpha.height());
            boolean[] atLeft = side(true);
            boolean[] atRight = side(false);
            for (int y = 0; y < alpha.height(); y++) {
                double there = Math.clamp(toPhoto.y(y + 0.5), photo.top(), bottom);
                cuts.add(atLeft[y], left, there);
                cuts.add(atRight[y], right, there);
            }
            boolean[] above = top();
            boolean[] below = row(false, (int) Math.ceil(GOES_ON * depth));
            for (int x = 0; x < alpha.width(); x++) {
                double there = Math.clamp(toPhoto.x(x + 0.5), left, right);
                cuts.add(above[x], there, photo.top());
                cuts.add(below[x], there, bottom);
            }
            return cuts.all();
        }
    }

    /** Places as they are found. */
    private static final class Cuts {
        private final double[] places;
        private int count;

        Cuts(int width, int height) {
            places = new double[4 * (width + height)];
        }

        void add(boolean cut, double x, double y) {
            if (cut) {
                places[count++] = x;
                places[count++] = y;
            }
        }

        double[] all() {
            return Arrays.copyOf(places, count);
        }
    }
}
