package dev.likeness.studio.frame;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The photo's own ground with the person taken out: what the frame shows beyond the photo, and what lies out of focus
 * behind the sitter. Missing ground is filled from its surroundings by normalised blurs, narrow ones where ground is
 * near and wide ones elsewhere (Knutsson and Westin 1993).
 */
public final class OwnGround {
    private static final double[] SPREADS = { 0.06, 0.2, 0.6, 1.6 };
    /** Face width at which the plate is made, pixels: it holds no detail. */
    private static final double FACE = 64;
    /** Radius of the lens blur behind the sitter, face widths. */
    private static final double DEFOCUS = 0.075;

    private OwnGround() {
    }

    /**
     * The ground everywhere on the canvas, smooth where the person or nothing was; linear light.
     *
     * @param photo the photo on the canvas with mirrored borders, sRGB 0 to 1
     * @param alpha the sitter on the canvas
     */
    static Raster plate(Raster photo, Raster alpha, double bw) {
        double scale = Math.min(1, FACE / bw);
        int width = Math.max(16, (int) Math.round(photo.width() * scale));
        int height = Math.max(16, (int) Math.round(photo.height() * scale));
        try (PointerScope scope = new PointerScope()) {
            Raster colours = Raster.of(Filters.resize(photo.toMat(), width, height, opencv_imgproc.INTER_AREA));
            Raster person = Raster.of(Filters.resize(alpha.toMat(), width, height, opencv_imgproc.INTER_AREA));
            Raster known = known(colours, person);
            Raster plate = Raster.blank(width, height, 3);
            float[] filled = new float[width * height];
            for (int pass = 0; pass <= SPREADS.length; pass++) {
                Raster mean = pass == 0 ? known
                        : Raster.of(Filters.gauss(known.toMat(), SPREADS[pass - 1] * bw * scale));
                boolean last = pass == SPREADS.length;
                for (int i = 0; i < filled.length; i++) {
                    float weight = mean.data()[4 * i + 3];
                    if (weight < 1e-5f) {
                        continue;
                    }
                    float sure = last ? 1 : Math.clamp((weight - 0.25f) / 0.5f, 0f, 1f);
                    float take = (1 - filled[i]) * sure;
                    for (int c = 0; c < 3; c++) {
                        plate.data()[3 * i + c] += take * mean.data()[4 * i + c] / weight;
                    }
                    filled[i] += take;
                }
            }
            return Raster.of(Filters.resize(plate.toMat(), photo.width(), photo.height(),
                    opencv_imgproc.INTER_CUBIC));
        }
    }

    private static Raster known(Raster colours, Raster person) {
        Raster known = Raster.blank(colours.width(), colours.height(), 4);
        // A margin keeps the soft edge of the person out of the ground.
        Raster wide;
        try (PointerScope scope = new PointerScope()) {
            Mat grown = new Mat();
            opencv_imgproc.dilate(person.toMat(), grown, opencv_imgproc.getStructuringElement(
                    opencv_imgproc.MORPH_ELLIPSE, new org.bytedeco.opencv.opencv_core.Size(9, 9)));
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

    /** The ground out of focus: a lens blur of what the photo shows, the plate where the person was; linear light. */
    public static Raster blurred(Raster photo, Raster alpha, Placement placed, int photoWidth, int photoHeight,
            double bw) {
        Raster plate = plate(photo, alpha, bw);
        Rows.parallel(photo.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < photo.width(); x++) {
                    int i = y * photo.width() + x;
                    float k = Math.clamp(1 - 1.5f * alpha.data()[i], 0f, 1f)
                            * inPhoto(placed, photoWidth, photoHeight, photo, x, y, 0.05 * bw);
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
    private static Raster lens(Raster light, double radius) {
        double scale = Math.min(1, 9 / radius);
        int width = Math.max(8, (int) Math.round(light.width() * scale));
        int height = Math.max(8, (int) Math.round(light.height() * scale));
        double r = radius * scale;
        int side = 2 * (int) Math.ceil(r) + 1;
        Raster disc = Raster.blank(side, side, 1);
        float sum = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float v = (float) Math.clamp(r + 0.5 - Math.hypot(x - side / 2, y - side / 2), 0, 1);
                disc.data()[y * side + x] = v;
                sum += v;
            }
        }
        for (int i = 0; i < disc.data().length; i++) {
            disc.data()[i] /= sum;
        }
        try (PointerScope scope = new PointerScope()) {
            Mat small = Filters.resize(light.toMat(), width, height, opencv_imgproc.INTER_AREA);
            Mat out = new Mat();
            opencv_imgproc.filter2D(small, out, -1, disc.toMat(), new org.bytedeco.opencv.opencv_core.Point(-1, -1), 0,
                    opencv_core.BORDER_REFLECT_101);
            return Raster.of(Filters.resize(out, light.width(), light.height(), opencv_imgproc.INTER_CUBIC));
        }
    }

    /**
     * Completes a canvas beyond the photo: the plate, and before it the shoulders that the photo's sides cut.
     *
     * @return the whole canvas in linear light, the photo untouched but for a soft seam
     */
    public static Raster completed(Raster photo, Raster alpha, Placement placed, int photoWidth, int photoHeight,
            double bw) {
        Raster result = Raster.blank(photo.width(), photo.height(), 3);
        boolean whole = placed.x(0) <= 0.5 && placed.y(0) <= 0.5 && placed.x(photoWidth) >= photo.width() - 0.5
                && placed.y(photoHeight) >= photo.height() - 0.5;
        Raster plate = whole ? result : plate(photo, alpha, bw);
        double seam = 0.1 * bw;
        Rows.parallel(photo.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < photo.width(); x++) {
                    int i = y * photo.width() + x;
                    float k = whole ? 1
                            : Math.max(alpha.data()[i], inPhoto(placed, photoWidth, photoHeight, photo, x, y, seam));
                    for (int c = 0; c < 3; c++) {
                        float p = plate.data()[3 * i + c];
                        result.data()[3 * i + c] = p + k * (Srgb.toLinear(photo.data()[3 * i + c]) - p);
                    }
                }
            }
        });
        return result;
    }

    /** 1 deep inside the photo, 0 beyond it, smooth over {@code seam} pixels inside those edges that the canvas shows. */
    private static float inPhoto(Placement placed, int photoWidth, int photoHeight, Raster canvas, int x, int y,
            double seam) {
        double left = placed.x(0);
        double top = placed.y(0);
        double right = placed.x(photoWidth);
        double bottom = placed.y(photoHeight);
        double depth = seam;
        depth = left > 0.5 ? Math.min(depth, x - left) : depth;
        depth = top > 0.5 ? Math.min(depth, y - top) : depth;
        depth = right < canvas.width() - 0.5 ? Math.min(depth, right - 1 - x) : depth;
        depth = bottom < canvas.height() - 0.5 ? Math.min(depth, bottom - 1 - y) : depth;
        double t = Math.clamp(depth / seam, 0, 1);
        return (float) (t * t * (3 - 2 * t));
    }
}
