package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Extent;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;

/**
 * What the networks say in the canonical frame.
 *
 * @param alpha  the matting network's mean over all runs, settled by the segmentation where it wavers; {@link
 *               PortraitNet#SIDE} squared; may overshoot 0 to 1 a little
 * @param person the segmentation's answer, 0 to 1
 * @param valid  1 inside the photo, else 0
 * @param first  the matting network's mean before the segmentation settled it
 */
record NetworkOpinion(Raster alpha, Raster person, Raster valid, Raster first) {
    /** The face box is uncertain by some percent; the mean over several sizes of it is steadier than any one. */
    private static final double[] ZOOMS = {0.95, 1.06};
    private static final int SIDE = PortraitNet.SIDE;

    static NetworkOpinion of(PortraitNet net, Segmentation segmentation, NativePicture photo, Face face) {
        Placement frame = CanonicalFrame.of(face, SIDE);
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        try (Extent extent = new Extent(photo.width(), photo.height())) {
            for (double zoom : ZOOMS) {
                Placement toZoomed = zoomed(frame, zoom);
                Placement back = toZoomed.inverse().then(frame);
                Raster seen = photo.sample(toZoomed, SIDE, SIDE, Interpolation.LINEAR, Border.BLACK);
                Raster valid = extent.on(toZoomed, SIDE, SIDE);
                // One of the two mirrored: all four combinations were no better on known truth.
                addShare(net.run(seen, valid, zoom > 1), back, alpha);
            }
            Raster valid = extent.on(frame, SIDE, SIDE);
            Raster seen = photo.sample(frame, SIDE, SIDE, Interpolation.LINEAR, Border.BLACK);
            Raster person = segmentation.person(seen, valid);
            Raster first = new Raster(SIDE, SIDE, 1, alpha.data().clone());
            SecondOpinion.settle(alpha, person);
            Outgrowths.clear(alpha, person, seen, face.on(frame));
            return new NetworkOpinion(alpha, person, valid, first);
        }
    }

    /** Adds one answer's part of the mean over all runs. */
    private static void addShare(Raster answer, Placement back, Raster mean) {
        Raster here = back.draw(answer, SIDE, SIDE, Interpolation.CUBIC, Border.REPEATED);
        for (int i = 0; i < mean.data().length; i++) {
            mean.data()[i] += here.data()[i] / ZOOMS.length;
        }
    }

    private static Placement zoomed(Placement frame, double zoom) {
        double x = SIDE / 2.0;
        double y = SIDE * CanonicalFrame.ABOVE / CanonicalFrame.SIDE;
        return frame.then(new Placement(zoom, x - zoom * x, y - zoom * y));
    }
}
