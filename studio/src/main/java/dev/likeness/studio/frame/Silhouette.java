package dev.likeness.studio.frame;

import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.sitter.Sitter;
import java.util.Optional;

/**
 * The outline of a sitter, as far as framing needs it. All lengths are in photo pixels.
 *
 * @param hairTop   y of the highest point of head or hat
 * @param bodyEnd   y where the body stops: the photo's lower edge, or earlier where the matte does
 * @param headCut   whether the photo's upper edge cuts the head
 * @param leftEdge  where the body leaves the photo on the left, when it does
 * @param rightEdge the same on the right
 */
public record Silhouette(double hairTop, double bodyEnd, boolean headCut, Optional<Shoulder> leftEdge,
        Optional<Shoulder> rightEdge) {
    /**
     * A shoulder that the photo's side cuts.
     *
     * @param y     where its upper line meets the edge
     * @param slope of that line: fall in pixels for each pixel outwards
     */
    public record Shoulder(double y, double slope) {}

    static Silhouette of(Sitter sitter, int photoWidth, int photoHeight) {
        Matte matte = sitter.matte();
        Raster alpha = matte.alpha();
        Placement toPhoto = matte.fromPhoto().inverse();
        double bw = sitter.face().width() * matte.fromPhoto().scale();
        int eyesX = (int) matte.fromPhoto().x(sitter.face().eyesX());
        int top = alpha.height();
        int end = 0;
        for (int y = 0; y < alpha.height(); y++) {
            int covered = 0;
            for (int x = Math.max(0, (int) (eyesX - 0.9 * bw)); x < Math.min(alpha.width(), eyesX + 0.9 * bw); x++) {
                covered += alpha.data()[y * alpha.width() + x] > 0.5f ? 1 : 0;
            }
            if (covered > 0.08 * bw) {
                top = Math.min(top, y);
                end = y + 1;
            }
        }
        double edge = 0.03 * sitter.face().width();
        double hairTop = Math.max(0, toPhoto.y(top));
        double bodyEnd = toPhoto.y(end);
        bodyEnd = bodyEnd > photoHeight - 3 * edge ? photoHeight : bodyEnd - edge;
        boolean headCut = hairTop < edge || sitter.face().eyesY() < 0.65 * sitter.face().width();
        boolean touchesLeft = toPhoto.x(0) < 1;
        boolean touchesRight = toPhoto.x(alpha.width()) > photoWidth - 1;
        return new Silhouette(headCut ? 0 : hairTop, bodyEnd, headCut,
                touchesLeft ? shoulder(alpha, toPhoto, bw, true) : Optional.empty(),
                touchesRight ? shoulder(alpha, toPhoto, bw, false) : Optional.empty());
    }

    private static Optional<Shoulder> shoulder(Raster alpha, Placement toPhoto, double bw, boolean left) {
        double atEdge = upperEnd(alpha, left ? 1 : alpha.width() - 2);
        if (Double.isNaN(atEdge)) {
            return Optional.empty();
        }
        int reach = Math.max(2, (int) (0.12 * bw));
        double inside = upperEnd(alpha, left ? 1 + reach : alpha.width() - 2 - reach);
        double slope = Double.isNaN(inside) ? 0.4 : (atEdge - inside) / reach;
        return Optional.of(new Shoulder(toPhoto.y(atEdge), Math.clamp(slope, 0.12, 3)));
    }

    /** The upper end of the lowest run of person in a column; NaN when the column's foot is ground. */
    private static double upperEnd(Raster alpha, int column) {
        int x = Math.clamp(column, 0, alpha.width() - 1);
        int y = alpha.height() - 2;
        while (y >= 0 && alpha.data()[y * alpha.width() + x] <= 0.5f && y > alpha.height() * 0.93) {
            y--;
        }
        int foot = y;
        while (y >= 0 && alpha.data()[y * alpha.width() + x] > 0.5f) {
            y--;
        }
        return foot - y < 3 ? Double.NaN : y + 1;
    }
}
