package dev.likeness.imaging;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * The rows of a decoded picture as B, G, R bytes, whatever its layout in memory: read in bulk, transparency laid over
 * white, 16 bits rounded to 8, grey spread to three channels. Samples are taken as they are stored, because Java's
 * own conversion treats grey as linear light and would brighten it; what a profile has to say is for
 * {@link ColourProfile}.
 */
final class PixelRows {
    private final BufferedImage image;
    private final Row row;
    private boolean transparent;

    private PixelRows(BufferedImage image) {
        this.image = image;
        this.row = layout();
    }

    static PixelRows of(BufferedImage image) {
        return new PixelRows(image);
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** Writes row {@code y} into {@code bgr} from {@code offset} on. */
    void copy(int y, byte[] bgr, int offset) {
        row.copy(y, bgr, offset);
    }

    /** Whether a pixel that was not opaque has been met so far. */
    boolean metTransparency() {
        return transparent;
    }

    /** The samples themselves when they already are B, G, R bytes without gaps, as those of an ordinary JPEG are. */
    Optional<byte[]> whole() {
        Raster raster = image.getRaster();
        boolean plain = raster.getNumBands() == 3 && isUnshared(raster)
                && image.getColorModel() instanceof ComponentColorModel
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model && model.getPixelStride() == 3
                && model.getScanlineStride() == 3 * width() && model.getBandOffsets()[0] == 2
                && model.getBandOffsets()[1] == 1 && model.getBandOffsets()[2] == 0;
        if (plain && raster.getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getData().length == width() * height() * 3) {
            return Optional.of(buffer.getData());
        }
        return Optional.empty();
    }

    private Row layout() {
        Raster raster = image.getRaster();
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return palette(raster, palette);
        }
        int space = colours.getColorSpace().getType();
        boolean known = colours instanceof ComponentColorModel && !colours.isAlphaPremultiplied()
                && (space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY);
        if (known && raster.getTransferType() == DataBuffer.TYPE_BYTE && colours.getComponentSize(0) == 8
                && isUnshared(raster) && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && raster.getDataBuffer() instanceof DataBufferByte buffer) {
            return bytes(model, buffer.getData());
        }
        if (known && (raster.getTransferType() == DataBuffer.TYPE_BYTE
                || raster.getTransferType() == DataBuffer.TYPE_USHORT)) {
            return samples(raster, (1 << colours.getComponentSize(0)) - 1);
        }
        return converted();
    }

    private static boolean isUnshared(Raster raster) {
        return raster.getParent() == null && raster.getSampleModelTranslateX() == 0
                && raster.getSampleModelTranslateY() == 0 && raster.getDataBuffer().getNumBanks() == 1
                && raster.getDataBuffer().getOffset() == 0;
    }

    private Row bytes(PixelInterleavedSampleModel model, byte[] data) {
        int bands = model.getNumBands();
        int[] at = model.getBandOffsets();
        int red = at[0];
        int green = bands < 3 ? red : at[1];
        int blue = bands < 3 ? red : at[2];
        int alpha = bands % 2 == 0 ? at[bands - 1] : -1;
        int step = model.getPixelStride();
        return (y, bgr, offset) -> {
            int from = y * model.getScanlineStride();
            for (int x = 0, to = offset; x < width(); x++, from += step, to += 3) {
                int opacity = alpha < 0 ? 255 : data[from + alpha] & 0xff;
                put(bgr, to, data[from + red] & 0xff, data[from + green] & 0xff, data[from + blue] & 0xff, opacity);
            }
        };
    }

    private Row samples(Raster raster, int max) {
        int bands = raster.getNumBands();
        int[] line = new int[width() * bands];
        boolean alpha = bands % 2 == 0;
        int green = bands < 3 ? 0 : 1;
        int blue = bands < 3 ? 0 : 2;
        return (y, bgr, offset) -> {
            raster.getPixels(0, y, width(), 1, line);
            for (int x = 0, from = 0, to = offset; x < width(); x++, from += bands, to += 3) {
                int opacity = alpha ? scale(line[from + bands - 1], max) : 255;
                put(bgr, to, scale(line[from], max), scale(line[from + green], max), scale(line[from + blue], max),
                        opacity);
            }
        };
    }

    private static int scale(int value, int max) {
        return max == 255 ? value : (int) ((value * 255L + max / 2) / max);
    }

    private Row palette(Raster raster, IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int[] line = new int[width()];
        return (y, bgr, offset) -> {
            raster.getPixels(0, y, width(), 1, line);
            for (int x = 0, to = offset; x < width(); x++, to += 3) {
                put(bgr, to, line[x] < colours.length ? colours[line[x]] : 0xff000000);
            }
        };
    }

    /** Anything else (packed integers, floats, CMYK of a TIFF) by Java's own conversion, a row at a time. */
    private Row converted() {
        int[] line = new int[width()];
        return (y, bgr, offset) -> {
            image.getRGB(0, y, width(), 1, line, 0, width());
            for (int x = 0, to = offset; x < width(); x++, to += 3) {
                put(bgr, to, line[x]);
            }
        };
    }

    private void put(byte[] bgr, int to, int argb) {
        put(bgr, to, argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, argb >>> 24);
    }

    private void put(byte[] bgr, int to, int red, int green, int blue, int opacity) {
        if (opacity == 255) {
            bgr[to] = (byte) blue;
            bgr[to + 1] = (byte) green;
            bgr[to + 2] = (byte) red;
            return;
        }
        transparent = true;
        bgr[to] = overWhite(blue, opacity);
        bgr[to + 1] = overWhite(green, opacity);
        bgr[to + 2] = overWhite(red, opacity);
    }

    private static byte overWhite(int value, int opacity) {
        return (byte) ((value * opacity + 255 * (255 - opacity) + 127) / 255);
    }

    private interface Row {
        void copy(int y, byte[] bgr, int offset);
    }
}
