package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Extent;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;

/**
 * What the network says in the canonical frame.
 *
 * @param alpha the mean over all runs, {@link PortraitNet#SIDE} squared; may overshoot 0 to 1 a little
 * @param valid 1 inside the photo, else 0
 */
record NetworkOpinion(Raster alpha, Raster valid) {
    /** The face box is uncertain by some percent; the mean over several sizes of it is steadier than any one. */
    private static final double[] ZOOMS = {0.95, 1.06};
    private static final int SIDE = PortraitNet.SIDE;

    static NetworkOpinion of(PortraitNet net, NativePicture photo, Face face) {
        Placement frame = CanonicalFrame.of(face, SIDE);
        Raster mean = Raster.blank(SIDE, SIDE, 1);
        try (Extent extent = new Extent(photo.width(), photo.height())) {
            for (double zoom : ZOOMS) {
                Placement toZoomed = zoomed(frame, zoom);
                Raster seen = photo.sample(toZoomed, SIDE, SIDE, Interpolation.LINEAR, Border.BLACK);
                // One of the two mirrored: all four combinations were no better on known truth.
                Raster answer = toZoomed.inverse().then(frame).draw(
                        net.run(seen, extent.on(toZoomed, SIDE, SIDE), zoom > 1), SIDE, SIDE, Interpolation.CUBIC,
                        Border.REPEATED);
                for (int i = 0; i < mean.data().length; i++) {
                    mean.data()[i] += answer.data()[i] / ZOOMS.length;
                }
            }
            return new NetworkOpinion(mean, extent.on(frame, SIDE, SIDE));
        }
    }

    private static Placement zoomed(Placement frame, double zoom) {
        double x = SIDE / 2.0;
        double y = SIDE * CanonicalFrame.ABOVE / CanonicalFrame.SIDE;
        return frame.then(new Placement(zoom, x - zoom * x, y - zoom * y));
    }
}
