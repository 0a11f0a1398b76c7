package dev.likeness.darkroom.pixel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The squares of a picture where a matte is neither all person nor all background: only there edges need work. */
public final class Band {
    private static final float NOTHING = 0.004f;

    private Band() {}

    /** A rectangle of pixels, right and bottom exclusive. */
    public record Tile(int left, int top, int right, int bottom) {
        /** This tile and {@code reach} pixels around it, within the picture. */
        public Tile widened(int reach, Raster picture) {
            return new Tile(Math.max(0, left - reach), Math.max(0, top - reach),
                    Math.min(picture.width(), right + reach), Math.min(picture.height(), bottom + reach));
        }

        /** This tile in the coordinates of another that contains it. */
        public Tile within(Tile outer) {
            return new Tile(left - outer.left, top - outer.top, right - outer.left, bottom - outer.top);
        }

        public int width() {
            return right - left;
        }

        public int height() {
            return bottom - top;
        }

        /** A copy of these pixels. */
        public Raster of(Raster picture) {
            Raster copy = Raster.blank(width(), height(), picture.channels());
            for (int y = top; y < bottom; y++) {
                System.arraycopy(picture.data(), picture.at(left, y), copy.data(), copy.at(0, y - top),
                        width() * picture.channels());
            }
            return copy;
        }
    }

    /**
     * @param alpha one channel
     * @param side  of a tile, pixels
     * @param reach how far the work looks beyond a tile, pixels
     * @return tiles with an edge within reach, row by row; they do not overlap
     */
    public static List<Tile> of(Raster alpha, int side, int reach) {
        List<Tile> all = new ArrayList<>();
        for (int y = 0; y < alpha.height(); y += side) {
            for (int x = 0; x < alpha.width(); x += side) {
                all.add(new Tile(x, y, Math.min(alpha.width(), x + side), Math.min(alpha.height(), y + side)));
            }
        }
        boolean[] edged = new boolean[all.size()];
        IntStream.range(0, edged.length).parallel()
                .forEach(i -> edged[i] = hasEdge(alpha, all.get(i).widened(reach, alpha)));
        return IntStream.range(0, edged.length).filter(i -> edged[i]).mapToObj(all::get).toList();
    }

    private static boolean hasEdge(Raster alpha, Tile tile) {
        boolean background = false;
        boolean person = false;
        for (int y = tile.top; y < tile.bottom; y++) {
            for (int x = tile.left; x < tile.right; x++) {
                float a = alpha.data()[y * alpha.width() + x];
                background |= a < 1 - NOTHING;
                person |= a > NOTHING;
            }
            if (background && person) {
                return true;
            }
        }
        return false;
    }
}
