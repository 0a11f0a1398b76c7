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
 * {@code skin}: beautifying as by make-up. Shadows under the eyes are lifted to the tone of the cheek, shine is
 * reduced, the mid-tones of skin are brightened a little. Eyes, teeth, lips and brows are retouched by {@link
 * Features}. Amounts are in CIE Lab (L 0 to 100) at strength 1, by eye on the public-domain sitters.
 */
final class Beauty {
    /** Skin mask below which a pixel is left alone. */
    private static final float LEAST_SKIN = 0.01f;
    /** Face width at which the smooth parts are made, pixels. */
    private static final double FACE = 96;
    private static final int LEAST_SIDE = 8;

    /** Standard deviations, eye distances. */
    private static final class Reach {
        /** The mean lightness around a pixel, and the tone of the cheek. */
        static final double AROUND = 0.03;
        static final double CHEEK = 0.16;
        /** Softness of the bags under the eyes, and of the eye that is excluded from them. */
        static final double BAGS = 0.04;
        static final double EYES = 0.015;

        private Reach() {}
    }

    /** Amounts of the changes of skin. */
    private static final class Skin {
        /** Share of a shadow under the eyes that is filled, and L by which it is lifted at most. */
        static final float FILLED = 0.6f;
        static final float MOST_FILLED = 14;
        /**
         * Share of the shine that is removed, and the quantile of the skin's lightness above which it counts as shine.
         */
        static final float POWDER = 0.45f;
        static final double SHINE_FROM = 0.93;
        /** L by which mid-tones are lifted, as a factor of {@code t (1 - t)} with t = L / 100: a quarter of it at L 50. */
        static final float MIDTONES = 11;

        private Skin() {}
    }

    private Beauty() {}

    /**
     * @param lab      changed in place
     * @param skin     same size, from {@link ToneMask}
     * @param face     in the pixels of {@code lab}
     * @param strength 0 to 1
     */
    static void apply(Raster lab, Raster skin, Face face, double strength) {
        if (strength <= 0) {
            return;
        }
        Enlargement plan = plan(lab, skin, face);
        float s = (float) strength;
        int width = lab.width();
        Rows.parallel(lab.height(), (from, to) -> {
            float[] line = plan.line();
            for (int y = from; y < to; y++) {
                plan.row(y, line);
                for (int x = 0; x < width; x++) {
                    int i = y * width + x;
                    float m = skin.data()[i];
                    if (m > LEAST_SKIN) {
                        float lift = s * m * line[2 * x];
                        lab.data()[3 * i] += lift * Retoucher.room(lab.data()[3 * i]) - s * m * line[2 * x + 1];
                    }
                }
            }
        });
        Features.apply(lab, face, s);
    }

    /** L that is added and L that is subtracted at each place, at full strength. Both are smooth. */
    private static Enlargement plan(Raster lab, Raster skin, Face face) {
        double scale = Math.min(1, FACE / face.width());
        int width = Math.max(LEAST_SIDE, (int) Math.round(lab.width() * scale));
        int height = Math.max(LEAST_SIDE, (int) Math.round(lab.height() * scale));
        Face here = face.on(new Placement((double) width / lab.width(), 0, 0));
        double iod = here.eyeDistance();
        Raster small = Resampling.averaged(lab, width, height);
        Raster mask = Resampling.averaged(skin, width, height);
        Raster weighted = Raster.blank(width, height, 2);
        Raster light = Raster.blank(width, height, 1);
        for (int i = 0; i < mask.data().length; i++) {
            light.data()[i] = small.data()[3 * i];
            weighted.data()[2 * i] = mask.data()[i] * light.data()[i];
            weighted.data()[2 * i + 1] = mask.data()[i];
        }
        Raster around = Filters.gauss(light, Reach.AROUND * iod);
        Raster cheek = Filters.gauss(weighted, Reach.CHEEK * iod);
        Raster bags = bags(here.mesh(), width, height, iod);
        float shine = part(around, mask, Skin.SHINE_FROM);
        Raster plan = Raster.blank(width, height, 2);
        for (int i = 0; i < mask.data().length; i++) {
            float l = around.data()[i];
            float tone = cheek.data()[2 * i] / (cheek.data()[2 * i + 1] + 1e-3f);
            float fill = bags.data()[i] * Skin.FILLED * Math.clamp(tone - l, 0f, Skin.MOST_FILLED);
            float t = Math.clamp(l / 100, 0f, 1f);
            plan.data()[2 * i] = fill + Skin.MIDTONES * t * (1 - t);
            plan.data()[2 * i + 1] = Skin.POWDER * Math.max(0, l - shine);
        }
        return new Enlargement(plan, lab.width(), lab.height());
    }

    private static Raster bags(Mesh mesh, int width, int height, double iod) {
        Raster bags = Raster.blank(width, height, 1);
        Contour.LEFT_BAG.paint(mesh, bags);
        Contour.RIGHT_BAG.paint(mesh, bags);
        Raster eyes = Raster.blank(width, height, 1);
        Contour.LEFT_EYE.paint(mesh, eyes);
        Contour.RIGHT_EYE.paint(mesh, eyes);
        Raster soft = Filters.gauss(bags, Reach.BAGS * iod);
        Raster kept = Filters.gauss(eyes, Reach.EYES * iod);
        for (int i = 0; i < soft.data().length; i++) {
            soft.data()[i] *= 1 - Math.min(1, kept.data()[i]);
        }
        return soft;
    }

    /** The quantile of the skin's lightness for a share; 100 without skin. */
    private static float part(Raster light, Raster mask, double share) {
        double[] counts = new double[101];
        double sum = 0;
        for (int i = 0; i < mask.data().length; i++) {
            if (mask.data()[i] > 0.5f) {
                counts[(int) Math.clamp(light.data()[i], 0, 100)]++;
                sum++;
            }
        }
        double below = 0;
        for (int l = 0; l < counts.length; l++) {
            if (below + counts[l] >= share * sum && sum > 0) {
                return (float) (l + (share * sum - below) / Math.max(1, counts[l]));
            }
            below += counts[l];
        }
        return 100;
    }
}
