package dev.likeness.studio.light;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * A height map of the sitter, good enough to be lit: the body as a pillow that rises from its silhouette, the head as
 * an ellipsoid on it, and bumps for nose, sockets, cheekbones, brow, lips and chin where the eyes say they are. Heights
 * are in pixels of the map, rising towards the camera.
 *
 * @param height one channel
 * @param bw     face width in its pixels
 */
record Relief(Raster height, double bw) {
    private static final double ROUNDING = 0.62;

    /**
     * @param alpha one channel
     * @param face  in the pixels of {@code alpha}
     */
    static Relief of(Raster alpha, Face face) {
        double bw = face.width();
        Raster z = pillow(alpha, ROUNDING * bw);
        double iod = face.eyeDistance();
        double mouth = (face.mouth().y() - face.eyesY()) / iod;
        Rows.parallel(z.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                double v = (y - face.eyesY()) / iod;
                if (v < -2 || v > 2.6) {
                    continue;
                }
                for (int x = 0; x < z.width(); x++) {
                    double u = (x - face.eyesX()) / iod;
                    if (Math.abs(u) < 1.7) {
                        int i = y * z.width() + x;
                        z.data()[i] = (float) head(z.data()[i], u, v, iod, mouth);
                    }
                }
            }
        });
        return new Relief(Filters.gauss(z, 0.028 * bw), bw);
    }

    /** Quarter-circle profile over the distance to the silhouette. */
    private static Raster pillow(Raster alpha, double radius) {
        // The silhouette ends at the picture's sides and bottom only because the picture does.
        int margin = (int) Math.ceil(radius);
        Raster all = Mask.where(alpha, a -> a > 0.5f).continued(margin).distances();
        Raster z = Raster.blank(alpha.width(), alpha.height(), 1);
        for (int y = 0; y < z.height(); y++) {
            for (int x = 0; x < z.width(); x++) {
                double t = 1 - Math.min(all.data()[y * all.width() + x + margin] / radius, 1);
                z.data()[y * z.width() + x] = (float) (Math.sqrt(1 - t * t) * 0.8 * radius);
            }
        }
        return z;
    }

    private static double head(double ground, double u, double v, double iod, double mouth) {
        double eu = u / 1.28;
        double ev = (v - 0.25) / 1.95;
        double inside = 1 - eu * eu - ev * ev;
        double z = inside > 0 ? Math.max(ground, iod * (1.25 * Math.sqrt(inside) + 0.25)) : ground;
        double weight = Math.clamp(inside * 4, 0, 1);
        double nose = v < -0.25 || v > 0.8
                ? 0
                : 0.30 * Math.exp(-0.5 * Math.pow(u / 0.17, 2)) * (v < 0.62 ? (v + 0.25) / 0.87 : (0.8 - v) / 0.18);
        double side = Math.abs(u);
        double bumps = nose - 0.13 * bump(side - 0.5, v, 0.26, 0.16) + 0.07 * bump(side - 0.62, v - 0.5, 0.25, 0.2)
                + 0.08 * bump(u, v - mouth, 0.34, 0.13) + 0.09 * bump(u, v - mouth - 0.6, 0.26, 0.18)
                + 0.06 * bump(side - 0.45, v + 0.32, 0.4, 0.12);
        return z + weight * iod * bumps;
    }

    private static double bump(double u, double v, double ru, double rv) {
        return Math.exp(-0.5 * (u * u / (ru * ru) + v * v / (rv * rv)));
    }
}
