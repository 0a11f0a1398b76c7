package dev.likeness.imaging;

import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Java's own decoders, whatever plug-ins there are. */
final class Codecs {
    static {
        ImageIO.setUseCache(false);
    }

    private Codecs() {}

    static ImageReader ofJdk(String format) {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.")) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java has no decoder for " + format + ": use a full JDK");
    }
}
