package dev.likeness.studio.frame;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.darkroom.pixel.StructuringElement;
import dev.likeness.studio.backdrop.Lens;

/**
 * The photo's own background with the person taken out: what the frame shows beyond the photo, and what lies out of
 * focus behind the sitter. What is missing of it is filled from its surroundings.
 */
public final class OwnBackground {
    /** Face width at which the plate is made, pixels: it holds no detail. */
    private static final double FACE = 64;
    /** Radius of the lens blur behind the sitter, face widths. */
    private static final double DEFOCUS = 0.075;
    /** Sides of the plate, pixels, at least. */
    private static final int LEAST_SIDE = 16;
    /** Standard deviations of the plate inside the photo and far beyond it, face widths. By eye, like all here. */
    private static final double SOFT = 0.05;
    private static final double SOFTER = 0.45;
    /** Distance beyond the photo from which the plate is at its softest, face widths. */
    private static final double SOFTEST_FROM = 0.9;
    /** Reciprocal of the alpha from which a pixel near the person says nothing of the background. */
    private static final float PERSON_NEAR = 1.6f;
    /** The same where the background is blurred, pixel by pixel. */
    private static final float PERSON_HERE = 1.5f;
    /** Width over which the photo fades into what continues it, face widths: kept sharp, and blurred. */
    private static final double SEAM = 0.1;
    private static final double BLURRED_SEAM = 0.05;
    /** Radius, pixels, of a blur for which full resolution is needed; wider ones are made at a reduced size. */
    private static final double SHARPEST_BLUR = 9;
    /** Sides of that reduced size, pixels, at least. */
    private static final int LEAST_BLURRED = 8;

    /** What is left out around the person, pixels of the plate. */
    private static final StructuringElement MARGIN = StructuringElement.disc(9);

    private OwnBackground() {}

    /**
     * The background everywhere on the canvas, smooth where the person was, ever softer beyond the photo; linear light.
     *
     * @param photo the photo on the canvas, sRGB 0 to 1; what it holds beyond {@code seen} is not looked at
     * @param alpha of the sitter, same size
     */
    private static Raster plate(Raster photo, Raster alpha, PhotoArea seen, double bw) {
        double scale = Math.min(1, FACE / bw);
        int width = Math.max(LEAST_SIDE, (int) Math.round(photo.width() * scale));
        int height = Math.max(LEAST_SIDE, (int) Math.round(photo.height() * scale));
        Raster colours = Resampling.averaged(photo, width, height);
        Raster person = Resampling.averaged(alpha, width, height);
        Raster near = fill(known(colours, person, seen.on(new Placement(scale, 0, 0))));
        Raster soft = Filters.gauss(near, SOFT * FACE);
        Raster far = Filters.gauss(near, SOFTER * FACE);
        for (int i = 0; i < width * height; i++) {
            float k = (float) Math.clamp(
                    seen.beyond((i % width + 0.5) / scale, (i / width + 0.5) / scale) / (SOFTEST_FROM * bw), 0, 1);
            for (int c = 3 * i; c < 3 * i + 3; c++) {
                soft.data()[c] += k * (far.data()[c] - soft.data()[c]);
            }
        }
        return Resampling.cubic(soft, photo.width(), photo.height());
    }

    /**
     * Fills what is unknown from its surroundings by a pyramid (pull-push, Gortler et al. 1996): each level takes what
     * the finer one knows, and gives back what that one lacks. Near the hole's edge the fill is local, deep inside it
     * is the mean of all around; nowhere does it have an edge of its own.
     *
     * @param known B, G, R times weight, and weight
     */
    static Raster fill(Raster known) {
        int width = known.width();
        int height = known.height();
        Raster filled = Raster.blank(width, height, 3);
        Raster coarse = mean(known);
        if (width > 2 || height > 2) {
            int w = (width + 1) / 2;
            int h = (height + 1) / 2;
            Raster half = Filters.reduced(known, w, h);
            for (int i = 0; i < w * h; i++) {
                // What is known at all counts fully one level up.
                float gain = Math.min(1, 4 * half.data()[4 * i + 3]) / Math.max(1e-6f, half.data()[4 * i + 3]);
                for (int c = 4 * i; c < 4 * i + 4; c++) {
                    half.data()[c] *= gain;
                }
            }
            coarse = Filters.gauss(Filters.enlarged(fill(half), width, height, Interpolation.LINEAR), 1);
        }
        for (int i = 0; i < width * height; i++) {
            float weight = known.data()[4 * i + 3];
            for (int c = 0; c < 3; c++) {
                filled.data()[3 * i + c] = known.data()[4 * i + c] + (1 - weight) * coarse.data()[3 * i + c];
            }
        }
        return filled;
    }

    /** The mean of what is known, everywhere: what is left where the pyramid ends. */
    private static Raster mean(Raster known) {
        double[] sum = new double[4];
        for (int i = 0; i < known.data().length; i++) {
            sum[i & 3] += known.data()[i];
        }
        Raster mean = Raster.blank(known.width(), known.height(), 3);
        for (int i = 0; i < mean.data().length; i++) {
            mean.data()[i] = (float) (sum[i % 3] / Math.max(1e-6, sum[3]));
        }
        return mean;
    }

    private static Raster known(Raster colours, Raster person, PhotoArea seen) {
        Raster known = Raster.blank(colours.width(), colours.height(), 4);
        // A margin keeps the soft edge of the person out of the background.
        Raster wide = Filters.dilated(person, MARGIN);
        for (int i = 0; i < wide.data().length; i++) {
            int x = i % wide.width();
            int y = i / wide.width();
            float w = seen.holds(x, y) ? Math.clamp(1 - PERSON_NEAR * wide.data()[i], 0f, 1f) : 0;
            for (int c = 0; c < 3; c++) {
                known.data()[4 * i + c] = w * Srgb.toLinear(colours.data()[3 * i + c]);
            }
            known.data()[4 * i + 3] = w;
        }
        return known;
    }

    /** The background out of focus: a lens blur of what the photo shows, the plate where the person was; linear light. */
    public static Raster blurred(Raster photo, Raster alpha, PhotoArea seen, double bw) {
        Raster plate = plate(photo, alpha, seen, bw);
        PhotoArea.Seam seam = seen.seam(photo, BLURRED_SEAM * bw);
        Rows.parallel(photo.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < photo.width(); x++) {
                    int i = y * photo.width() + x;
                    float k = Math.clamp(1 - PERSON_HERE * alpha.data()[i], 0f, 1f)
                            * seam.depth(x, y);
                    for (int c = 0; c < 3; c++) {
                        float p = plate.data()[3 * i + c];
                        plate.data()[3 * i + c] = p + k * (Srgb.toLinear(photo.data()[3 * i + c]) - p);
                    }
                }
            }
        });
        return lens(plate, DEFOCUS * bw);
    }

    /** Blur by a disc, at the resolution that a blur of that size needs. */
    static Raster lens(Raster light, double radius) {
        double scale = Math.min(1, SHARPEST_BLUR / radius);
        int width = Math.max(LEAST_BLURRED, (int) Math.round(light.width() * scale));
        int height = Math.max(LEAST_BLURRED, (int) Math.round(light.height() * scale));
        Raster small = scale < 1 ? Resampling.averaged(light, width, height) : light;
        return Resampling.cubic(Lens.defocus(small, radius * scale), light.width(), light.height());
    }

    /**
     * Completes a canvas beyond the photo by background alone.
     *
     * @return the whole canvas in linear light, the photo untouched but for a soft seam
     */
    public static Raster completed(Raster photo, Raster alpha, PhotoArea seen, double bw) {
        Raster result = Raster.blank(photo.width(), photo.height(), 3);
        boolean whole = seen.covers(photo);
        Raster plate = whole ? result : plate(photo, alpha, seen, bw);
        PhotoArea.Seam seam = seen.seam(photo, SEAM * bw);
        Rows.parallel(photo.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < photo.width(); x++) {
                    int i = y * photo.width() + x;
                    float k = whole ? 1 : Math.max(alpha.data()[i], seam.depth(x, y));
                    for (int c = 0; c < 3; c++) {
                        float p = plate.data()[3 * i + c];
                        result.data()[3 * i + c] = p + k * (Srgb.toLinear(photo.data()[3 * i + c]) - p);
                    }
                }
            }
        });
        return result;
    }
}
