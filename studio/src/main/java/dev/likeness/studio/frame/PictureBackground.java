package dev.likeness.studio.frame;

import dev.likeness.core.Photo;
import dev.likeness.core.PortraitRequest.GroundPicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;

/** A client's own picture behind the sitter: it covers the frame, cut at two sides where its shape is another, out of focus. */
public final class PictureBackground {
    /** Radius of the widest lens blur, face widths: twice what stands behind a sitter in their own photo. */
    private static final double WIDEST = 0.15;
    /** Radius, pixels, below which nothing is seen of a blur. */
    private static final double LEAST = 0.7;

    private PictureBackground() {}

    /**
     * The picture on the canvas, linear light.
     *
     * @param bw face width on the canvas, pixels
     */
    public static Raster of(GroundPicture ground, int width, int height, double bw) {
        Photo picture = ground.pixels().orElseThrow(() -> new IllegalStateException("the picture was not read"));
        double scale = Math.max((double) width / picture.width(), (double) height / picture.height());
        Placement covering = new Placement(scale, (width - scale * picture.width()) / 2,
                (height - scale * picture.height()) / 2);
        Raster light = Resampling.photo(picture.bgr(), picture.width(), picture.height(), covering, width, height);
        float[] data = light.data();
        Rows.parallel(height, (from, to) -> {
            for (int i = 3 * from * width; i < 3 * to * width; i++) {
                data[i] = Srgb.toLinear(data[i]);
            }
        });
        double radius = WIDEST * ground.blur() * bw;
        return radius < LEAST ? light : OwnBackground.lens(light, radius);
    }
}
