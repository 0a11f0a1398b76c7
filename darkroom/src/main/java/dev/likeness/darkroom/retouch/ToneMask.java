package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;

/**
 * The mask for changes of skin tone, 0 to 1. {@link SkinMask} ends sharply at brows and lips, which is right for
 * texture; a change of tone that ended there would be visible as an arc on the forehead. Inside the face this mask
 * fades over a tenth of its width instead. Eyes are always excluded.
 */
final class ToneMask {
    /** Face width at which the soft parts of it are made, pixels. */
    private static final double FACE = 80;
    private static final int LEAST_SIDE = 8;
    /** Standard deviation of the fall at brows and lips, face widths. */
    private static final double SOFT = 0.055;
    /** The same of the face's outline, and of the eyes. */
    private static final double OUTLINE = 0.03;
    private static final double EYES = 0.022;
    /** Blurred outline from which a pixel begins to count as inside, and from which it fully does. */
    private static final double INSIDE_FROM = 0.6;
    private static final double INSIDE_FULLY = 0.98;
    /** Factor that compensates for the blur of a narrow eye. */
    private static final float EYES_FULLY = 1.5f;

    private ToneMask() {}

    /**
     * @param skin one channel, from {@link SkinMask}
     * @param face in the pixels of {@code skin}
     */
    static Raster of(Raster skin, Face face) {
        double scale = Math.min(1, FACE / face.width());
        int width = Math.max(LEAST_SIDE, (int) Math.round(skin.width() * scale));
        int height = Math.max(LEAST_SIDE, (int) Math.round(skin.height() * scale));
        double bw = face.width() * scale;
        Mesh mesh = face.on(new Placement(scale, 0, 0)).mesh();
        Raster soft = Filters.gauss(Resampling.averaged(skin, width, height), SOFT * bw);
        Raster outline = Filters.gauss(Contour.OVAL.mask(mesh, width, height), OUTLINE * bw);
        Raster lids = Raster.blank(width, height, 1);
        Contour.LEFT_EYE.paint(mesh, lids);
        Contour.RIGHT_EYE.paint(mesh, lids);
        Raster eyes = Filters.gauss(lids, EYES * bw);
        Raster all = Raster.blank(width, height, 3);
        for (int i = 0; i < soft.data().length; i++) {
            all.data()[3 * i] = soft.data()[i];
            all.data()[3 * i + 1] = (float) FaceMap.smooth(INSIDE_FROM, INSIDE_FULLY, outline.data()[i]);
            all.data()[3 * i + 2] = Math.min(1, EYES_FULLY * eyes.data()[i]);
        }
        Enlargement parts = new Enlargement(all, skin.width(), skin.height());
        Raster mask = Raster.blank(skin.width(), skin.height(), 1);
        Rows.parallel(mask.height(), (from, to) -> {
            float[] line = parts.line();
            for (int y = from; y < to; y++) {
                parts.row(y, line);
                for (int x = 0, i = y * mask.width(); x < mask.width(); x++, i++) {
                    float sharp = skin.data()[i];
                    mask.data()[i] = (sharp + line[3 * x + 1] * (line[3 * x] - sharp)) * (1 - line[3 * x + 2]);
                }
            }
        });
        return mask;
    }
}
