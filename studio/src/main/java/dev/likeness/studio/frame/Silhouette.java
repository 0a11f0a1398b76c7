package dev.likeness.studio.frame;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.sitter.Sitter;

/**
 * The outline of a sitter, as far as framing needs it. All lengths are in photo pixels.
 *
 * @param hairTop y of the highest point of head or hat
 * @param bodyEnd y where the body stops: the photo's lower edge, or earlier where the matte does
 * @param headCut whether the photo's upper edge cuts the head
 * @param left    the photo's left edge, and where it cuts the sitter
 * @param right   the same on the right
 * @param top     the same above
 */
record Silhouette(double hairTop, double bodyEnd, boolean headCut, Edge left, Edge right, Edge top) {
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

    static Silhouette of(Sitter sitter, int photoWidth, int photoHeight) {
        Matte matte = sitter.matte();
        Raster alpha = matte.alpha();
        Placement toPhoto = matte.fromPhoto().inverse();
        Face face = sitter.face();
        double bw = face.width() * matte.fromPhoto().scale();
        int eyesX = (int) matte.fromPhoto().x(face.eyesX());
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
        PhotoArea seen = PhotoArea.of(photoWidth, photoHeight);
        double edge = NEAR * face.width();
        double hairTop = Math.max(0, toPhoto.y(first));
        double bodyEnd = toPhoto.y(end);
        bodyEnd = bodyEnd > photoHeight - GOES_ON * edge ? seen.bottom() : bodyEnd - edge;
        boolean headCut = hairTop < edge || face.eyesY() < HEAD_ABOVE_EYES * face.width();
        Mask mask = new Mask(alpha, toPhoto, (int) Math.max(2, Math.ceil(NEAR * bw)));
        boolean[] left = mask.side(true);
        boolean[] right = mask.side(false);
        if (!matte.trust().isFirm()) {
            head(left, face, toPhoto, face.eyesX() < HEAD * face.width());
            head(right, face, toPhoto, photoWidth - face.eyesX() < HEAD * face.width());
        }
        double step = toPhoto.scale();
        return new Silhouette(headCut ? 0 : hairTop, bodyEnd, headCut,
                Edge.of(Math.max(seen.left(), toPhoto.x(0)), left, toPhoto.y(0), step),
                Edge.of(Math.min(seen.right(), toPhoto.x(alpha.width())), right, toPhoto.y(0), step),
                Edge.of(seen.top(), mask.top(), toPhoto.x(0), step));
    }

    /** A head so near to a side is cut there, whatever a doubtful matte says. */
    private static void head(boolean[] side, Face face, Placement toPhoto, boolean near) {
        for (int y = 0; near && y < side.length; y++) {
            side[y] |= Math.abs(toPhoto.y(y) - face.eyesY()) < face.width();
        }
    }

    /** The matte's outermost columns and rows. */
    private record Mask(Raster alpha, Placement toPhoto, int depth) {
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
            boolean[] cut = new boolean[alpha.width()];
            boolean isPhotoEdge = toPhoto.y(0) < 1;
            for (int x = 0; isPhotoEdge && x < cut.length; x++) {
                for (int y = 0; y < Math.min(depth, alpha.height()); y++) {
                    cut[x] |= alpha.data()[y * alpha.width() + x] > PERSON;
                }
            }
            return cut;
        }
    }
}
