package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;

/**
 * Where the sitter's skin is, 0 to 1, without eyes, brows, lips and nostrils.
 *
 * <p>Nothing is assumed about the colour of skin: mean and spread of Cr and Cb are measured on cheeks, forehead and
 * nose of this very face, and a pixel counts as skin by its Mahalanobis distance to them. Brightness only excludes what
 * is far darker than the samples (beard, nostrils, lashes).
 */
public final class SkinMask {
    /** Face width at which the mask is made, pixels. */
    private static final double FACE = 160;
    private static final double[][] SAMPLES = {{-0.55, 0.55}, {0.55, 0.55}, {0, -0.45}, {0, 0.25}};

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
        Raster mask = classify(Colours.ycrcb(reduced), new FaceMap(
                face.on(new Placement((double) width / bgr.width(), 0, 0))));
        Raster fitted = Filters.guided(reduced, mask,
                new Filters.Guidance(Math.max(2, (int) Math.round(0.02 * FACE)), 1e-3));
        Enlargement smooth = new Enlargement(fitted, bgr.width(), bgr.height());
        Raster result = Raster.blank(bgr.width(), bgr.height(), 1);
        FaceMap map = new FaceMap(face);
        Rows.parallel(result.height(), (from, to) -> {
            float[] line = smooth.line();
            for (int y = from; y < to; y++) {
                smooth.row(y, line);
                for (int x = 0; x < line.length; x++) {
                    float m = Math.min(1f, Math.max(0f, line[x] * 1.15f - 0.06f));
                    if (m > 0) {
                        result.data()[y * line.length + x] = (float) (m * keep(map, map.x(x, y), map.y(x, y)));
                    }
                }
            }
        });
        return result;
    }

    private static double keep(FaceMap map, double x, double y) {
        if (Math.abs(x) > 1.2 || y < -0.7 || y > 1.7) {
            return 1;
        }
        return (1 - FaceMap.eyes(x, y)) * (1 - FaceMap.brows(x, y)) * (1 - map.lips(x, y))
                * (1 - FaceMap.nostrils(x, y));
    }

    private static Raster classify(Raster ycc, FaceMap map) {
        double[] model = model(ycc, map);
        Raster mask = Raster.blank(ycc.width(), ycc.height(), 1);
        Rows.parallel(ycc.height(), (from, to) -> {
            for (int py = from; py < to; py++) {
                for (int px = 0; px < ycc.width(); px++) {
                    double x = map.x(px, py);
                    double y = map.y(px, py);
                    double place = Math.max(FaceMap.oval(x, y), FaceMap.neck(x, y));
                    if (place > 0) {
                        mask.data()[py * ycc.width() + px] = (float) (place
                                * likeness(model, ycc.data(), ycc.at(px, py)));
                    }
                }
            }
        });
        return mask;
    }

    /** 1 for the sampled skin's own colours, falling with the Mahalanobis distance. */
    private static double likeness(double[] m, float[] ycc, int i) {
        double cr = ycc[i + 1] * 255 - m[1];
        double cb = ycc[i + 2] * 255 - m[2];
        double det = m[3] * m[5] - m[4] * m[4];
        double d = (m[5] * cr * cr - 2 * m[4] * cr * cb + m[3] * cb * cb) / det / 3;
        double dark = Math.clamp((m[0] - ycc[i] * 255 - 55) / 25, 0, 9);
        return Math.exp(-0.25 * Math.max(0, d + dark * dark - 2));
    }

    /** Mean Y, Cr, Cb and the covariance of Cr, Cb in 8-bit units; samples far from the median are left out. */
    private static double[] model(Raster ycc, FaceMap map) {
        int most = ycc.width() * ycc.height();
        double[] lumas = new double[most];
        double[] crs = new double[most];
        double[] cbs = new double[most];
        int n = 0;
        for (int py = 0; py < ycc.height(); py++) {
            for (int px = 0; px < ycc.width(); px++) {
                double x = map.x(px, py);
                double y = map.y(px, py);
                for (double[] s : SAMPLES) {
                    if ((x - s[0]) * (x - s[0]) + (y - s[1]) * (y - s[1]) < 0.17 * 0.17) {
                        int i = ycc.at(px, py);
                        lumas[n] = ycc.data()[i] * 255;
                        crs[n] = ycc.data()[i + 1] * 255;
                        cbs[n++] = ycc.data()[i + 2] * 255;
                        break;
                    }
                }
            }
        }
        if (n == 0) {
            return new double[]{140, 150, 110, 60, 0, 60};
        }
        double luma = median(lumas, n);
        double cr = median(crs, n);
        double cb = median(cbs, n);
        double rr = 9;
        double rb = 0;
        double bb = 9;
        int used = 0;
        for (int i = 0; i < n; i++) {
            double dr = crs[i] - cr;
            double db = cbs[i] - cb;
            if (dr * dr + db * db < 400) {
                rr += dr * dr;
                rb += dr * db;
                bb += db * db;
                used++;
            }
        }
        double k = 1.0 / Math.max(1, used);
        return new double[]{luma, cr, cb, 9 + rr * k, rb * k, 9 + bb * k};
    }

    private static double median(double[] values, int n) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted[n / 2];
    }
}
