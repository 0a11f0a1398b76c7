package dev.likeness.studio.frame;

import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.backdrop.Lens;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The photo's own ground with the person taken out: what the frame shows beyond the photo, and what lies out of focus
 * behind the sitter. Missing ground is filled from its surroundings.
 */
public final class OwnGround {
    /** Face width at which the plate is made, pixels: it holds no detail. */
    private static final double FACE = 64;
    /** Radius of the lens blur behind the sitter, face widths. */
    private static final double DEFOCUS = 0.075;
    /** How far around a doubtful matte the photo stays sharp, standard deviation in face widths. */
    private static final double REACH = 0.04;

    private OwnGround() {}

    /** The photo's rectangle on the canvas, pixels. */
    public record Extent(double left, double top, double right, double bottom) {
        public static Extent of(Placement placed, int photoWidth, int photoHeight) {
            return new Extent(placed.x(0), placed.y(0), placed.x(photoWidth), placed.y(photoHeight));
        }

        /** Distance to the photo in pixels; 0 inside. */
        double beyond(double x, double y) {
            return Math.hypot(Math.max(0, Math.max(left - x, x - right)), Math.max(0, Math.max(top - y, y - bottom)));
        }

        /**
         * Where the canvas really shows the sitter: his matte on the photo, beyond it that of his mirror image, which
         * need not fill the shoulders that were continued there.
         */
        public Raster seen(Raster alpha, Raster mirrored) {
            if (covers(alpha)) {
                return alpha;
            }
            Raster seen = new Raster(alpha.width(), alpha.height(), 1, alpha.data().clone());
            Rows.parallel(alpha.height(), (from, to) -> {
                for (int y = from; y < to; y++) {
                    for (int x = 0; x < alpha.width(); x++) {
                        if (beyond(x + 0.5, y + 0.5) > 0) {
                            int i = y * alpha.width() + x;
                            int mx = Math.min(mirrored.width() - 1, x * mirrored.width() / alpha.width());
                            int my = Math.min(mirrored.height() - 1, y * mirrored.height() / alpha.height());
                            seen.data()[i] = Math.min(seen.data()[i], mirrored.data()[my * mirrored.width() + mx]);
                        }
                    }
                }
            });
            return seen;
        }

        boolean covers(Raster canvas) {
            return left <= 0.5 && top <= 0.5 && right >= canvas.width() - 0.5 && bottom >= canvas.height() - 0.5;
        }

        /** 1 deep inside the photo, 0 beyond it, smooth over {@code seam} pixels inside those edges the canvas shows. */
        float depth(Raster canvas, int x, int y, double seam) {
            double depth = seam;
            depth = left > 0.5 ? Math.min(depth, x - left) : depth;
            depth = top > 0.5 ? Math.min(depth, y - top) : depth;
            depth = right < canvas.width() - 0.5 ? Math.min(depth, right - 1 - x) : depth;
            depth = bottom < canvas.height() - 0.5 ? Math.min(depth, bottom - 1 - y) : depth;
            double t = Math.clamp(depth / seam, 0, 1);
            return (float) (t * t * (3 - 2 * t));
        }
    }

    /**
     * The ground everywhere on the canvas, smooth where the person was, ever softer beyond the photo; linear light.
     *
     * @param photo    the photo on the canvas with mirrored borders, sRGB 0 to 1
     * @param mirrored the sitter and, beyond the photo, his mirror images; any size
     */
    private static Raster plate(Raster photo, Raster mirrored, Extent extent, double bw) {
        double scale = Math.min(1, FACE / bw);
        int width = Math.max(16, (int) Math.round(photo.width() * scale));
        int height = Math.max(16, (int) Math.round(photo.height() * scale));
        Raster colours = Resampling.averaged(photo, width, height);
        Raster person = resized(mirrored, width, height);
        Raster near = fill(known(colours, person));
        Raster soft = Filters.gauss(near, 0.05 * FACE);
        Raster far = Filters.gauss(near, 0.45 * FACE);
        for (int i = 0; i < width * height; i++) {
            float k = (float) Math.clamp(
                    extent.beyond((i % width + 0.5) / scale, (i / width + 0.5) / scale) / (0.9 * bw), 0, 1);
            for (int c = 3 * i; c < 3 * i + 3; c++) {
                soft.data()[c] += k * (far.data()[c] - soft.data()[c]);
            }
        }
        return Resampling.cubic(soft, photo.width(), photo.height());
    }

    private static Raster resized(Raster raster, int width, int height) {
        return width < raster.width() && height < raster.height()
                ? Resampling.averaged(raster, width, height)
                : new Enlargement(raster, width, height).whole();
    }

    /**
     * Fills what is unknown from its surroundings by a pyramid (pull-push, Gortler et al. 1996): each level takes what
     * the finer one knows, and gives back what that one lacks. Near the hole's edge the fill is local, deep inside it
     * is the mean of all around; nowhere does it have an edge of its own.
     *
     * @param known B, G, R times weight, and weight
     */
    private static Raster fill(Raster known) {
        int width = known.width();
        int height = known.height();
        Raster filled = Raster.blank(width, height, 3);
        Raster coarse = filled;
        if (width > 2 && height > 2) {
            int w = (width + 1) / 2;
            int h = (height + 1) / 2;
            try (PointerScope _ = new PointerScope()) {
                Raster half = Raster.of(Filters.resize(known.toMat(), w, h, opencv_imgproc.INTER_AREA));
                for (int i = 0; i < w * h; i++) {
                    // What is known at all counts fully one level up.
                    float gain = Math.min(1, 4 * half.data()[4 * i + 3]) / Math.max(1e-6f, half.data()[4 * i + 3]);
                    for (int c = 4 * i; c < 4 * i + 4; c++) {
                        half.data()[c] *= gain;
                    }
                }
                coarse = Raster.of(Filters.gauss(
                        Filters.resize(fill(half).toMat(), width, height, opencv_imgproc.INTER_LINEAR), 1));
            }
        }
        for (int i = 0; i < width * height; i++) {
            float weight = known.data()[4 * i + 3];
            for (int c = 0; c < 3; c++) {
                filled.data()[3 * i + c] = known.data()[4 * i + c] + (1 - weight) * coarse.data()[3 * i + c];
            }
        }
        return filled;
    }

    private static Raster known(Raster colours, Raster person) {
        Raster known = Raster.blank(colours.width(), colours.height(), 4);
        // A margin keeps the soft edge of the person out of the ground.
        Raster wide;
        try (PointerScope _ = new PointerScope()) {
            Mat grown = new Mat();
            opencv_imgproc.dilate(person.toMat(), grown, opencv_imgproc.getStructuringElement(
                    opencv_imgproc.MORPH_ELLIPSE, new Size(9, 9)));
            wide = Raster.of(grown);
        }
        for (int i = 0; i < wide.data().length; i++) {
            float w = Math.clamp(1 - 1.6f * wide.data()[i], 0f, 1f);
            for (int c = 0; c < 3; c++) {
                known.data()[4 * i + c] = w * Srgb.toLinear(colours.data()[3 * i + c]);
            }
            known.data()[4 * i + 3] = w;
        }
        return known;
    }

    /** The sitter's matte with mirrored borders, as {@link Resampling#photo} draws the photo, a quarter of the size. */
    public static Raster mirrored(Matte matte, int photoWidth, int photoHeight, Placement placed, Raster canvas) {
        double scale = Math.min(1, 0.25 * placed.scale());
        Raster whole = Resampling.linear(matte.alpha(),
                matte.fromPhoto().inverse().then(new Placement(scale, 0, 0)),
                Math.max(1, (int) Math.round(photoWidth * scale)), Math.max(1, (int) Math.round(photoHeight * scale)),
                Border.BLACK);
        Placement onCanvas = new Placement(1 / scale, 0, 0).then(placed).then(new Placement(0.25, 0, 0));
        return Resampling.linear(whole, onCanvas, Math.max(1, canvas.width() / 4), Math.max(1, canvas.height() / 4),
                Border.MIRRORED);
    }

    /** The ground out of focus: a lens blur of what the photo shows, the plate where the person was; linear light. */
    public static Raster blurred(Raster photo, Raster alpha, Raster mirrored, Extent extent, double bw) {
        Raster plate = plate(photo, mirrored, extent, bw);
        Rows.parallel(photo.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < photo.width(); x++) {
                    int i = y * photo.width() + x;
                    float k = Math.clamp(1 - 1.5f * alpha.data()[i], 0f, 1f)
                            * extent.depth(photo, x, y, 0.05 * bw);
                    for (int c = 0; c < 3; c++) {
                        float p = plate.data()[3 * i + c];
                        plate.data()[3 * i + c] = p + k * (Srgb.toLinear(photo.data()[3 * i + c]) - p);
                    }
                }
            }
        });
        return lens(plate, DEFOCUS * bw);
    }

    /**
     * Leaves the photo as it is around a sitter whose matte may be wrong, and lets it go out of focus away from him: what
     * was cut badly is not seen then, because nothing meets there that did not meet in the photo.
     *
     * @param ground {@link #blurred}; changed in place
     */
    public static void sharpNear(Raster ground, Raster photo, Raster alpha, Extent extent, double bw) {
        Raster near = Filters.gauss(alpha, REACH * bw);
        Rows.parallel(photo.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < photo.width(); x++) {
                    int i = y * photo.width() + x;
                    float k = Math.clamp(6 * near.data()[i] - 0.05f, 0f, 1f) * extent.depth(photo, x, y, 0.05 * bw);
                    for (int c = 3 * i; c < 3 * i + 3; c++) {
                        ground.data()[c] += k * (Srgb.toLinear(photo.data()[c]) - ground.data()[c]);
                    }
                }
            }
        });
    }

    /** Blur by a disc, at the resolution that a blur of that size needs. */
    private static Raster lens(Raster light, double radius) {
        double scale = Math.min(1, 9 / radius);
        int width = Math.max(8, (int) Math.round(light.width() * scale));
        int height = Math.max(8, (int) Math.round(light.height() * scale));
        Raster small = scale < 1 ? Resampling.averaged(light, width, height) : light;
        return Resampling.cubic(Lens.defocus(small, radius * scale), light.width(), light.height());
    }

    /**
     * Completes a canvas beyond the photo: the plate, and before it the shoulders that the photo's sides cut.
     *
     * @return the whole canvas in linear light, the photo untouched but for a soft seam
     */
    public static Raster completed(Raster photo, Raster alpha, Raster mirrored, Extent extent, double bw) {
        Raster result = Raster.blank(photo.width(), photo.height(), 3);
        boolean whole = extent.covers(photo);
        Raster plate = whole ? result : plate(photo, mirrored, extent, bw);
        double seam = 0.1 * bw;
        Rows.parallel(photo.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < photo.width(); x++) {
                    int i = y * photo.width() + x;
                    float k = whole
                            ? 1
                            : Math.max(alpha.data()[i], extent.depth(photo, x, y, seam));
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
