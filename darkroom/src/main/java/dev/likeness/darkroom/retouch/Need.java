package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;

/**
 * What a face needs: {@link Restoration} where it is small in the photo, or soft although it is large, out of focus or
 * enlarged before; {@link Clarity} where it is large and sharp, and some of it after the network where it is soft, which is
 * clean by then. Soft is what has little detail of one pixel beside that of three in the eyes, seen in the network's frame: of
 * 53 official portraits as they are, 0.36 to 0.87.
 *
 * @param network       share of the strength that the network gets, 0 to 1
 * @param deconvolution share that deconvolution gets, 0 to 1
 */
record Need(double network, double deconvolution) {
    /** Face width in the photo up to which the network does all, and from which it does nothing, pixels. */
    private static final double SMALL = 210;
    private static final double LARGE = 290;
    /** The measure at which a face is soft, and at which it is not. */
    private static final double SOFT = 0.26;
    private static final double SHARP = 0.34;
    /** Share of the deconvolution that a soft face gets after the network. */
    private static final double AFTER = 0.5;
    /** Standard deviations of the two neighbourhoods, pixels of the frame. */
    private static final double FINE = 1;
    private static final double COARSE = 3;
    /** What is drawn around the eyes, and how much of it is not measured because the filters see its end. */
    private static final int DRAWN = 10;
    private static final int UNMEASURED = 8;

    /**
     * @param lab          of the canvas
     * @param face         in its pixels
     * @param photographed width of the face in the photo, pixels
     */
    static Need of(Raster lab, Face face, double photographed) {
        double small = 1 - FaceMap.smooth(SMALL, LARGE, photographed);
        double soft = 1 - FaceMap.smooth(SOFT, SHARP, sharpness(lab, face));
        double network = Math.max(small, soft);
        return new Need(network, 1 - network + network * AFTER * soft);
    }

    private static double sharpness(Raster lab, Face face) {
        double scale = ClarityNet.FACE / face.width();
        double fine = 0;
        double coarse = 0;
        for (Contour eye : new Contour[]{Contour.LEFT_LIDS, Contour.RIGHT_LIDS}) {
            Band.Tile tile = eye.part(face.mesh(), DRAWN / scale, lab);
            int width = (int) (tile.width() * scale);
            int height = (int) (tile.height() * scale);
            if (width <= 2 * UNMEASURED || height <= 2 * UNMEASURED) {
                continue;
            }
            Raster eyes = new Placement(scale, 0, 0).draw(tile.of(lab), width, height, Interpolation.CUBIC,
                    Border.REPEATED);
            Raster near = Filters.gauss(eyes, FINE);
            Raster far = Filters.gauss(eyes, COARSE);
            for (int y = UNMEASURED; y < height - UNMEASURED; y++) {
                for (int x = UNMEASURED; x < width - UNMEASURED; x++) {
                    int i = eyes.at(x, y);
                    fine += Math.abs(eyes.data()[i] - near.data()[i]);
                    coarse += Math.abs(near.data()[i] - far.data()[i]);
                }
            }
        }
        return coarse == 0 ? Double.MAX_VALUE : fine / coarse;
    }
}
