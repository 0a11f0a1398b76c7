package dev.likeness.darkroom.edge;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;

/**
 * Alpha of a pixel by the pair of colours that explains it best: rays find certain person and certain background around
 * it, and of all pairs F and B of what they meet the one counts of which the pixel is the purest mixture (Gastal and
 * Oliveira 2010, "Shared Sampling for Real-Time Alpha Matting", its first step). A mean over a window would mix collar,
 * skin and jacket to a colour that is nowhere. Not for several threads: each works on a tile of its own.
 */
final class ColourPairs {
    /** First estimates, as means over the uncertain radius, from and up to which a pixel is certain. */
    private static final float PERSON = 0.98f;
    private static final float BACKGROUND = 0.02f;
    private static final int RAYS = 12;
    private static final float[] ACROSS = new float[RAYS];
    private static final float[] DOWN = new float[RAYS];
    /** Variance of noise and texture over the three channels, each 0 to 1. */
    private static final float NOISE = 0.03f * 0.03f;
    /** What a colour at the end of its ray costs, in variances of the noise. */
    private static final float FAR = 1;
    /** What an alpha costs that is 1 away from the first estimate, likewise. */
    private static final float SURPRISE = 15;
    /** How many times more person, or background, a pixel may be than its surroundings. */
    private static final float STRAY = 4;
    /** Squared distance of colours at which half of an edge can be seen. By eye on sitters 5, 7 and 8. */
    private static final float VISIBLE = 0.02f;
    /** Impurity, in variances of the noise, at which a pair is half believed. */
    private static final float IMPURE = 8;

    static {
        for (int ray = 0; ray < RAYS; ray++) {
            ACROSS[ray] = (float) Math.cos(ray * 2 * Math.PI / RAYS);
            DOWN[ray] = (float) Math.sin(ray * 2 * Math.PI / RAYS);
        }
    }

    private final Raster bgr;
    private final Raster first;
    /** Means of the first estimate over the uncertain radius. */
    private final float[] around;
    private final int reach;
    private final Samples persons = new Samples();
    private final Samples backgrounds = new Samples();

    /** Where rays ended, and how far away, in lengths of a ray. */
    private static final class Samples {
        final int[] at = new int[RAYS];
        final float[] away = new float[RAYS];
        int count;

        void add(int pixel, float distance) {
            at[count] = pixel;
            away[count++] = distance;
        }
    }

    /**
     * @param bgr       a part of the picture, three channels, 0 to 1
     * @param first     alpha as estimated until now, of the same size
     * @param uncertain how far its contour may be wrong, pixels
     * @param reach     length of a ray, pixels
     */
    ColourPairs(Raster bgr, Raster first, int uncertain, int reach) {
        this.bgr = bgr;
        this.first = first;
        this.reach = reach;
        around = Filters.box(first, uncertain).data();
    }

    /** Whether nobody needs to look: the surroundings are all person or all background. */
    boolean isCertain(int i) {
        return isPerson(i) || isBackground(i);
    }

    /** The alpha told, but not far from what the surroundings are: crumbs of background are as dark as a jacket, too. */
    float bounded(int i, float alpha) {
        return Math.clamp(alpha, Math.max(0, 1 - STRAY * (1 - around[i])), Math.min(1, STRAY * around[i]));
    }

    private boolean isPerson(int i) {
        return around[i] > PERSON;
    }

    private boolean isBackground(int i) {
        return around[i] < BACKGROUND;
    }

    /**
     * What the colours tell, as means over 3 x 3 pixels.
     *
     * @param part where; zeros elsewhere
     * @return two channels: alpha times confidence, and confidence, 0 to 1; that is 0 where no ray finds both sides
     */
    Raster tell(Band.Tile part) {
        Raster told = Raster.blank(bgr.width(), bgr.height(), 2);
        Band.Tile seen = part.widened(1, bgr);
        for (int y = seen.top(); y < seen.bottom(); y++) {
            for (int x = seen.left(); x < seen.right(); x++) {
                int i = y * bgr.width() + x;
                if (isCertain(i)) {
                    told.data()[2 * i] = isPerson(i) ? 1 : 0;
                    told.data()[2 * i + 1] = 1;
                } else {
                    collect(x, y);
                    best(i, told.data());
                }
            }
        }
        return Filters.box(told, 1);
    }

    private void collect(int x, int y) {
        persons.count = 0;
        backgrounds.count = 0;
        for (int ray = 0; ray < RAYS; ray++) {
            boolean person = false;
            boolean background = false;
            for (int step = 1; step <= reach && !(person && background); step++) {
                int px = Math.round(x + step * ACROSS[ray]);
                int py = Math.round(y + step * DOWN[ray]);
                if (px < 0 || py < 0 || px >= bgr.width() || py >= bgr.height()) {
                    break;
                }
                int at = py * bgr.width() + px;
                if (!person && isPerson(at)) {
                    persons.add(at, (float) step / reach);
                    person = true;
                } else if (!background && isBackground(at)) {
                    backgrounds.add(at, (float) step / reach);
                    background = true;
                }
            }
        }
    }

    /** Writes alpha times confidence, and confidence, of the best pair for pixel {@code i}. */
    private void best(int i, float[] told) {
        float[] c = bgr.data();
        float least = Float.MAX_VALUE;
        for (int g = 0; g < backgrounds.count; g++) {
            int b = 3 * backgrounds.at[g];
            float own0 = c[3 * i] - c[b];
            float own1 = c[3 * i + 1] - c[b + 1];
            float own2 = c[3 * i + 2] - c[b + 2];
            for (int k = 0; k < persons.count; k++) {
                int f = 3 * persons.at[k];
                float to0 = c[f] - c[b];
                float to1 = c[f + 1] - c[b + 1];
                float to2 = c[f + 2] - c[b + 2];
                float distance = to0 * to0 + to1 * to1 + to2 * to2;
                float alpha = Math.clamp((own0 * to0 + own1 * to1 + own2 * to2) / Math.max(distance, 1e-5f), 0f, 1f);
                float rest0 = own0 - alpha * to0;
                float rest1 = own1 - alpha * to1;
                float rest2 = own2 - alpha * to2;
                float impure = (rest0 * rest0 + rest1 * rest1 + rest2 * rest2) / NOISE;
                float surprise = alpha - first.data()[i];
                float cost = impure + SURPRISE * surprise * surprise
                        + FAR * (persons.away[k] * persons.away[k] + backgrounds.away[g] * backgrounds.away[g]);
                if (cost < least) {
                    least = cost;
                    float confidence = distance / (distance + VISIBLE) / (1 + impure / IMPURE);
                    told[2 * i] = confidence * alpha;
                    told[2 * i + 1] = confidence;
                }
            }
        }
    }
}
