package dev.likeness.studio.light;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.darkroom.retouch.FaceMap;

/**
 * Gives irises back the colour they have in the photo: a blue eye in the light of a lamp turns brown, and the other one, in
 * the shade, does not. Their brightness follows the new light.
 */
public final class Irises {
    /** Radius of an iris in eye distances (11.7 mm across, eyes 63 mm apart), and the fall around it, radii. */
    private static final double RADIUS = 0.095;
    private static final double FALL = 0.6;
    /** Share of the photo's colour that comes back: with all of it an eye would seem lit by another lamp than the face (by eye). */
    private static final float SHARE = 0.75f;

    private Irises() {}

    /**
     * @param light   the picture in linear light, changed in place
     * @param colours the sitter as photographed, sRGB 0 to 1, same size
     * @param cast    linear B, G, R factors that the grade will apply to all of the picture
     */
    public static void keep(Raster light, Raster colours, Face face, float[] cast) {
        FaceMap map = new FaceMap(face);
        for (Face.Point eye : new Face.Point[]{face.leftEye(), face.rightEye()}) {
            double reach = RADIUS * (1 + FALL) * map.iod();
            int top = (int) Math.max(0, eye.y() - reach);
            int left = (int) Math.max(0, eye.x() - reach);
            for (int y = top; y < Math.min(light.height(), eye.y() + reach); y++) {
                for (int x = left; x < Math.min(light.width(), eye.x() + reach); x++) {
                    double away = Math.hypot(x + 0.5 - eye.x(), y + 0.5 - eye.y()) / (RADIUS * map.iod());
                    float share = SHARE * (float) (1 - FaceMap.smooth(1, 1 + FALL, away));
                    keep(light.data(), colours.data(), light.at(x, y), share, cast);
                }
            }
        }
    }

    private static void keep(float[] light, float[] colours, int at, float share, float[] cast) {
        float b = Srgb.toLinear(colours[at]);
        float g = Srgb.toLinear(colours[at + 1]);
        float r = Srgb.toLinear(colours[at + 2]);
        float gain = Srgb.luminance(light[at], light[at + 1], light[at + 2])
                / Math.max(1e-4f, Srgb.luminance(b, g, r));
        light[at] += share * (b * gain / cast[0] - light[at]);
        light[at + 1] += share * (g * gain / cast[1] - light[at + 1]);
        light[at + 2] += share * (r * gain / cast[2] - light[at + 2]);
    }
}
