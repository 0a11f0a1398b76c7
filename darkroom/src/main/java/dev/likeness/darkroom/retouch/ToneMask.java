package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * Where the tone of skin may be changed, 0 to 1. {@link SkinMask} ends sharply at brows and eyes, which is right for what is
 * taken from the skin's texture; a change of tone that ends there is seen as an arc on the forehead. Inside the face this
 * mask fades over a tenth of its width instead; the eyes are left out whatever is around them.
 */
final class ToneMask {
    /** Standard deviation of the fall at brows and lips, face widths. */
    private static final double SOFT = 0.055;
    /** Where the mask is changed at all, eye distances: half its width, and its middle and half its height. */
    private static final double ACROSS = 1.3;
    private static final double MIDDLE = 0.3;
    private static final double DOWN = 1.8;

    private ToneMask() {}

    /**
     * @param skin one channel, from {@link SkinMask}
     * @param map  of the face in the pixels of {@code skin}
     * @param bw   face width, pixels
     */
    static Raster of(Raster skin, FaceMap map, double bw) {
        Enlargement soft = Filters.smooth(skin, SOFT * bw);
        Raster mask = new Raster(skin.width(), skin.height(), 1, skin.data().clone());
        Rows.parallel(skin.height(), (from, to) -> {
            float[] line = soft.line();
            for (int py = from; py < to; py++) {
                soft.row(py, line);
                for (int px = 0; px < line.length; px++) {
                    double x = map.x(px, py);
                    double y = map.y(px, py);
                    if (Math.abs(x) < ACROSS && Math.abs(y - MIDDLE) < DOWN) {
                        int i = py * line.length + px;
                        double inside = Math.max(FaceMap.middle(x, y), FaceMap.aroundBrows(x, y));
                        mask.data()[i] += (float) inside * (line[px] - mask.data()[i]);
                        mask.data()[i] *= (float) (1 - FaceMap.eyesSoftly(x, y));
                    }
                }
            }
        });
        return mask;
    }
}
