package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * The mask of the sitter's skin, 0 to 1, without eyes, brows, lips, nostrils, beard, hair and glasses.
 *
 * <p>The mesh gives the candidate area: the outline of the face without its features, the forehead above it and the
 * neck below. Within it skin is classified by colour. No skin colour is assumed: mean and spread of chroma are measured
 * on cheeks, forehead and nose of the face itself. Chroma is relative to brightness, so that skin in the shade counts
 * as skin. Dark pixels are excluded as hair, beard or frames of glasses; well inside the face only those that are far
 * darker than the samples, so that a shaded half of the face is kept.
 */
public final class SkinMask {
    /** Face width at which the mask is made, pixels: its finest part, a lid, is two of them. */
    private static final double FACE = 160;
    /** Points of the mesh around which skin is sampled, and the radius, eye distances: cheeks, forehead, nose. */
    private static final int[] SAMPLED = {50, 280, 117, 346, 101, 330, 151, 5};
    private static final double RADIUS = 0.11;

    /** Softness of what the mesh outlines, as standard deviations, and how far brows and lids grow; eye distances. */
    private static final class Soft {
        static final double OVAL = 0.03;
        static final double PARTS = 0.012;
        static final double BROWS = 0.025;
        static final double BROWS_GROWN = 0.028;

        private Soft() {}
    }

    /** The classification by colour. By eye on the public-domain sitters. */
    private static final class Colour {
        /** Square of the spread of normalised chroma that any skin has. */
        static final double SPREAD = 0.00045;
        /** Radius around the median within which samples count. */
        static final double OUTLIER = 0.12;
        /** Least brightness, 0 to 1, at which chroma is meaningful. */
        static final double LEAST_LUMA = 0.08;
        /** Squared Mahalanobis distances, over three, up to which all is skin. */
        static final double SURELY = 1.6;
        /** Factor of distances outside the middle of the face, where hair and shirts are. */
        static final double STRICTER_OUTSIDE = 2.0;
        /** Brightness, as shares of the samples', below which nothing is skin, and from which it may be. */
        static final double BLACK_INSIDE = 0.27;
        static final double DARK_INSIDE = 0.48;
        static final double BLACK_OUTSIDE = 0.42;
        static final double DARK_OUTSIDE = 0.66;

        private Colour() {}
    }

    /** Hair is recognized by its strands: relative changes of brightness from pixel to pixel. By eye. */
    private static final class Strands {
        /** Standard deviations of the fine and the local mean, eye distances. */
        static final double FINE = 0.03;
        static final double LOCAL = 0.06;
        /** Up to here it is skin, from there hair. */
        static final double SMOOTH = 0.022;
        static final double HAIR = 0.045;

        private Strands() {}
    }

    private static final List<Contour> PARTS = List.of(Contour.LEFT_EYE, Contour.RIGHT_EYE, Contour.LIPS,
            Contour.LEFT_NOSTRIL, Contour.RIGHT_NOSTRIL);

    private SkinMask() {}

    /**
     * @param bgr  three channels, sRGB 0 to 1
     * @param face in the pixels of {@code bgr}
     * @return one channel of the same size
     */
    public static Raster of(Raster bgr, Face face) {
        double scale = Math.min(1, FACE / face.width());
        int width = Math.max(1, (int) Math.round(bgr.width() * scale));
        int height = Math.max(1, (int) Math.round(bgr.height() * scale));
        Raster reduced = scale == 1 ? bgr : Resampling.averaged(bgr, width, height);
        Face here = face.on(new Placement((double) width / bgr.width(), 0, 0));
        Raster oval = Filters.gauss(Contour.OVAL.mask(here.mesh(), width, height), Soft.OVAL * here.eyeDistance());
        Raster mask = classify(Colours.ycrcb(reduced), here, oval);
        Raster fitted = Filters.twiceBoxed(mask, Math.max(2, (int) Math.round(0.02 * FACE)));
        Raster parts = parts(here, width, height);
        for (int i = 0; i < fitted.data().length; i++) {
            fitted.data()[i] = Math.min(1f, Math.max(0f, fitted.data()[i] * 1.15f - 0.06f)) * (1 - parts.data()[i]);
        }
        return scale == 1 ? fitted : new Enlargement(fitted, bgr.width(), bgr.height()).whole();
    }

    /** Eyes, lips, nostrils and brows. */
    private static Raster parts(Face face, int width, int height) {
        Mesh mesh = face.mesh();
        double iod = face.eyeDistance();
        Raster parts = Raster.blank(width, height, 1);
        PARTS.forEach(part -> part.paint(mesh, parts));
        Raster soft = Filters.gauss(parts, Soft.PARTS * iod);
        Raster brows = Raster.blank(width, height, 1);
        Contour.LEFT_BROW.paint(mesh, brows);
        Contour.RIGHT_BROW.paint(mesh, brows);
        Raster grown = Filters.gauss(brows, Soft.BROWS_GROWN * iod);
        for (int i = 0; i < grown.data().length; i++) {
            grown.data()[i] = Math.clamp(4 * grown.data()[i], 0f, 1f);
        }
        Raster softBrows = Filters.gauss(grown, Soft.BROWS * iod);
        for (int i = 0; i < soft.data().length; i++) {
            soft.data()[i] = Math.max(soft.data()[i], softBrows.data()[i]);
        }
        return soft;
    }

    private static Raster classify(Raster ycc, Face face, Raster oval) {
        FaceMap map = new FaceMap(face);
        Model model = Model.of(ycc, face);
        Raster strands = strands(ycc, face.eyeDistance());
        Raster inner = Filters.gauss(oval, Soft.OVAL * face.eyeDistance());
        Raster mask = Raster.blank(ycc.width(), ycc.height(), 1);
        Rows.parallel(ycc.height(), (from, to) -> {
            for (int py = from; py < to; py++) {
                for (int px = 0; px < ycc.width(); px++) {
                    int i = py * ycc.width() + px;
                    double x = map.x(px, py);
                    double y = map.y(px, py);
                    double place = Math.max(oval.data()[i],
                            Math.max(FaceMap.scalp(x, y), FaceMap.neck(x, y)));
                    if (place > 0) {
                        // Hair falls on the upper forehead, so the limits there are those outside the middle of the
                        // face.
                        double inside = inner.data()[i] * FaceMap.smooth(-1.0, -0.5, y);
                        double smooth = 1 - (1 - inside)
                                * FaceMap.smooth(Strands.SMOOTH, Strands.HAIR, strands.data()[i]);
                        mask.data()[i] = (float) (place * smooth
                                * model.likeness(ycc.data(), ycc.at(px, py), inside));
                    }
                }
            }
        });
        return mask;
    }

    /** How much the brightness changes locally, as a share of it. */
    private static Raster strands(Raster ycc, double iod) {
        Raster luma = Raster.blank(ycc.width(), ycc.height(), 1);
        for (int i = 0; i < luma.data().length; i++) {
            luma.data()[i] = ycc.data()[3 * i];
        }
        Raster mean = Filters.gauss(luma, Strands.FINE * iod);
        for (int i = 0; i < mean.data().length; i++) {
            mean.data()[i] = Math.abs(luma.data()[i] - mean.data()[i])
                    / Math.max((float) Colour.LEAST_LUMA, mean.data()[i]);
        }
        return Filters.gauss(mean, Strands.LOCAL * iod);
    }

    /**
     * The sampled skin.
     *
     * @param luma median, 0 to 1
     * @param cr   median of Cr less grey, over luma; {@code cb} likewise
     * @param rr   variance of {@code cr}; {@code rb} covariance, {@code bb} variance of {@code cb}
     */
    private record Model(double luma, double cr, double cb, double rr, double rb, double bb) {
        /** For pictures without samples: the range of all skin tones. */
        static final Model ANY = new Model(0.55, 0.13, -0.12, 0.006, -0.002, 0.006);

        static Model of(Raster ycc, Face face) {
            double radius = RADIUS * face.eyeDistance();
            int most = SAMPLED.length * (int) ((2 * radius + 3) * (2 * radius + 3));
            double[] lumas = new double[most];
            double[] crs = new double[most];
            double[] cbs = new double[most];
            int n = 0;
            for (int point : SAMPLED) {
                double cx = face.mesh().x(point);
                double cy = face.mesh().y(point);
                int top = (int) Math.max(0, cy - radius);
                int left = (int) Math.max(0, cx - radius);
                for (int y = top; y < Math.min(ycc.height(), cy + radius); y++) {
                    for (int x = left; x < Math.min(ycc.width(), cx + radius) && n < most; x++) {
                        if (Math.hypot(x + 0.5 - cx, y + 0.5 - cy) < radius) {
                            int i = ycc.at(x, y);
                            lumas[n] = ycc.data()[i];
                            crs[n] = chroma(ycc.data()[i + 1], ycc.data()[i]);
                            cbs[n++] = chroma(ycc.data()[i + 2], ycc.data()[i]);
                        }
                    }
                }
            }
            return n == 0 ? ANY : of(median(lumas, n), crs, cbs, n);
        }

        private static Model of(double luma, double[] crs, double[] cbs, int n) {
            double cr = median(crs, n);
            double cb = median(cbs, n);
            double rr = 0;
            double rb = 0;
            double bb = 0;
            int used = 0;
            for (int i = 0; i < n; i++) {
                double dr = crs[i] - cr;
                double db = cbs[i] - cb;
                if (dr * dr + db * db < Colour.OUTLIER * Colour.OUTLIER) {
                    rr += dr * dr;
                    rb += dr * db;
                    bb += db * db;
                    used++;
                }
            }
            double k = 1.0 / Math.max(1, used);
            return new Model(luma, cr, cb, Colour.SPREAD + rr * k, rb * k, Colour.SPREAD + bb * k);
        }

        private static double chroma(float sample, float luma) {
            return (sample - 0.5) / Math.max(Colour.LEAST_LUMA, luma);
        }

        /** 1 for the sampled skin's own colours, falling with the Mahalanobis distance and with darkness. */
        double likeness(float[] ycc, int i, double inside) {
            double r = chroma(ycc[i + 1], ycc[i]) - cr;
            double b = chroma(ycc[i + 2], ycc[i]) - cb;
            double distance = (bb * r * r - 2 * rb * r * b + rr * b * b) / (rr * bb - rb * rb) / 3;
            distance *= 1 + (1 - inside) * (Colour.STRICTER_OUTSIDE - 1);
            double share = ycc[i] / Math.max(1e-3, luma);
            double black = Colour.BLACK_OUTSIDE + inside * (Colour.BLACK_INSIDE - Colour.BLACK_OUTSIDE);
            double dark = Colour.DARK_OUTSIDE + inside * (Colour.DARK_INSIDE - Colour.DARK_OUTSIDE);
            return Math.exp(-0.25 * Math.max(0, distance - Colour.SURELY)) * FaceMap.smooth(black, dark, share);
        }
    }

    private static double median(double[] values, int n) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted[n / 2];
    }
}
