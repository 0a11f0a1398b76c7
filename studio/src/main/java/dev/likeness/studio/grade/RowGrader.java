package dev.likeness.studio.grade;

import dev.likeness.studio.grade.Recipe.Tint;

/**
 * One row of a picture on its way from light to codes, a plane for each channel. Every step is a plain loop over floats
 * without branches, which the compiler turns into vector instructions; only the tables are read one by one.
 */
final class RowGrader {
    private static final float PER_CHANNEL = 0.6f;
    private static final float DITHER = 0.9f;

    /** Factor of the light at each place. */
    final float[] gain;
    /** Grain to be added at each place; cleared when used. */
    final float[] speck;
    private final int width;
    private final Recipe recipe;
    private final ToneTable paper;
    private final boolean silver;
    private final float[] b;
    private final float[] g;
    private final float[] r;
    private final float[] tonedB;
    private final float[] tonedG;
    private final float[] tonedR;
    private final float[] luma;
    private final int[] index;

    RowGrader(int width, Recipe recipe, ToneTable paper) {
        this.width = width;
        this.recipe = recipe;
        this.paper = paper;
        silver = recipe.saturation() == 0;
        gain = new float[width];
        speck = new float[width];
        b = new float[width];
        g = new float[width];
        r = new float[width];
        tonedB = new float[width];
        tonedG = silver ? tonedB : new float[width];
        tonedR = silver ? tonedB : new float[width];
        luma = new float[width];
        index = new int[width];
    }

    /** Takes a row of linear light. */
    void load(float[] light, int at) {
        for (int x = 0, i = at; x < width; x++, i += 3) {
            b[x] = light[i];
            g[x] = light[i + 1];
            r[x] = light[i + 2];
        }
    }

    /** Adds bloom; blue strays a little less. */
    void add(float[] spread) {
        float bloom = recipe.bloom();
        for (int x = 0, i = 0; x < width; x++, i += 3) {
            b[x] += bloom * 0.85f * spread[i];
            g[x] += bloom * 0.95f * spread[i + 1];
            r[x] += bloom * spread[i + 2];
        }
    }

    /** Vignette and white balance; a grade without colour sees through a filter. */
    void expose() {
        Tint balance = recipe.balance();
        scale(b, balance.b());
        scale(g, balance.g());
        scale(r, balance.r());
        if (silver) {
            // A little more red than the eye's own weights, as through a pale yellow filter: smoother skin.
            for (int x = 0; x < width; x++) {
                b[x] = 0.10f * b[x] + 0.55f * g[x] + 0.35f * r[x];
            }
        }
    }

    private void scale(float[] channel, float factor) {
        for (int x = 0; x < width; x++) {
            channel[x] *= gain[x] * factor;
        }
    }

    /** Encodes and bends by the tone curve, by channel and by luma. */
    void tone() {
        encode(b, tonedB);
        if (silver) {
            System.arraycopy(b, 0, g, 0, width);
            System.arraycopy(b, 0, r, 0, width);
        } else {
            encode(g, tonedG);
            encode(r, tonedR);
        }
        for (int x = 0; x < width; x++) {
            luma[x] = 0.0722f * b[x] + 0.7152f * g[x] + 0.2126f * r[x];
        }
    }

    private void encode(float[] channel, float[] toned) {
        for (int x = 0; x < width; x++) {
            float light = Math.min(1f, Math.max(0f, channel[x]));
            index[x] = (int) ((float) Math.sqrt(light) * ToneTable.STEPS + 0.5f);
        }
        for (int x = 0; x < width; x++) {
            int i = index[x];
            channel[x] = paper.encoded[i];
            toned[x] = paper.toned[i];
        }
    }

    /** Saturation, split tone and grain; b, g and r become the finished values, 0 to 1. */
    void tint() {
        float[] bent = gain; // its factors are used up
        Curve curve = recipe.curve();
        for (int x = 0; x < width; x++) {
            bent[x] = curve.at(luma[x]);
        }
        float saturation = recipe.saturation();
        float protection = recipe.protection();
        Tint shadows = recipe.shadows();
        Tint lights = recipe.lights();
        for (int x = 0; x < width; x++) {
            float tone = luma[x];
            float ratio = (1 - PER_CHANNEL) * bent[x] / Math.max(1e-4f, tone);
            float unskinned = 1 - protection * skin(b[x], g[x], r[x]);
            float vb = PER_CHANNEL * tonedB[x] + ratio * b[x];
            float vg = PER_CHANNEL * tonedG[x] + ratio * g[x];
            float vr = PER_CHANNEL * tonedR[x] + ratio * r[x];
            float grey = 0.0722f * vb + 0.7152f * vg + 0.2126f * vr;
            float dark = (1 - tone) * (1 - tone) * Math.min(1f, tone * 8) * unskinned;
            float bright = tone * tone * unskinned;
            float weight = speck[x] * (0.30f + 2.8f * tone * (1 - tone));
            b[x] = grey + saturation * (vb - grey) + dark * shadows.b() + bright * lights.b() + weight;
            g[x] = grey + saturation * (vg - grey) + dark * shadows.g() + bright * lights.g() + weight;
            r[x] = grey + saturation * (vr - grey) + dark * shadows.r() + bright * lights.r() + weight;
            speck[x] = 0;
        }
    }

    /**
     * How much a colour is like skin of any depth, 0..1: red over green over blue, green about midway. Without a branch:
     * what spans less than 0.02 is none, by a step as steep as a float allows.
     */
    private static float skin(float b, float g, float r) {
        float span = r - b;
        float coloured = Math.min(1f, Math.max(0f, (span - 0.02f) * 1e6f));
        float chroma = Math.min(1f, Math.max(0f, (span / Math.max(r, 0.02f) - 0.10f) / 0.15f));
        float turn = Math.abs((g - b) / Math.max(span, 0.02f) - 0.42f);
        float hue = Math.min(1f, Math.max(0f, (0.30f - turn) / 0.12f));
        return coloured * chroma * hue;
    }

    /**
     * Writes 8-bit codes, dithered.
     *
     * @param at index of the row's first sample in the whole picture
     */
    void store(byte[] bgr, int at) {
        float[] shake = luma;
        for (int x = 0; x < width; x++) {
            shake[x] = 0.5f + DITHER * (hash(at + 3 * x) - 0.5f);
        }
        for (int x = 0, i = at; x < width; x++, i += 3) {
            bgr[i] = code(b[x], shake[x]);
            bgr[i + 1] = code(g[x], shake[x]);
            bgr[i + 2] = code(r[x], shake[x]);
        }
    }

    private static byte code(float value, float shake) {
        return (byte) Math.min(255, Math.max(0, (int) (value * 255 + shake)));
    }

    /** A number 0..1 of a place in the picture; the same in every run. */
    private static float hash(int at) {
        int h = at * 0x9E3779B1;
        h = (h ^ (h >>> 15)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return ((h ^ (h >>> 16)) >>> 8) * (1f / (1 << 24));
    }
}
