package dev.likeness.imaging.raster;

import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The JDK's own image decoders, even where plug-ins register others. */
public final class JdkDecoders {
    static {
        ImageIO.setUseCache(false);
    }

    private JdkDecoders() {}

    public static ImageReader ofJdk(String format) {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.")) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java has no decoder for " + format + ": use a full JDK");
    }
}
