package dev.likeness.imaging.heif;

import dev.likeness.imaging.raster.PhotoLimits;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The coded items that a picture consists of: one, or those of a grid, row by row (ISO/IEC 23008-12, 6.6.2.3).
 *
 * @param codec       "hvc1" or "av01"
 * @param columns     of the grid
 * @param tileWidth   of each item, pixels
 * @param tileHeight  of each item, pixels
 * @param width       of the whole picture, pixels; the last tiles may reach beyond it
 * @param height      of the whole picture, pixels
 */
record HeifTiles(String codec, List<Integer> items, int columns, int tileWidth, int tileHeight, int width,
        int height) {
    /** What a picture of 120 million pixels has in tiles of 512, and half as many again. */
    private static final int MOST = 700;
    private static final String SIZE = "ispe";

    /**
     * @throws dev.likeness.core.PortraitException.UnusablePhoto when sizes do not fit together, or the item is of a kind
     *                                                           that is not read
     */
    static HeifTiles of(HeifMeta meta, int item) {
        String type = meta.type(item);
        Size size = size(meta, item);
        if (isCoded(type)) {
            return new HeifTiles(type, List.of(item), 1, size.width, size.height, size.width, size.height);
        }
        if (type.isEmpty()) {
            throw PhotoLimits.unreadable("it names no picture");
        }
        if (!type.equals("grid")) {
            throw PhotoLimits.unsupported("a HEIF file that holds '" + type.replaceAll("[^ -~]", "?") + "'");
        }
        ByteBuffer grid = ByteBuffer.wrap(meta.data(item));
        boolean wide = (grid.get(1) & 1) != 0;
        int rows = (grid.get(2) & 0xff) + 1;
        int columns = (grid.get(3) & 0xff) + 1;
        int width = wide ? grid.getInt(4) : grid.getShort(4) & 0xffff;
        int height = wide ? grid.getInt(8) : grid.getShort(6) & 0xffff;
        List<Integer> items = meta.from(item, "dimg");
        PhotoLimits.blocks(items.size(), MOST, "tiles");
        if (items.size() != rows * columns || size.width != width || size.height != height) {
            throw PhotoLimits.unreadable("its tiles do not make the picture that it claims");
        }
        String codec = meta.type(items.getFirst());
        Size tile = size(meta, items.getFirst());
        for (int each : items) {
            if (!isCoded(codec) || !meta.type(each).equals(codec) || !size(meta, each).equals(tile)) {
                throw PhotoLimits.unreadable("its tiles are not alike");
            }
        }
        if (!fits(width, columns, tile.width) || !fits(height, rows, tile.height)) {
            throw PhotoLimits.unreadable("its tiles do not make the picture that it claims");
        }
        return new HeifTiles(codec, items, columns, tile.width, tile.height, width, height);
    }

    /** Enough tiles, and none that lies outside. */
    private static boolean fits(int length, int tiles, int tile) {
        return length > 0 && (long) tiles * tile >= length && (long) (tiles - 1) * tile < length;
    }

    private static boolean isCoded(String type) {
        return type.equals("hvc1") || type.equals("av01");
    }

    int rows() {
        return items.size() / columns;
    }

    private static Size size(HeifMeta meta, int item) {
        ByteBuffer box = meta.property(item, SIZE)
                .orElseThrow(() -> PhotoLimits.unreadable("a part of it has no size")).reader();
        Size size = new Size(box.getInt(4), box.getInt(8));
        if (size.width < 1 || size.height < 1) {
            throw PhotoLimits.unreadable("a part of it has an impossible size");
        }
        return size;
    }

    private record Size(int width, int height) {}
}
