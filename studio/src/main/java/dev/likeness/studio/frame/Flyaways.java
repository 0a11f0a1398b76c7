package dev.likeness.studio.frame;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Flow;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.retouch.FaceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Single hairs that stand off the outline of the hair. A matte knows a head of hair, not the hairs that leave it, and its
 * even outline, as of a helmet, is what tells a cut-out.
 *
 * <p>
 * Each hair begins within the others, takes its colour there, leaves along their direction, bends and thins out. None
 * grows where the outline is skin, a hat or cloth, nor where the photo's own hairs cross it. All limits are by eye on the
 * public-domain sitters.
 */
public final class Flyaways {
    /** Width of the face in the reduced picture that tells the direction of hair, pixels, and how far it is gathered there. */
    private static final double FACE = 200;
    private static final double GATHERED = 3;

    /** How many begin in a face width of outline, before those are dropped that must not. */
    private static final double DENSITY = 190;
    /** Below this the outline is clothes as often as hair; eye distances below the eyes. */
    private static final double LOWEST = 1.1;
    /** Where hair is looked at, and where a hair begins: within the outline, face widths. */
    private static final double[] DEPTHS = {0.02, 0.035, 0.05};
    private static final double ROOT = 0.02;
    /** How far outside the outline there must be no more than a veil of hair, face widths. */
    private static final double CLEAR = 0.025;
    private static final float VEIL = 0.12f;

    /** Least contrast of strands, a share of their brightness, and least part of it that lies in one direction. */
    private static final float CONTRAST = 0.035f;
    private static final float COHERENCE = 0.3f;
    /** Most skin at any of the depths, 0 to 1. */
    private static final float SKIN = 0.15f;
    /** Ears are not in the mask of the skin, but coloured like it: least difference of log luma or of chroma. */
    private static final double OTHER_LUMA = 0.3;
    private static final double OTHER_CHROMA = 0.28;
    /**
     * Least share of the outline that must be hair, above the eyes (less is a hat's band) and beside the mouth: hairs that
     * stand off short hair look like needles.
     */
    private static final double HAIRY = 0.25;
    private static final double LONG = 0.32;
    private static final double BESIDE_MOUTH = 0.4;

    /** How hairs differ. Each range is a least and the most that chance adds. */
    private static final class Shape {
        /** Share of the outward direction in that of the hair. */
        static final double LIFT = 0.04;
        static final double MORE_LIFT = 0.35;
        /** Face widths; the few long ones lie along the outline, as hair that stands up is short. */
        static final double LENGTH = 0.04;
        static final double MORE_LENGTH = 0.17;
        /** Radians, towards the other hairs; a little less than none bends some away. */
        static final double BEND = -0.2;
        static final double MORE_BEND = 1.8;
        /** Face widths, alpha at the root, and factor of the colour. */
        static final double WIDTH = 0.0014;
        static final double MORE_WIDTH = 0.0012;
        static final double STRENGTH = 0.4;
        static final double MORE_STRENGTH = 0.5;
        static final double SHADE = 0.85;
        static final double MORE_SHADE = 0.45;
        /** Cosine to the outward direction from which hair shows where its tips are; elsewhere they hang, and now and then do not. */
        static final double STANDS = 0.25;
        static final double AGAINST = 0.08;

        private Shape() {}
    }

    private final Raster bgr;
    private final Raster alpha;
    private final Raster skin;
    private final Raster around;
    private final Raster contrast;
    private final Flow flow;
    private final FaceMap map;
    private final double bw;
    private final double scale;
    private final float[] skinColour;

    private Flyaways(Raster bgr, Raster alpha, Raster skin, Face face) {
        this.bgr = bgr;
        this.alpha = alpha;
        this.skin = skin;
        map = new FaceMap(face);
        bw = face.width();
        int width = Math.max(8, (int) Math.round(alpha.width() * Math.min(1, FACE / bw)));
        scale = (double) width / alpha.width();
        int height = Math.max(8, (int) Math.round(alpha.height() * scale));
        Raster small = Resampling.averaged(alpha, width, height);
        around = Filters.gauss(small, 0.015 * bw * scale);
        Raster luma = filled(Resampling.averaged(bgr, width, height), small, 0.03 * bw * scale);
        contrast = contrast(luma, 0.03 * bw * scale);
        flow = Flow.of(luma, GATHERED);
        skinColour = mean(bgr, skin);
    }

    /**
     * @param bgr   the sitter's own colours, sRGB 0 to 1; gets those of the hairs
     * @param alpha of the sitter; gets the hairs
     * @param skin  mask of the sitter's skin
     * @param face  on the canvas
     */
    public static void grow(Raster bgr, Raster alpha, Raster skin, Face face, Seed seed) {
        Flyaways head = new Flyaways(bgr, alpha, skin, face);
        SplittableRandom chance = new SplittableRandom(seed.value());
        for (Hair hair : head.hairs(chance)) {
            hair.draw(bgr, alpha);
        }
    }

    private List<Hair> hairs(SplittableRandom chance) {
        List<Hair> hairs = new ArrayList<>();
        double share = DENSITY / bw;
        int above = 0;
        int hairyAbove = 0;
        int beside = 0;
        int hairyBeside = 0;
        int w = alpha.width();
        float[] a = alpha.data();
        for (int y = 1; y < alpha.height() - 1; y++) {
            for (int x = 1; x < w - 1; x++) {
                int i = y * w + x;
                if (a[i] < 0.5f || a[i - 1] >= 0.5f && a[i + 1] >= 0.5f && a[i - w] >= 0.5f && a[i + w] >= 0.5f
                        || chance.nextDouble() >= share || map.y(x, y) > LOWEST) {
                    continue;
                }
                Optional<Hair> hair = hair(x, y, chance);
                hair.ifPresent(hairs::add);
                int hairy = hair.isPresent() ? 1 : 0;
                if (map.y(x, y) < 0) {
                    above++;
                    hairyAbove += hairy;
                } else if (map.y(x, y) > BESIDE_MOUTH) {
                    beside++;
                    hairyBeside += hairy;
                }
            }
        }
        return hairyAbove < HAIRY * above || hairyBeside < LONG * beside || beside == 0 ? List.of() : hairs;
    }

    /** The hair that begins here, where one may. */
    private Optional<Hair> hair(int x, int y, SplittableRandom chance) {
        double nx = sample(around, x - 1 / scale, y) - sample(around, x + 1 / scale, y);
        double ny = sample(around, x, y - 1 / scale) - sample(around, x, y + 1 / scale);
        double n = Math.hypot(nx, ny);
        if (n < 1e-4) {
            return Optional.empty();
        }
        nx /= n;
        ny /= n;
        if (at(alpha, x + CLEAR * bw * nx, y + CLEAR * bw * ny) > VEIL) {
            return Optional.empty();
        }
        for (double depth : DEPTHS) {
            if (!isHair(x - depth * bw * nx, y - depth * bw * ny)) {
                return Optional.empty();
            }
        }
        double rx = x - ROOT * bw * nx;
        double ry = y - ROOT * bw * ny;
        int tangent = flow.at((float) (rx * scale), (float) (ry * scale));
        double tx = flow.tangents().data()[tangent];
        double ty = flow.tangents().data()[tangent + 1];
        double outward = tx * nx + ty * ny;
        boolean turned = Math.abs(outward) > Shape.STANDS
                ? outward < 0
                : ty < 0 ^ chance.nextDouble() < Shape.AGAINST;
        tx = turned ? -tx : tx;
        ty = turned ? -ty : ty;
        double lift = Shape.LIFT + Shape.MORE_LIFT * chance.nextDouble() * chance.nextDouble();
        double dx = tx + lift * nx;
        double dy = ty + lift * ny;
        double d = Math.hypot(dx, dy);
        double more = Math.pow(chance.nextDouble(), 3) * (1 - Math.abs(outward));
        double back = Math.signum(dx * ty - dy * tx);
        return Optional.of(new Hair(rx, ry, dx / d, dy / d, bw * (Shape.LENGTH + Shape.MORE_LENGTH * more),
                back * (Shape.BEND + Shape.MORE_BEND * chance.nextDouble()),
                bw * (Shape.WIDTH + Shape.MORE_WIDTH * chance.nextDouble()),
                Shape.STRENGTH + Shape.MORE_STRENGTH * chance.nextDouble(),
                colour(rx, ry, (float) (Shape.SHADE + Shape.MORE_SHADE * chance.nextDouble()))));
    }

    private boolean isHair(double x, double y) {
        if (at(alpha, x, y) < 0.9f || at(skin, x, y) > SKIN
                || sample(contrast, x, y) < CONTRAST
                || flow.tangents().data()[flow.at((float) (x * scale), (float) (y * scale)) + 2] < COHERENCE) {
            return false;
        }
        float[] own = colour(x, y, 1);
        double luma = luma(own);
        double skinLuma = luma(skinColour);
        double chroma = Math.hypot(own[2] / luma - skinColour[2] / skinLuma, own[0] / luma - skinColour[0] / skinLuma);
        return Math.abs(Math.log(luma / skinLuma)) > OTHER_LUMA || chroma > OTHER_CHROMA;
    }

    /** Mean of the nearest pixels, made lighter. */
    private float[] colour(double x, double y, float shade) {
        float[] sum = new float[3];
        int px = Math.clamp((int) x, 1, bgr.width() - 2);
        int py = Math.clamp((int) y, 1, bgr.height() - 2);
        for (int v = py - 1; v <= py + 1; v++) {
            for (int u = px - 1; u <= px + 1; u++) {
                for (int c = 0; c < 3; c++) {
                    sum[c] += bgr.data()[bgr.at(u, v) + c] / 9;
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            sum[c] = Math.min(1, sum[c] * shade);
        }
        return sum;
    }

    private static double luma(float[] bgr) {
        return Math.max(0.02, 0.114 * bgr[0] + 0.587 * bgr[1] + 0.299 * bgr[2]);
    }

    private static float at(Raster raster, double x, double y) {
        return raster.data()[Math.clamp((int) y, 0, raster.height() - 1) * raster.width()
                + Math.clamp((int) x, 0, raster.width() - 1)];
    }

    /** Of a reduced picture, at a place of the canvas. */
    private float sample(Raster reduced, double x, double y) {
        return at(reduced, x * scale, y * scale);
    }

    /** Luma of the sitter, continued beyond the outline, so that the outline itself has no direction. */
    private static Raster filled(Raster bgr, Raster alpha, double sigma) {
        Raster weighted = Raster.blank(bgr.width(), bgr.height(), 2);
        for (int i = 0; i < alpha.data().length; i++) {
            float sure = alpha.data()[i] > 0.95f ? 1 : 0;
            float[] d = bgr.data();
            weighted.data()[2 * i] = sure * (0.114f * d[3 * i] + 0.587f * d[3 * i + 1] + 0.299f * d[3 * i + 2]);
            weighted.data()[2 * i + 1] = sure;
        }
        Raster spread = Filters.gauss(weighted, sigma);
        Raster luma = Raster.blank(bgr.width(), bgr.height(), 1);
        for (int i = 0; i < luma.data().length; i++) {
            luma.data()[i] = weighted.data()[2 * i + 1] > 0
                    ? weighted.data()[2 * i]
                    : spread.data()[2 * i] / Math.max(1e-4f, spread.data()[2 * i + 1]);
        }
        return luma;
    }

    /** Local deviation from the local mean, a share of that. */
    private static Raster contrast(Raster luma, double sigma) {
        Raster mean = Filters.gauss(luma, sigma);
        Raster deviation = Raster.blank(luma.width(), luma.height(), 1);
        for (int i = 0; i < luma.data().length; i++) {
            deviation.data()[i] = Math.abs(luma.data()[i] - mean.data()[i]) / Math.max(0.05f, mean.data()[i]);
        }
        return Filters.gauss(deviation, sigma);
    }

    private static float[] mean(Raster bgr, Raster mask) {
        double[] sum = new double[4];
        for (int i = 0; i < mask.data().length; i++) {
            float m = mask.data()[i];
            if (m > 0.5f) {
                for (int c = 0; c < 3; c++) {
                    sum[c] += bgr.data()[3 * i + c];
                }
                sum[3]++;
            }
        }
        double n = Math.max(1, sum[3]);
        return new float[]{(float) (sum[0] / n), (float) (sum[1] / n), (float) (sum[2] / n)};
    }
}
