package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.CmykToSrgb;
import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.JdkDecoders;
import dev.likeness.imaging.raster.PhotoLimits;
import dev.likeness.imaging.raster.RowForwardingRaster;
import dev.likeness.imaging.raster.RowSink;
import dev.likeness.imaging.raster.StrictInput;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * Decodes a JPEG of one scan with the JDK's reader, row by row; CMYK pictures as a whole, because the reader cannot
 * deliver their rows.
 *
 * @param file    with the segments that matter, made when it is asked for
 * @param profile for inks
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JpegPixels(Supplier<byte[]> file, JpegColours colours, byte[] profile) implements FileFacts.Coded {
    @Override
    public void decode(Deadline deadline, RowSink rows) throws IOException {
        ImageReader reader = JdkDecoders.ofJdk("jpeg");
        try (StrictInput input = new StrictInput(file.get(), deadline)) {
            reader.setInput(input, true, true);
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(String.valueOf(warning)));
            switch (colours) {
                case GREY, YCC, RGB -> byRows(reader, rows);
                case CMYK, CMYK_INVERTED, YCCK -> inks(reader.readRaster(0, null), rows);
            }
            if (warnings.stream().anyMatch(JpegPixels::tellsOfMissingData)) {
                throw PhotoLimits.cutShort();
            }
        } finally {
            reader.dispose();
        }
    }

    private void byRows(ImageReader reader, RowSink rows) throws IOException {
        boolean grey = colours == JpegColours.GREY;
        ColorSpace space = ColorSpace.getInstance(grey ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        var model = new ComponentColorModel(space, false, false, ComponentColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        var passing = new RowForwardingRaster(reader.getWidth(0), reader.getHeight(0), grey ? 1 : 3, rows);
        ImageReadParam where = reader.getDefaultReadParam();
        where.setDestination(new BufferedImage(model, passing, false, null));
        reader.read(0, where);
    }

    /** Stored inks are brought to 255 for full ink. */
    private void inks(Raster raster, RowSink rows) {
        CmykToSrgb inks = new CmykToSrgb(profile);
        int width = raster.getWidth();
        byte[] line = new byte[width * 4];
        int[] argb = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getDataElements(0, y, width, 1, line);
            if (colours == JpegColours.YCCK) {
                yccToInks(line);
            }
            if (colours != JpegColours.CMYK) {
                for (int i = 0; i < line.length; i++) {
                    line[i] = (byte) ~line[i];
                }
            }
            inks.convert(line, argb);
            rows.row(argb);
        }
    }

    /** The way of libjpeg: ITU T.871 as if for light, and the inks, as Adobe stores them, are what is left of 255. */
    private static void yccToInks(byte[] line) {
        for (int i = 0; i < line.length; i += 4) {
            double luma = line[i] & 0xff;
            double blueness = (line[i + 1] & 0xff) - 128;
            double redness = (line[i + 2] & 0xff) - 128;
            line[i] = rest(luma + 1.402 * redness);
            line[i + 1] = rest(luma - 0.344136 * blueness - 0.714136 * redness);
            line[i + 2] = rest(luma + 1.772 * blueness);
        }
    }

    private static byte rest(double light) {
        return (byte) (255 - Math.clamp(Math.round(light), 0, 255));
    }

    /** libjpeg fills what is missing with grey and only warns. */
    private static boolean tellsOfMissingData(String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        return text.contains("premature") || text.contains("truncated") || text.contains("missing eoi");
    }
}
