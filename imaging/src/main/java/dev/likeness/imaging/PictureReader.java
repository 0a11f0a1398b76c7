package dev.likeness.imaging;

import dev.likeness.core.Photo;
import dev.likeness.core.Rendering;
import dev.likeness.imaging.raster.NativeDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads back what the writers here wrote, transparency included: for files of our own only. */
public final class PictureReader {
    private static final int OPAQUE = 255;

    private PictureReader() {}

    /** The picture of a finished file; without notes. */
    public static Rendering read(byte[] file) {
        Photo flat = PhotoDecoder.decode(file);
        if (file[0] == (byte) 0xff) {
            return new Rendering(flat.width(), flat.height(), flat.bgr(), List.of());
        }
        int width = flat.width();
        int height = flat.height();
        byte[] bgr = new byte[3 * width * height];
        byte[] alpha = new byte[width * height];
        boolean[] transparent = {false};
        try {
            NativeDecoder.decode(file, NativeDecoder.AS_IT_IS, (rows, _) -> {
                int[] argb = new int[width];
                for (int y = 0, i = 0; y < height; y++) {
                    rows.copy(y, argb, 0);
                    for (int x = 0; x < width; x++, i++) {
                        bgr[3 * i] = (byte) argb[x];
                        bgr[3 * i + 1] = (byte) (argb[x] >> 8);
                        bgr[3 * i + 2] = (byte) (argb[x] >> 16);
                        alpha[i] = (byte) (argb[x] >> 24);
                        transparent[0] |= argb[x] >>> 24 != OPAQUE;
                    }
                }
            });
        } catch (IOException broken) {
            throw new UncheckedIOException("a kept picture cannot be read", broken);
        }
        Rendering opaque = new Rendering(width, height, bgr, List.of());
        return transparent[0]
                ? new Rendering(width, height, bgr, List.of(), opaque.shortfalls(), alpha, opaque.report())
                : opaque;
    }
}
