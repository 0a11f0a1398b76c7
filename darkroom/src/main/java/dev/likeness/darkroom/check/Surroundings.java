package dev.likeness.darkroom.check;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;

/** What is behind the sitter, around head and shoulders. */
final class Surroundings {
    /** Side of the square that is looked at, face widths, and of its picture, pixels; the eyes are at this share of its height. */
    private static final double AROUND = 3.4;
    private static final int SIDE = 136;
    private static final double EYES = 0.4;
    private static final float GROUND = 0.02f;

    private Surroundings() {}

    /** Spread of the background's colours, CIE Lab units; 0 where none of it is seen. */
    static double spread(NativePicture photo, Face face, Matte matte) {
        double scale = SIDE / (AROUND * face.width());
        Placement placed = new Placement(scale, SIDE / 2.0 - scale * face.eyesX(), SIDE * EYES - scale * face.eyesY());
        Raster lab = Colours.lab(photo.sample(placed, SIDE, SIDE, Interpolation.LINEAR, Border.REPEATED));
        Raster alpha = matte.fromPhoto().inverse().then(placed).draw(matte.alpha(), SIDE, SIDE, Interpolation.LINEAR,
                Border.REPEATED);
        double[] sum = new double[3];
        double squares = 0;
        int count = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            double x = (i % SIDE + 0.5 - placed.shiftX()) / scale;
            double y = (i / SIDE + 0.5 - placed.shiftY()) / scale;
            if (alpha.data()[i] < GROUND && x >= 0 && y >= 0 && x < photo.width() && y < photo.height()) {
                count++;
                for (int c = 0; c < 3; c++) {
                    double sample = lab.data()[3 * i + c];
                    sum[c] += sample;
                    squares += sample * sample;
                }
            }
        }
        if (count == 0) {
            return 0;
        }
        double variance = squares / count;
        for (double each : sum) {
            variance -= each / count * (each / count);
        }
        return Math.sqrt(Math.max(0, variance));
    }
}
