package dev.likeness.imaging.raster;

import dev.likeness.core.PortraitException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** An ICC profile other than sRGB (Adobe RGB, Display P3, a scanner's grey), and the way from it to sRGB. */
public final class ColourProfile {
    /** Stands for a profile that cannot be read. */
    public static final byte[] DAMAGED = {0};
    private static final int[] BGR = {2, 1, 0};
    /** Rows converted at a time, so that the colour engine needs little memory of its own. */
    private static final int STRIP = 64;

    private final ICC_Profile profile;
    private final ColorConvertOp conversion;

    private ColourProfile(ICC_Profile profile) {
        this.profile = profile;
        this.conversion = new ColorConvertOp(
                new ICC_Profile[]{profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }

    /**
     * The profile that the decoded rows have to be read by. Empty when the file has none, and when it is damaged or made
     * for other channels.
     *
     * @param channels 1 for grey, 3 for colour
     */
    public static Optional<ColourProfile> of(byte[] embedded, int channels) {
        return parse(embedded).filter(profile -> isForDisplay(profile, channels)).map(ColourProfile::new);
    }

    static Optional<ICC_Profile> parse(byte[] embedded) {
        if (embedded.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(ICC_Profile.getInstance(embedded));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static boolean isForDisplay(ICC_Profile profile, int channels) {
        int type = profile.getColorSpaceType();
        return profile.getNumComponents() == channels
                && (type == ColorSpace.TYPE_RGB || type == ColorSpace.TYPE_GRAY);
    }

    /**
     * Converts in place.
     *
     * @param bgr whole rows of {@code width} pixels
     * @return false when the colour engine cannot use the profile; the samples are then as they were
     */
    public boolean toSrgb(byte[] bgr, int width, Deadline deadline) {
        try {
            if (profile.getNumComponents() == 1) {
                convertGrey(bgr);
            } else {
                convertStrips(bgr, width, deadline);
            }
            return true;
        } catch (PortraitException stopped) {
            throw stopped;
        } catch (RuntimeException unusable) { // CMMException and whatever else a damaged profile provokes
            return false;
        }
    }

    private void convertGrey(byte[] bgr) {
        byte[] ramp = new byte[256];
        for (int i = 0; i < 256; i++) {
            ramp[i] = (byte) i;
        }
        WritableRaster grey = Raster.createInterleavedRaster(new DataBufferByte(ramp, 256), 256, 1, 256, 1,
                new int[]{0}, null);
        byte[] colours = new byte[256 * 3];
        conversion.filter(grey, raster(colours, 256, 1));
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = colours[(bgr[i] & 0xff) * 3 + i % 3];
        }
    }

    private void convertStrips(byte[] bgr, int width, Deadline deadline) {
        int rows = bgr.length / (width * 3);
        for (int y = 0; y < rows; y += STRIP) {
            deadline.check();
            int height = Math.min(STRIP, rows - y);
            int from = y * width * 3;
            byte[] strip = new byte[height * width * 3];
            System.arraycopy(bgr, from, strip, 0, strip.length);
            byte[] converted = new byte[strip.length];
            conversion.filter(raster(strip, width, height), raster(converted, width, height));
            System.arraycopy(converted, 0, bgr, from, converted.length);
        }
    }

    private static WritableRaster raster(byte[] bgr, int width, int height) {
        return Raster.createInterleavedRaster(new DataBufferByte(bgr, bgr.length), width, height, width * 3, 3, BGR,
                null);
    }
}
