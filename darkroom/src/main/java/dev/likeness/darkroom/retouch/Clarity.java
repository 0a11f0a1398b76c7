package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;

/**
 * {@code gpen}: restores detail that was lost by a soft lens or by enlargement, without inventing any.
 *
 * <p>{@link Deconvolution} undoes a Gaussian spread of the lightness; where the photo holds no detail the result is
 * noise, so a confidence measured on the photo itself gates it. A guided filter (He, Sun, Tang 2013; its coefficients
 * at a fraction of the size, He, Sun 2015) adds local contrast without haloes. Eyes, brows and lips get the full
 * effect, the rest less, and skin almost none, because local contrast makes skin blotchy. What counts as detail is
 * measured against the grain and compression blocks on the skin of the photo. A photo that is as sharp as its size
 * allows gets little.
 *
 * <p>Works in strips of rows with a margin on either side: six steps reach further than that, but by less than shows.
 */
final class Clarity {
    private static final int STRIP = 64;

    /** The Gaussian spread of the lens or the enlargement that is undone: standard deviation, face widths, by eye. */
    private static final double SPREAD = 0.0045;
    /** Its minimum, pixels: smaller spreads are below the pixel grid. */
    private static final double LEAST_SPREAD = 0.6;
    /** Rows on either side of a strip, in spreads. */
    private static final double MARGIN = 8;
    /** Standard deviation of the neighbourhood in which a pixel must differ to count as detail, in spreads. */
    private static final double NEIGHBOURHOOD = 1.5;

    /** The guided filter: radius in face widths, and the least, pixels. */
    private static final double GUIDED = 0.03;
    private static final double LEAST_GUIDED = 2;
    /** Variance of lightness (0 to 1) at which half the contrast is kept in the base: 0.05 squared (He, Sun, Tang 2013). */
    private static final float EPSILON = 0.0025f;
    /** Face width at which eyes, brows and lips are drawn, pixels, and the softness of their edges, face widths. */
    private static final double FEATURES = 96;
    private static final double FEATURES_SOFT = 0.02;
    /** Sides and counts, pixels, below which nothing is measured. */
    private static final int LEAST_MEASURED = 8;
    /** Pixels of the radius that a reduced size must still have. */
    private static final double REDUCED_RADIUS = 3;

    /** Lightness 0 to 1 and shares, by eye on the public-domain sitters. */
    private static final class Amounts {
        /**
         * The smallest noise threshold: a difference from the neighbourhood up to the first is noise, and by the second
         * more it is detail.
         */
        static final float LEAST_NOISE = 0.002f;
        static final float LEAST_RISE = 0.012f;
        /** The same in medians of that difference on skin. */
        static final float NOISE = 1.3f;
        static final float RISE = 2.2f;
        /** Factor of that threshold on skin, where the peaks of grain would be taken for pores. */
        static final float ON_SKIN_FROM = 2.2f;
        /** By how much detail is changed at most. */
        static final float MOST = 0.10f;
        /** Share of the local contrast that is added: on eyes, brows and lips, and on skin. */
        static final float LOCAL = 0.55f;
        static final float LOCAL_ON_SKIN = 0.06f;
        /** Share of the detail that skin, and hair and clothes get. */
        static final float ON_SKIN = 0.35f;
        static final float ELSEWHERE = 0.7f;
        /** Share of changes that make eyes darker; with all of them pupils look hard. */
        static final float DARKER_EYES = 0.4f;

        private Amounts() {}
    }

    /** How sharp the features are: detail of the size of the spread, as a share of that three times as large. By eye. */
    private static final class Need {
        /** In a photo that is soft at this size, and in one that is as sharp as can be. */
        static final double SOFT = 0.40;
        static final double SHARP = 0.95;
        /** Share of the strength that a sharp one gets. */
        static final double LEAST = 0.5;
        /** How much wider the spread is for the softest photos. */
        static final double WIDER = 0.4;

        private Need() {}
    }

    private final Raster lab;
    private final Raster skin;
    private final Raster person;
    private final float strength;
    private final double spread;
    private final Enlargement local;
    private final Enlargement features;
    private final float noise;
    private final float rise;

    private Clarity(Raster lab, Raster skin, Raster person, Face face, double strength) {
        this.lab = lab;
        this.skin = skin;
        this.person = person;
        double bw = face.width();
        double soft = softness(face, Math.max(LEAST_SPREAD, SPREAD * bw));
        spread = Math.max(LEAST_SPREAD, SPREAD * bw) * (1 + Need.WIDER * soft);
        local = guided(lab, Math.max(LEAST_GUIDED, GUIDED * bw));
        features = features(face, lab.width(), lab.height());
        float grain = grain();
        noise = Math.max(Amounts.LEAST_NOISE, Amounts.NOISE * grain);
        rise = Math.max(Amounts.LEAST_RISE, Amounts.RISE * grain);
        this.strength = (float) (strength * (Need.LEAST + (1 - Need.LEAST) * soft));
    }

    /** Eyes, and brows and lips: two channels, soft. */
    private static Enlargement features(Face face, int width, int height) {
        double scale = Math.min(1, FEATURES / face.width());
        int w = Math.max(1, (int) Math.round(width * scale));
        int h = Math.max(1, (int) Math.round(height * scale));
        Face here = face.on(new Placement((double) w / width, 0, 0));
        Raster eyes = Raster.blank(w, h, 1);
        Contour.LEFT_LIDS.paint(here.mesh(), eyes);
        Contour.RIGHT_LIDS.paint(here.mesh(), eyes);
        Raster parts = Raster.blank(w, h, 1);
        Contour.LEFT_BROW.paint(here.mesh(), parts);
        Contour.RIGHT_BROW.paint(here.mesh(), parts);
        Contour.LIPS.paint(here.mesh(), parts);
        Raster both = Raster.blank(w, h, 2);
        for (int i = 0; i < eyes.data().length; i++) {
            both.data()[2 * i] = eyes.data()[i];
            both.data()[2 * i + 1] = Math.max(eyes.data()[i], parts.data()[i]);
        }
        return new Enlargement(Filters.gauss(both, FEATURES_SOFT * here.width()), width, height);
    }

    /** The median difference of skin from its neighbourhood: grain, and what compression left. */
    private float grain() {
        Band.Tile middle = middle();
        if (middle.width() < LEAST_MEASURED || middle.height() < LEAST_MEASURED) {
            return 0;
        }
        Raster light = lightness(middle);
        Raster mask = middle.of(skin);
        Raster near = Filters.gauss(light, NEIGHBOURHOOD * spread);
        float[] differences = new float[mask.data().length];
        int n = 0;
        for (int i = 0; i < differences.length; i += 3) {
            if (mask.data()[i] > 0.7f) {
                differences[n++] = Math.abs(light.data()[i] - near.data()[i]);
            }
        }
        Arrays.sort(differences, 0, n);
        return n < LEAST_MEASURED ? 0 : differences[n / 2];
    }

    /** The rectangle of well visible skin: the middle half of the area, which is composed around the face. */
    private Band.Tile middle() {
        return new Band.Tile(lab.width() / 4, lab.height() / 4, lab.width() * 3 / 4, lab.height() * 3 / 4);
    }

    private Raster lightness(Band.Tile tile) {
        Raster light = Raster.blank(tile.width(), tile.height(), 1);
        for (int y = 0; y < tile.height(); y++) {
            for (int x = 0; x < tile.width(); x++) {
                light.data()[y * tile.width() + x] = lab.data()[lab.at(tile.left() + x, tile.top() + y)] * 0.01f;
            }
        }
        return light;
    }

    /** How soft the eyes are: 0 for as sharp as can be, 1 for soft. */
    private double softness(Face face, double spread) {
        double fine = 0;
        double coarse = 0;
        for (Contour eye : new Contour[]{Contour.LEFT_LIDS, Contour.RIGHT_LIDS}) {
            Band.Tile tile = eye.part(face.mesh(), 2 * spread, lab);
            if (tile.width() < LEAST_MEASURED || tile.height() < LEAST_MEASURED) {
                continue;
            }
            Raster light = lightness(tile);
            Raster near = Filters.gauss(light, spread);
            Raster far = Filters.gauss(light, 3 * spread);
            for (int i = 0; i < light.data().length; i++) {
                fine += Math.abs(light.data()[i] - near.data()[i]);
                coarse += Math.abs(near.data()[i] - far.data()[i]);
            }
        }
        double sharp = coarse == 0 ? 0 : fine / coarse;
        return Math.clamp((Need.SHARP - sharp) / (Need.SHARP - Need.SOFT), 0, 1);
    }

    /**
     * @param lab      L is changed in place
     * @param skin     same size, 0 to 1
     * @param person   same size, 0 to 1: the background is left as it is
     * @param face     in the pixels of {@code lab}
     * @param strength 0 to 1
     */
    static void apply(Raster lab, Raster skin, Raster person, Face face, double strength) {
        if (strength > 0) {
            Clarity clarity = new Clarity(lab, skin, person, face, strength);
            Raster result = Raster.blank(lab.width(), lab.height(), 1);
            Rows.parallel(lab.height(), STRIP, (from, to) -> clarity.strip(from, to, result.data()));
            Rows.parallel(lab.height(), (from, to) -> {
                for (int i = from * lab.width(); i < to * lab.width(); i++) {
                    lab.data()[3 * i] = result.data()[i];
                }
            });
        }
    }

    /** Writes the new L of some rows; only the columns where the person is are sharpened. */
    private void strip(int from, int to, float[] result) {
        for (int i = from * lab.width(); i < to * lab.width(); i++) {
            result[i] = lab.data()[3 * i];
        }
        int margin = (int) Math.ceil(MARGIN * spread);
        int first = lab.width();
        int last = -1;
        for (int y = from; y < to; y++) {
            int row = y * lab.width();
            for (int x = 0; x < first; x++) {
                first = person.data()[row + x] > 0 ? x : first;
            }
            for (int x = lab.width() - 1; x > last; x--) {
                last = person.data()[row + x] > 0 ? x : last;
            }
        }
        if (last < first) {
            return;
        }
        int left = Math.max(0, first - margin);
        int width = Math.min(lab.width(), last + 1 + margin) - left;
        int top = Math.max(0, from - margin);
        int rows = Math.min(lab.height(), to + margin) - top;
        float[][] seen = new float[rows][width];
        for (int y = 0; y < rows; y++) {
            int at = lab.at(left, top + y);
            for (int x = 0; x < width; x++) {
                seen[y][x] = Math.max(1e-3f, lab.data()[at + 3 * x] * 0.01f);
            }
        }
        Deconvolution lens = new Deconvolution(width, rows, spread);
        float[][] sharp = lens.sharpen(seen);
        float[][] near = new float[rows][width];
        lens.blur(seen, Deconvolution.kernel(NEIGHBOURHOOD * spread), rows, near);
        float[] line = local.line();
        float[] parts = features.line();
        for (int y = from; y < to; y++) {
            local.row(y, line);
            features.row(y, parts);
            row(y, left, seen[y - top], sharp[y - top], near[y - top], line, parts, result);
        }
    }

    private void row(int y, int left, float[] seen, float[] sharp, float[] near, float[] line, float[] parts,
            float[] result) {
        for (int x = 0; x < seen.length; x++) {
            int column = left + x;
            int at = y * lab.width() + column;
            if (person.data()[at] <= 0) {
                continue;
            }
            float v = seen[x];
            float eye = Math.min(1, parts[2 * column]);
            float part = Math.min(1, parts[2 * column + 1]);
            float plain = skin.data()[at] * (1 - part);
            float from = noise * (1 + plain * (Amounts.ON_SKIN_FROM - 1));
            float t = Math.min(1f, Math.max(0f, (Math.abs(v - near[x]) - from) / rise));
            float fine = Math.min(Amounts.MOST, Math.max(-Amounts.MOST, sharp[x] - v)) * t * t * (3 - 2 * t);
            float base = line[2 * column] * v + line[2 * column + 1];
            float all = part + (1 - part) * (Amounts.ELSEWHERE + plain * (Amounts.ON_SKIN - Amounts.ELSEWHERE));
            float contrast = Amounts.LOCAL * (part + (1 - part) * Amounts.ELSEWHERE)
                    + plain * (Amounts.LOCAL_ON_SKIN - Amounts.LOCAL * Amounts.ELSEWHERE);
            float change = fine * all + (v - base) * contrast;
            change *= change > 0 ? Retoucher.room(100 * v) : 1 - eye * (1 - Amounts.DARKER_EYES);
            float weight = strength * person.data()[at];
            result[at] = 100 * Math.min(1f, Math.max(0f, v + weight * change));
        }
    }

    /** Slope and shift of the guided filter of the lightness with itself. */
    private static Enlargement guided(Raster lab, double radius) {
        int reduction = Math.max(1, (int) (radius / REDUCED_RADIUS));
        int width = (lab.width() + reduction - 1) / reduction;
        int height = (lab.height() + reduction - 1) / reduction;
        Raster colours = reduction == 1 ? lab : Resampling.averaged(lab, width, height);
        Raster moments = Raster.blank(width, height, 2);
        for (int i = 0; i < width * height; i++) {
            float v = colours.data()[3 * i] * 0.01f;
            moments.data()[2 * i] = v;
            moments.data()[2 * i + 1] = v * v;
        }
        int small = (int) Math.round(radius / reduction);
        Raster means = Filters.box(moments, small);
        for (int i = 0; i < width * height; i++) {
            float mean = means.data()[2 * i];
            float variance = Math.max(0, means.data()[2 * i + 1] - mean * mean);
            float slope = variance / (variance + EPSILON);
            means.data()[2 * i] = slope;
            means.data()[2 * i + 1] = mean * (1 - slope);
        }
        return new Enlargement(Filters.box(means, small), lab.width(), lab.height());
    }
}
