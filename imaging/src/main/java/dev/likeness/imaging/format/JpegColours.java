package dev.likeness.imaging.format;

import java.util.Arrays;

/**
 * The colour space of a JPEG's components, determined by libjpeg-turbo's rules. The decoder is then told explicitly,
 * because Java's reader has different rules for files without a marker.
 */
enum JpegColours {
    GREY, YCC, RGB, CMYK, CMYK_INVERTED, YCCK;

    /** JFIF says YCbCr. */
    private static final byte[] JFIF = {(byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0,
            0};
    /** Adobe's segment with transform 0 says: as they are. */
    private static final byte[] ADOBE = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0,
            0};

    /**
     * @param adobe the transform of Adobe's segment, -1 without one; those files hold their inks inverted
     * @param ids   of the first three components
     */
    static JpegColours of(int components, boolean jfif, int adobe, int[] ids) {
        if (components == 1) {
            return GREY;
        }
        if (components == 4) {
            return adobe == 2 ? YCCK : adobe < 0 ? CMYK : CMYK_INVERTED;
        }
        if (jfif) {
            return YCC;
        }
        return adobe == 0 || adobe < 0 && Arrays.equals(ids, new int[]{'R', 'G', 'B'}) ? RGB : YCC;
    }

    /** The segment that tells the decoder; it hands out inks as they are stored. */
    byte[] segment() {
        return switch (this) {
            case GREY -> new byte[0];
            case YCC -> JFIF.clone();
            case RGB, CMYK, CMYK_INVERTED, YCCK -> ADOBE.clone();
        };
    }
}
