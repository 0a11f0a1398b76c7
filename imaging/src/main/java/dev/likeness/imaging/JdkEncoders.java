package dev.likeness.imaging;

import dev.likeness.core.Rendering;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;

/** The JDK's own image encoders, and a rendering's pixels in the form they take, without a copy. */
final class JdkEncoders {
    private static final int[] BGR = {2, 1, 0};
    private static final int[] RGBA = {0, 1, 2, 3};

    private JdkEncoders() {}

    /** A view of the pixels; drawing on it would change the rendering. */
    static BufferedImage of(Rendering rendering) {
        var samples = new DataBufferByte(rendering.bgr(), rendering.bgr().length);
        var raster = Raster.createInterleavedRaster(samples, rendering.width(), rendering.height(),
                rendering.width() * 3, 3, BGR, null);
        var colours = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false,
                ComponentColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(colours, raster, false, null);
    }

    /** The pixels with their transparency, as PNG has them. */
    static BufferedImage transparent(Rendering rendering) {
        byte[] bgr = rendering.bgr();
        byte[] rgba = new byte[4 * rendering.alpha().length];
        for (int i = 0; i < rendering.alpha().length; i++) {
            rgba[4 * i] = bgr[3 * i + 2];
            rgba[4 * i + 1] = bgr[3 * i + 1];
            rgba[4 * i + 2] = bgr[3 * i];
            rgba[4 * i + 3] = rendering.alpha()[i];
        }
        var raster = Raster.createInterleavedRaster(new DataBufferByte(rgba, rgba.length), rendering.width(),
                rendering.height(), rendering.width() * 4, 4, RGBA, null);
        var colours = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), true, false,
                Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
        return new BufferedImage(colours, raster, false, null);
    }

    /** The JDK's own encoder of this format, even where plug-ins register others. */
    static ImageWriter writer(String format) {
        for (Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format); writers.hasNext();) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.")) {
                return writer;
            }
        }
        throw new IllegalStateException("this Java has no encoder for " + format + ": use a full JDK");
    }
}
