package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.StructuringElement;

/** Measures the trust in a matte, in the network's frame, which holds head and shoulders. */
final class TrustScore {
    /** Face width in the frame, pixels. */
    private static final double UNIT = PortraitNet.SIDE / CanonicalFrame.SIDE;
    /** Answers between these are neither person nor background. */
    private static final float LEAST_DOUBTFUL = 0.2f;
    private static final float MOST_DOUBTFUL = 0.8f;
    /** Thickness from which on a doubt is more than an edge, pixels. */
    private static final StructuringElement THICK_HESITATION = StructuringElement.square(5);
    private static final StructuringElement THICK_CONTRADICTION = StructuringElement.square(3);
    /** The segmentation's outline is rough: only what is thicker than hair is a difference. */
    private static final StructuringElement THICK_DIFFERENCE = StructuringElement.square(9);
    /** Values from which and up to which an answer is certain. */
    private static final float PERSON = 0.7f;
    private static final float NOBODY = 0.3f;
    /** Radius around the contour within which colours are compared, face widths. */
    private static final double NEARBY = 0.2;
    /** Share of pixels of a colour below which a pixel of it is in the wrong place. */
    private static final double CONTRADICTING = 0.25;
    /** Of a colour histogram, along each channel. */
    private static final int BINS = 12;

    private TrustScore() {}

    /** @param refined the finished alpha on the work picture */
    static Trust of(Raster refined, NetworkOpinion opinion, NativePicture photo, WorkPicture work) {
        int side = PortraitNet.SIDE;
        Placement frame = CanonicalFrame.of(work.face(), side);
        Raster colours = photo.sample(frame, side, side, Interpolation.LINEAR, Border.REPEATED);
        Raster alpha = work.fromPhoto().inverse().then(frame).draw(refined, side, side, Interpolation.LINEAR,
                Border.REPEATED);
        Raster seen = within(alpha, opinion.valid());
        Raster person = within(opinion.person(), opinion.valid());
        double hesitation = hesitation(within(opinion.alpha(), opinion.valid()), UNIT);
        double first = hesitation(within(opinion.first(), opinion.valid()), UNIT);
        return new Trust(hesitation, Math.max(0, first - hesitation),
                contradiction(colours, seen, opinion.valid(), UNIT), onlyIn(seen, person, UNIT));
    }

    /** Area that is certainly person in one answer and certainly not in the other, squared face widths. */
    static double onlyIn(Raster one, Raster other, double unit) {
        Mask differing = new Mask(one.width(), one.height(), new byte[one.data().length]);
        for (int i = 0; i < one.data().length; i++) {
            differing.samples()[i] = one.data()[i] > PERSON && other.data()[i] < NOBODY ? Mask.SET : 0;
        }
        return area(differing, THICK_DIFFERENCE, unit);
    }

    private static Raster within(Raster alpha, Raster known) {
        Raster within = Raster.blank(alpha.width(), alpha.height(), 1);
        for (int i = 0; i < within.data().length; i++) {
            within.data()[i] = alpha.data()[i] * known.data()[i];
        }
        return within;
    }

    /**
     * @param alpha the network's mean answer
     * @param unit  face width, pixels
     */
    static double hesitation(Raster alpha, double unit) {
        return area(Mask.where(alpha, a -> a > LEAST_DOUBTFUL && a < MOST_DOUBTFUL), THICK_HESITATION, unit);
    }

    /**
     * Colour histograms of what the matte calls person and background, one pair a quarter of the picture, judge the
     * pixels near the contour.
     *
     * @param known 1 inside the photo
     * @param unit  face width, pixels
     */
    static double contradiction(Raster colours, Raster alpha, Raster known, double unit) {
        int width = alpha.width();
        int height = alpha.height();
        float[] soft = Filters.box(alpha, (int) Math.round(NEARBY * unit)).data();
        int[] bin = new int[alpha.data().length];
        float[][] person = new float[4][BINS * BINS * BINS];
        float[][] background = new float[4][BINS * BINS * BINS];
        for (int i = 0; i < bin.length; i++) {
            bin[i] = bin(colours.data(), 3 * i);
            int quarter = quarter(i, width, height);
            person[quarter][bin[i]] += known.data()[i] * alpha.data()[i];
            background[quarter][bin[i]] += known.data()[i] * (1 - alpha.data()[i]);
        }
        Mask doubtful = new Mask(width, height, new byte[bin.length]);
        for (int i = 0; i < bin.length; i++) {
            float a = alpha.data()[i];
            if (known.data()[i] > 0 && soft[i] > 0.03f && soft[i] < 0.97f && (a < 0.3f || a > 0.7f)) {
                int quarter = quarter(i, width, height);
                double p = person[quarter][bin[i]] + 1;
                double b = background[quarter][bin[i]] + 1;
                doubtful.samples()[i] = (a > 0.5f ? p : b) < CONTRADICTING * (p + b) ? Mask.SET : 0;
            }
        }
        return area(doubtful, THICK_CONTRADICTION, unit);
    }

    private static int quarter(int i, int width, int height) {
        return 2 * (2 * (i / width) / height) + 2 * (i % width) / width;
    }

    private static int bin(float[] colours, int at) {
        int bin = 0;
        for (int c = 0; c < 3; c++) {
            bin = bin * BINS + Math.clamp((int) (colours[at + c] * BINS), 0, BINS - 1);
        }
        return bin;
    }

    /** Area of all that is as thick as the element, squared face widths. */
    private static double area(Mask mask, StructuringElement thick, double unit) {
        return mask.opened(thick).count() / (unit * unit);
    }
}
