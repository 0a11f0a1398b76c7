package dev.likeness.studio.light;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;

/**
 * The brim of a hat, which the mesh does not know: told by the silhouette, which is wider there than just above, where the
 * crown is, and just below, where the head is. A lamp from above throws its shadow on forehead and eyes. Lengths in face
 * spans; by eye on the public-domain sitters with hats.
 *
 * @param sure how surely there is one, 0 to 1
 * @param edge the row in each column at which skin begins below the brim, pixels of the relief
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Brim(double sure, float[] edge) {
    /** How far above the widest row the crown is looked at, and from where to where below it the head. */
    private static final double AWAY = 0.30;
    private static final double NEAR = 0.14;
    private static final double FAR = 0.46;
    /** Widths of brim over head, and of brim over crown, from which it may be a brim, and from which it surely is. */
    private static final double HEAD_FROM = 1.14;
    private static final double HEAD_SURE = 1.28;
    private static final double CROWN_FROM = 1.12;
    private static final double CROWN_SURE = 1.25;
    /** The same of the brim itself, spans: ears and hair are wider than crown and jaw, too, but not by as much. */
    private static final double WIDE_FROM = 1.45;
    private static final double WIDE_SURE = 1.70;
    /** How far a brim stands out before the forehead, and the softness of its shadow's end. */
    private static final double OUT = 0.20;
    private static final double SOFT = 0.10;
    /** Share of the key that is lost under it. The rest comes around it. */
    private static final double DARK = 0.85;
    /** Smoothing of the edge along the columns, and of the shadow. */
    private static final double EDGE_SMOOTHED = 0.06;
    private static final double SMOOTHED = 0.035;
    /** Mask from which a pixel is skin, and alpha from which it is the sitter. */
    private static final float SKIN = 0.45f;
    private static final float SITTER = 0.5f;

    static final Brim NONE = new Brim(0, new float[0]);

    /**
     * @param skin of the relief's size
     */
    static Brim of(Relief relief, Raster skin) {
        int middle = middle(relief);
        int[] widths = widths(relief.alpha());
        int span = (int) relief.span();
        int top = 0;
        while (top < middle && widths[top] == 0) {
            top++;
        }
        int widest = top;
        for (int y = top; y <= middle; y++) {
            widest = widths[y] > widths[widest] ? y : widest;
        }
        int crown = widest - (int) (AWAY * span);
        int lowest = Math.min(widths.length - 1, widest + (int) (FAR * span));
        if (crown < top || widest + NEAR * span >= lowest) {
            return NONE;
        }
        int head = Integer.MAX_VALUE;
        for (int y = widest + (int) (NEAR * span); y <= lowest; y++) {
            head = Math.min(head, widths[y]);
        }
        double sure = ramp((double) widths[widest] / Math.max(1, head), HEAD_FROM, HEAD_SURE)
                * ramp((double) widths[widest] / Math.max(1, widths[crown]), CROWN_FROM, CROWN_SURE)
                * ramp(widths[widest] / relief.span(), WIDE_FROM, WIDE_SURE);
        return sure == 0 ? NONE : new Brim(sure, edge(relief, skin, middle));
    }

    private static double ramp(double value, double from, double to) {
        return Math.clamp((value - from) / (to - from), 0, 1);
    }

    /** The middle row of the mesh, below the eyes. */
    private static int middle(Relief relief) {
        double sum = 0;
        double rows = 0;
        for (int i = 0, width = relief.mesh().width(); i < relief.mesh().data().length; i++) {
            sum += relief.mesh().data()[i];
            rows += relief.mesh().data()[i] * (i / width);
        }
        return (int) Math.clamp(rows / Math.max(1, sum), 0, relief.mesh().height() - 1);
    }

    /** Pixels of the sitter in each row. */
    private static int[] widths(Raster alpha) {
        int[] widths = new int[alpha.height()];
        for (int y = 0; y < alpha.height(); y++) {
            for (int x = 0; x < alpha.width(); x++) {
                widths[y] += alpha.data()[y * alpha.width() + x] > SITTER ? 1 : 0;
            }
        }
        return widths;
    }

    /** The uppermost skin in each column of the mesh; brows do not end it. */
    private static float[] edge(Relief relief, Raster skin, int from) {
        int width = skin.width();
        Raster line = Raster.blank(width, 1, 2);
        int gap = (int) Math.max(2, EDGE_SMOOTHED * 2 * relief.span());
        for (int x = 0; x < width; x++) {
            int found = -1;
            for (int y = from, missed = 0; y >= 0 && missed <= gap; y--) {
                boolean here = skin.data()[y * width + x] > SKIN && relief.mesh().data()[y * width + x] > 0;
                missed = here ? 0 : missed + 1;
                found = here ? y : found;
            }
            if (found >= 0) {
                line.data()[2 * x] = found;
                line.data()[2 * x + 1] = 1;
            }
        }
        Raster smooth = Filters.gauss(line, EDGE_SMOOTHED * relief.span());
        float[] edge = new float[width];
        for (int x = 0; x < width; x++) {
            edge[x] = smooth.data()[2 * x + 1] > 0.05f ? smooth.data()[2 * x] / smooth.data()[2 * x + 1] : -1;
        }
        return edge;
    }

    /** Dims a key's light where the brim is in its way. */
    void shade(Raster light, Relief relief, LightSetup.Direction key) {
        if (sure == 0 || key.y() >= 0) {
            return;
        }
        int width = light.width();
        double flat = Math.max(0.2, key.z());
        double reach = OUT * relief.span() * -key.y() / flat;
        double aside = OUT * relief.span() * key.x() / flat;
        double soft = SOFT * relief.span();
        Raster dark = Raster.blank(width, light.height(), 1);
        for (int x = 0; x < width; x++) {
            int from = (int) Math.clamp(Math.round(x + aside), 0, width - 1);
            if (edge[x] < 0 || edge[from] < 0) {
                continue;
            }
            double end = edge[from] + reach;
            for (int y = 0; y < Math.min(light.height(), end + soft); y++) {
                double t = Math.clamp((end + soft - y) / (2 * soft), 0, 1);
                dark.data()[y * width + x] = y < edge[x] - soft ? 0 : (float) (t * t * (3 - 2 * t));
            }
        }
        Raster shadow = Filters.gauss(dark, SMOOTHED * relief.span());
        for (int i = 0; i < shadow.data().length; i++) {
            light.data()[i] *= (float) (1 - sure * DARK * shadow.data()[i]);
        }
    }
}
