package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;

/**
 * Eyes, teeth, lips and brows, each within the outline that the mesh gives it: the whites of the eyes get less red,
 * irises brighter in their lower half, teeth less yellow, lips more colourful, brows a little darker. Each part is a
 * small tile. Amounts are in CIE Lab at strength 1, by eye on the public-domain sitters; lengths are eye distances.
 */
final class Features {
    /** Softness of the outlines, standard deviations. */
    private static final class Soft {
        static final double EYE = 0.006;
        static final double MOUTH = 0.006;
        static final double LIPS = 0.009;
        static final double BROW = 0.02;
        /** Width of the edge of an iris. */
        static final double IRIS = 0.012;
        static final double LEAST = 0.3;

        private Soft() {}
    }

    /** Share of an outline from which a pixel counts as inside. */
    private static final float INSIDE = 0.6f;

    /** The whites of the eyes. */
    private static final class Whites {
        /** Shares of redness and yellow that are removed, each above a threshold. */
        static final float REDNESS = 0.32f;
        static final float REDNESS_FROM = 1;
        static final float YELLOW = 0.33f;
        static final float YELLOW_FROM = 2;
        /** L that a dull white gains; nothing from the lightness {@code BRIGHT} on, all of it at {@code DULL} less. */
        static final float LIFT = 3.2f;
        static final float BRIGHT = 78;
        static final float DULL = 30;
        /** Factor of the iris' mask that is subtracted from the white. */
        static final float WITHOUT_IRIS = 1.3f;
        /**
         * The quantile of what lies beside the iris over that of the iris, and by how much L the one is above the other where
         * an eye is seen at all: from the second on surely. Of 447 portraits one is below, behind a patch.
         */
        static final double LIGHT = 0.8;
        static final double DIM = 0.4;
        static final float COVERED = 2.5f;
        static final float OPEN = 6;

        private Whites() {}
    }

    /** Irises. */
    private static final class Iris {
        static final double DETAIL = 0.022;
        static final float CLARITY = 0.32f;
        /**
         * L gained in the lower half, which reflects light; nothing from the lightness {@code BRIGHT} on, all of it at
         * {@code DARK} less.
         */
        static final float LIFT = 5;
        static final float BRIGHT = 60;
        static final float DARK = 40;
        /** Radius of the pupil, irises, and the width of its edge. */
        static final double PUPIL = 0.42;
        static final double PUPIL_EDGE = 0.12;
        /** Share of dark detail that is made darker; with all of it pupils look hard. */
        static final float DARKER = 0.3f;
        static final float COLOUR = 0.15f;

        private Iris() {}
    }

    /** Teeth. */
    private static final class Teeth {
        /** Area of an open mouth, squared eye distances. */
        static final double OPEN = 0.006;
        /** Quantile of the mouth's lightness below which nothing is a tooth, and the rise above it, L. */
        static final double DARK = 0.35;
        static final float RISE = 12;
        /** Redness of gums, a, and the width of the fall below it. */
        static final float GUMS = 22;
        static final float GUMS_FALL = 8;
        static final float YELLOW = 0.30f;
        static final float YELLOW_FROM = 4;
        static final float REDNESS = 0.20f;
        static final float REDNESS_FROM = 2;
        static final float LIFT = 2.2f;
        static final float BRIGHT = 88;
        static final float DULL = 20;

        private Teeth() {}
    }

    /** Lips and brows. */
    private static final class Drawn {
        static final double SMOOTHED = 0.05;
        static final float SMOOTH = 0.3f;
        static final float DARKER = 0.8f;
        static final float RED = 2.6f;
        static final float WARM = 0.5f;
        static final double BROW_DETAIL = 0.03;
        static final float BROW = 0.3f;

        private Drawn() {}
    }

    private final Raster lab;
    private final Mesh mesh;
    private final double iod;
    private final float strength;

    private Features(Raster lab, Face face, float strength) {
        this.lab = lab;
        mesh = face.mesh();
        iod = face.eyeDistance();
        this.strength = strength;
    }

    /**
     * @param lab  changed in place
     * @param face in the pixels of {@code lab}
     */
    static void apply(Raster lab, Face face, float strength) {
        Features features = new Features(lab, face, strength);
        features.eye(Contour.LEFT_EYE, Mesh.LEFT_IRIS);
        features.eye(Contour.RIGHT_EYE, Mesh.RIGHT_IRIS);
        features.mouth();
        features.brow(Contour.LEFT_BROW);
        features.brow(Contour.RIGHT_BROW);
    }

    private boolean isEmpty(Band.Tile tile) {
        return tile.width() < 3 || tile.height() < 3;
    }

    private Raster outline(Contour contour, Band.Tile tile, double soft) {
        return Filters.gauss(contour.mask(mesh, tile), Math.max(Soft.LEAST, soft * iod));
    }

    private static Raster lightness(Raster lab) {
        Raster light = Raster.blank(lab.width(), lab.height(), 1);
        for (int i = 0; i < light.data().length; i++) {
            light.data()[i] = lab.data()[3 * i];
        }
        return light;
    }

    /** Place of a pixel of the tile in the picture. */
    private int at(Band.Tile tile, int i) {
        return lab.at(tile.left() + i % tile.width(), tile.top() + i / tile.width());
    }

    private void eye(Contour contour, int centre) {
        Band.Tile tile = contour.part(mesh, 0.1 * iod, lab);
        if (isEmpty(tile)) {
            return;
        }
        Raster eye = outline(contour, tile, Soft.EYE);
        Raster light = lightness(tile.of(lab));
        Raster soft = Filters.gauss(light, Iris.DETAIL * iod);
        double radius = 0;
        for (int rim = 1; rim <= 4; rim++) {
            radius += Math.hypot(mesh.x(centre + rim) - mesh.x(centre), mesh.y(centre + rim) - mesh.y(centre)) / 4;
        }
        float seen = seen(light, eye, tile, centre, radius);
        float[] d = lab.data();
        for (int i = 0; i < eye.data().length; i++) {
            float e = seen * eye.data()[i];
            if (e <= 0) {
                continue;
            }
            int p = at(tile, i);
            double dy = tile.top() + i / tile.width() + 0.5 - mesh.y(centre);
            double away = away(tile, i, centre);
            float iris = e * (float) Math.clamp((radius - away) / (Soft.IRIS * iod) + 0.5, 0, 1);
            float white = strength * Math.max(0, e - Whites.WITHOUT_IRIS * iris);
            float lift = Whites.LIFT * Math.clamp((Whites.BRIGHT - d[p]) / Whites.DULL, 0f, 1f);
            // Dark pixels in the white of an eye are lashes and the lid's shadow.
            float open = Math.clamp((light.data()[i] - soft.data()[i] + 8) / 8, 0f, 1f);
            float detail = light.data()[i] - soft.data()[i];
            float low = (float) Math.clamp(0.6 * dy / radius + 0.5, 0, 1);
            float ring = (float) Math.clamp((away - Iris.PUPIL * radius) / (Iris.PUPIL_EDGE * radius), 0, 1);
            float depth = Iris.CLARITY * (detail > 0 ? detail : Iris.DARKER * detail)
                    + Iris.LIFT * low * ring * Math.clamp((Iris.BRIGHT - d[p]) / Iris.DARK, 0f, 1f);
            d[p] += white * lift * open + strength * iris * depth;
            d[p + 1] += strength * iris * Iris.COLOUR * d[p + 1]
                    - white * Whites.REDNESS * Math.max(0, d[p + 1] - Whites.REDNESS_FROM);
            d[p + 2] += strength * iris * Iris.COLOUR * d[p + 2]
                    - white * Whites.YELLOW * Math.max(0, d[p + 2] - Whites.YELLOW_FROM);
        }
    }

    private double away(Band.Tile tile, int i, int centre) {
        return Math.hypot(tile.left() + i % tile.width() + 0.5 - mesh.x(centre),
                tile.top() + i / tile.width() + 0.5 - mesh.y(centre));
    }

    /**
     * Whether there is an eye: 0 behind a patch, where the mesh has an eye all the same; 1 where the picture is too small to tell.
     *
     * @param radius of the iris, pixels
     */
    private float seen(Raster light, Raster eye, Band.Tile tile, int centre, double radius) {
        Raster iris = Raster.blank(tile.width(), tile.height(), 1);
        Raster white = Raster.blank(tile.width(), tile.height(), 1);
        for (int i = 0; i < eye.data().length; i++) {
            (away(tile, i, centre) < radius ? iris : white).data()[i] = eye.data()[i];
        }
        if (isEmpty(iris) || isEmpty(white)) {
            return 1;
        }
        float above = part(light, white, Whites.LIGHT) - part(light, iris, Whites.DIM);
        return Math.clamp((above - Whites.COVERED) / (Whites.OPEN - Whites.COVERED), 0f, 1f);
    }

    private void mouth() {
        Band.Tile tile = Contour.LIPS.part(mesh, 0.1 * iod, lab);
        if (isEmpty(tile)) {
            return;
        }
        Raster opening = outline(Contour.MOUTH, tile, Soft.MOUTH);
        Raster lips = outline(Contour.LIPS, tile, Soft.LIPS);
        Raster light = lightness(tile.of(lab));
        Raster soft = Filters.gauss(light, Drawn.SMOOTHED * iod);
        double area = 0;
        for (float share : opening.data()) {
            area += share;
        }
        boolean open = area > Teeth.OPEN * iod * iod;
        float dark = open ? part(light, opening, Teeth.DARK) : 0;
        float[] d = lab.data();
        for (int i = 0; i < lips.data().length; i++) {
            int p = at(tile, i);
            float inside = opening.data()[i];
            if (open && inside > 0) {
                float tooth = strength * inside * Math.clamp((d[p] - dark) / Teeth.RISE, 0f, 1f)
                        * Math.clamp((Teeth.GUMS - d[p + 1]) / Teeth.GUMS_FALL, 0f, 1f);
                d[p] += tooth * Teeth.LIFT * Math.clamp((Teeth.BRIGHT - d[p]) / Teeth.DULL, 0f, 1f);
                d[p + 1] -= tooth * Teeth.REDNESS * Math.max(0, d[p + 1] - Teeth.REDNESS_FROM);
                d[p + 2] -= tooth * Teeth.YELLOW * Math.max(0, d[p + 2] - Teeth.YELLOW_FROM);
            }
            float lip = strength * Math.max(0, lips.data()[i] - inside);
            if (lip > 0) {
                d[p] += lip * (Drawn.SMOOTH * (soft.data()[i] - light.data()[i]) - Drawn.DARKER);
                d[p + 1] += lip * Drawn.RED;
                d[p + 2] += lip * Drawn.WARM;
            }
        }
    }

    private void brow(Contour contour) {
        Band.Tile tile = contour.part(mesh, 0.12 * iod, lab);
        if (isEmpty(tile)) {
            return;
        }
        Raster brow = outline(contour, tile, Soft.BROW);
        Raster light = lightness(tile.of(lab));
        Raster soft = Filters.gauss(light, Drawn.BROW_DETAIL * iod);
        for (int i = 0; i < brow.data().length; i++) {
            lab.data()[at(tile, i)] += strength * brow.data()[i] * Drawn.BROW
                    * Math.min(0, light.data()[i] - soft.data()[i]);
        }
    }

    /** Whether no pixel counts as inside. */
    private static boolean isEmpty(Raster inside) {
        for (float share : inside.data()) {
            if (share > INSIDE) {
                return false;
            }
        }
        return true;
    }

    /** The quantile of the lightness inside the outline for a share. */
    private static float part(Raster light, Raster inside, double share) {
        float[] values = new float[light.data().length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (inside.data()[i] > INSIDE) {
                values[n++] = light.data()[i];
            }
        }
        if (n == 0) {
            return 100;
        }
        Arrays.sort(values, 0, n);
        return values[(int) (share * n)];
    }
}
