package dev.likeness.imaging.heif;

import dev.likeness.imaging.raster.PhotoLimits;
import java.nio.ByteBuffer;

/**
 * How samples were coded, by the decoder's configuration ('hvcC', ISO/IEC 14496-15, 8.3.3; 'av1C', AV1 in ISO media
 * files, 2.3).
 *
 * @param bits of a sample, 8 to 16
 * @param grey whether there is brightness alone
 */
record HeifCoding(int bits, boolean grey) {
    private static final int HEVC_CHROMA = 16;
    private static final int HEVC_DEPTH = 17;
    private static final int AV1_FLAGS = 2;

    static HeifCoding of(HeifMeta meta, HeifTiles tiles) {
        boolean hevc = tiles.codec().equals("hvc1");
        ByteBuffer box = meta.property(tiles.items().getFirst(), hevc ? "hvcC" : "av1C")
                .orElseThrow(() -> PhotoLimits.unreadable("it does not say how it is coded")).reader();
        if (hevc) {
            return new HeifCoding((box.get(HEVC_DEPTH) & 7) + 8, (box.get(HEVC_CHROMA) & 3) == 0);
        }
        int flags = box.get(AV1_FLAGS);
        return new HeifCoding((flags & 0x40) == 0 ? 8 : (flags & 0x20) == 0 ? 10 : 12, (flags & 0x10) != 0);
    }
}
