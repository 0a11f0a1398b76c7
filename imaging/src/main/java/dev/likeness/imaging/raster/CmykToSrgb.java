package dev.likeness.imaging.raster;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * Converts CMYK to sRGB: by the file's ICC profile, else by the formula that viewers use, (1 - ink) (1 - black), which
 * gives brighter colours than print.
 */
public final class CmykToSrgb {
    public static final String REMARK = "the photo is in printing colours (CMYK) and was converted to sRGB";
    private static final int[] CMYK = {0, 1, 2, 3};
    private static final int[] RGB = {0, 1, 2};

    private final Optional<ColorConvertOp> conversion;

    /**
     * @param profile of the file; ignored when it is damaged or not a CMYK profile
     */
    public CmykToSrgb(byte[] profile) {
        this.conversion = ColourProfile.parse(profile)
                .filter(icc -> icc.getNumComponents() == 4 && icc.getColorSpaceType() == ColorSpace.TYPE_CMYK)
                .map(icc -> new ColorConvertOp(new ICC_Profile[]{icc, ICC_Profile.getInstance(ColorSpace.CS_sRGB)},
                        null));
    }

    /**
     * @param cmyk four bytes a pixel, 255 for full ink
     * @param argb takes the pixels
     */
    public void convert(byte[] cmyk, int[] argb) {
        if (conversion.isPresent()) {
            byte[] rgb = new byte[argb.length * 3];
            conversion.get().filter(
                    Raster.createInterleavedRaster(new DataBufferByte(cmyk, cmyk.length), argb.length, 1,
                            argb.length * 4, 4, CMYK, null),
                    Raster.createInterleavedRaster(new DataBufferByte(rgb, rgb.length), argb.length, 1,
                            argb.length * 3, 3, RGB, null));
            for (int x = 0, from = 0; x < argb.length; x++, from += 3) {
                argb[x] = 0xff000000 | (rgb[from] & 0xff) << 16 | (rgb[from + 1] & 0xff) << 8 | rgb[from + 2] & 0xff;
            }
            return;
        }
        for (int x = 0, from = 0; x < argb.length; x++, from += 4) {
            int light = 255 - (cmyk[from + 3] & 0xff);
            argb[x] = 0xff000000 | mix(cmyk[from], light) << 16 | mix(cmyk[from + 1], light) << 8
                    | mix(cmyk[from + 2], light);
        }
    }

    private static int mix(byte ink, int light) {
        return ((255 - (ink & 0xff)) * light + 127) / 255;
    }
}
