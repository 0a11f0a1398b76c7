package dev.likeness.imaging.raster;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The rows of a picture that was decoded as a whole, independent of its memory layout. Samples are taken as stored,
 * because Java's own conversion treats grey as linear light and would brighten it; {@link ColourProfile} applies the
 * profile.
 */
public final class ImageRows {
    private final BufferedImage image;
    private final Row row;

    private ImageRows(BufferedImage image) {
        this.image = image;
        this.row = layout();
    }

    public static ImageRows of(BufferedImage image) {
        return new ImageRows(image);
    }

    public int height() {
        return image.getHeight();
    }

    public void into(RowSink rows) {
        int[] argb = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            copy(y, argb, 0);
            rows.row(argb);
        }
    }

    /** Writes row {@code y} into {@code argb} from {@code offset} on. */
    public void copy(int y, int[] argb, int offset) {
        row.copy(y, argb, offset);
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
        boolean whole = raster.getTransferType() == DataBuffer.TYPE_BYTE
                || raster.getTransferType() == DataBuffer.TYPE_USHORT;
        return known && whole ? samples(raster, (1 << colours.getComponentSize(0)) - 1) : converted();
    }

    private Row samples(Raster raster, int max) {
        int width = image.getWidth();
        int bands = raster.getNumBands();
        int[] line = new int[width * bands];
        boolean alpha = bands % 2 == 0;
        int green = bands < 3 ? 0 : 1;
        int blue = bands < 3 ? 0 : 2;
        return (y, argb, offset) -> {
            raster.getPixels(0, y, width, 1, line);
            for (int x = 0, from = 0; x < width; x++, from += bands) {
                int opacity = alpha ? scale(line[from + bands - 1], max) : 255;
                argb[offset + x] = opacity << 24 | scale(line[from], max) << 16 | scale(line[from + green], max) << 8
                        | scale(line[from + blue], max);
            }
        };
    }

    private static int scale(int value, int max) {
        return max == 255 ? value : (int) ((value * 255L + max / 2) / max);
    }

    private Row palette(Raster raster, IndexColorModel palette) {
        int width = image.getWidth();
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int[] line = new int[width];
        return (y, argb, offset) -> {
            raster.getPixels(0, y, width, 1, line);
            for (int x = 0; x < width; x++) {
                argb[offset + x] = line[x] < colours.length ? colours[line[x]] : 0xff000000;
            }
        };
    }

    /** Anything else (packed integers, floats) by Java's own conversion. */
    private Row converted() {
        int width = image.getWidth();
        return (y, argb, offset) -> image.getRGB(0, y, width, 1, argb, offset, width);
    }

    private interface Row {
        public void copy(int y, int[] argb, int offset);
    }
}
