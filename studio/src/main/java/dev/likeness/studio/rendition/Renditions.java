package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.studio.plan.RenditionName;

/** Every rendition by its name. */
public final class Renditions {
    private Renditions() {}

    /** The rendition with this name; {@code NONE} returns the portrait's own picture. */
    public static Rendition of(RenditionName name) {
        return switch (name) {
            case NONE -> Portrait::bgr;
            case OIL -> new OilPainting();
            case WATERCOLOUR -> new Watercolour();
            case PENCIL -> new Drawing(Drawing.Medium.PENCIL);
            case CHARCOAL -> new Drawing(Drawing.Medium.CHARCOAL);
            case INK_WASH -> new InkWash();
            case COMIC -> new Comic();
            case ANIME -> new AnimeCel();
            case POSTER -> new PopPoster();
        };
    }

    /** 8-bit samples as a picture of floats, 0..1. */
    public static Raster decoded(byte[] bgr, int width, int height) {
        Raster result = Raster.blank(width, height, 3);
        Rows.parallel(height, (from, to) -> {
            for (int i = 3 * from * width; i < 3 * to * width; i++) {
                result.data()[i] = (bgr[i] & 255) / 255f;
            }
        });
        return result;
    }

    /** A picture as 8-bit samples, B G R. */
    public static byte[] encoded(Raster picture) {
        byte[] bgr = new byte[picture.data().length];
        int row = 3 * picture.width();
        Rows.parallel(picture.height(), (from, to) -> {
            for (int i = from * row; i < to * row; i++) {
                bgr[i] = (byte) Math.clamp((int) (picture.data()[i] * 255 + 0.5f), 0, 255);
            }
        });
        return bgr;
    }
}
