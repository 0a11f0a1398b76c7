package dev.likeness.studio.light;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;

/**
 * Gives irises, and most of it teeth, back the colour they have in the photo: a blue eye in the light of a lamp turns brown,
 * and the other one, in the shade, does not. Their brightness follows the new light. The mesh tells where they are.
 */
public final class Irises {
    /** Share of the photo's colour that comes back: with all of it an eye would seem lit by another lamp than the face (by eye). */
    private static final float IRIS = 0.75f;
    /** The same of the rest of the eye, and of what lies between the lips. */
    private static final float WHITE = 0.3f;
    private static final float MOUTH = 0.3f;
    /** Softness of the outlines, standard deviation, and width of the edge of an iris; eye distances. */
    private static final double SOFT = 0.012;
    private static final double EDGE = 0.02;
    /** What is drawn around an outline, eye distances. */
    private static final double MARGIN = 0.05;

    private Irises() {}

    /**
     * @param light   the picture in linear light, changed in place
     * @param colours the sitter as photographed, sRGB 0 to 1, same size
     * @param cast    linear B, G, R factors that the grade will apply to all of the picture
     */
    public static void keep(Raster light, Raster colours, Face face, float[] cast) {
        eye(light, colours, face, Contour.LEFT_EYE, Mesh.LEFT_IRIS, cast);
        eye(light, colours, face, Contour.RIGHT_EYE, Mesh.RIGHT_IRIS, cast);
        Band.Tile tile = tile(Contour.MOUTH, light, face);
        Raster mouth = outline(Contour.MOUTH, tile, face);
        for (int i = 0; i < mouth.data().length; i++) {
            int at = light.at(tile.left() + i % tile.width(), tile.top() + i / tile.width());
            keep(light.data(), colours.data(), at, MOUTH * mouth.data()[i], cast);
        }
    }

    private static void eye(Raster light, Raster colours, Face face, Contour contour, int centre, float[] cast) {
        Mesh mesh = face.mesh();
        Band.Tile tile = tile(contour, light, face);
        Raster eye = outline(contour, tile, face);
        double radius = 0;
        for (int rim = 1; rim <= 4; rim++) {
            radius += Math.hypot(mesh.x(centre + rim) - mesh.x(centre), mesh.y(centre + rim) - mesh.y(centre)) / 4;
        }
        double edge = Math.max(1, EDGE * face.eyeDistance());
        for (int i = 0; i < eye.data().length; i++) {
            int x = tile.left() + i % tile.width();
            int y = tile.top() + i / tile.width();
            double away = Math.hypot(x + 0.5 - mesh.x(centre), y + 0.5 - mesh.y(centre));
            float iris = (float) Math.clamp((radius - away) / edge + 1, 0, 1);
            keep(light.data(), colours.data(), light.at(x, y), eye.data()[i] * (WHITE + iris * (IRIS - WHITE)), cast);
        }
    }

    private static Band.Tile tile(Contour contour, Raster picture, Face face) {
        return contour.part(face.mesh(), MARGIN * face.eyeDistance(), picture);
    }

    private static Raster outline(Contour contour, Band.Tile tile, Face face) {
        Raster mask = contour.mask(face.mesh(), tile);
        return mask.data().length == 0 ? mask : Filters.gauss(mask, SOFT * face.eyeDistance());
    }

    private static void keep(float[] light, float[] colours, int at, float share, float[] cast) {
        if (share <= 0) {
            return;
        }
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
