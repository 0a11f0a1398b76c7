package dev.likeness.studio.grade;

import dev.likeness.studio.grade.Recipe.Tint;

/**
 * One row of a picture on its way from light to codes, a plane for each channel. Every step is a plain loop over floats
 * without branches, which the compiler turns into vector instructions; only the tables are read one by one.
 */
final class RowGrader {
    /** Share of the tone curve that acts on each channel; the rest acts on the luma. See {@link FilmGrade}. */
    private static final float PER_CHANNEL = 0.6f;
    /** Largest factor of a colour's chroma where the tone curve raises its luma. */
    private static final float MOST_CHROMA = 1.1f;
    /** Width of the dither, codes: less than one, so that whole codes stay what they are. */
    private static final float DITHER = 0.9f;
    /** Shares of the bloom that blue and green get: in film they are caught by layers above that of red. */
    private static final float BLUE_BLOOM = 0.85f;
    private static final float GREEN_BLOOM = 0.95f;
    /** Luma of encoded samples, ITU-R BT.709. */
    private static final float LUMA_B = 0.0722f;
    private static final float LUMA_G = 0.7152f;
    private static final float LUMA_R = 0.2126f;
    /** Luma at which the tint of shadows is full, reciprocal: black itself stays black. */
    private static final float SHADOWS_FROM = 8;
    /** Grain in black and white, and how much more there is of it in mid-tones: 1 at luma 0.5 (by eye). */
    private static final float LEAST_GRAIN = 0.30f;
    private static final float MORE_GRAIN = 2.8f;

    /** A grade without colour weighs light as through a pale yellow filter: more red than the eye, for smoother skin. */
    private static final class YellowFilter {
        static final float B = 0.10f;
        static final float G = 0.55f;
        static final float R = 0.35f;

        private YellowFilter() {}
    }

    /** Colours of skin, encoded: red over green over blue. By eye on the public-domain sitters, of all complexions. */
    private static final class SkinColours {
        /** Red above blue below which a colour is grey; also the least divisor. */
        static final float GREY = 0.02f;
        /** Chroma (red above blue, over red) from which colours may be skin, and the rise to surely. */
        static final float CHROMA_FROM = 0.10f;
        static final float CHROMA_RISE = 0.15f;
        /** Where green lies between blue and red, how far from that a colour may be, and the fall before that. */
        static final float GREEN = 0.42f;
        static final float GREEN_OFF = 0.30f;
        static final float GREEN_FALL = 0.12f;

        private SkinColours() {}
    }

    /** Factor of the light at each place. */
    final float[] gain;
    /** Grain to be added at each place; cleared when used. */
    final float[] speck;
    private final int width;
    private final Recipe recipe;
    private final ToneTable tones;
    private final boolean silver;
    private final float[] b;
    private final float[] g;
    private final float[] r;
    private final float[] tonedB;
    private final float[] tonedG;
    private final float[] tonedR;
    private final float[] luma;
    private final int[] index;

    RowGrader(int width, Recipe recipe, ToneTable tones) {
        this.width = width;
        this.recipe = recipe;
        this.tones = tones;
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

    /** Adds bloom. */
    void add(float[] spread) {
        float bloom = recipe.bloom();
        for (int x = 0, i = 0; x < width; x++, i += 3) {
            b[x] += bloom * BLUE_BLOOM * spread[i];
            g[x] += bloom * GREEN_BLOOM * spread[i + 1];
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
            for (int x = 0; x < width; x++) {
                b[x] = YellowFilter.B * b[x] + YellowFilter.G * g[x] + YellowFilter.R * r[x];
            }
        }
    }

    private void scale(float[] channel, float factor) {
        for (int x = 0; x < width; x++) {
            channel[x] *= gain[x] * factor;
        }
    }

    /** Encodes, and looks up the tone curve for each channel. */
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
            luma[x] = LUMA_B * b[x] + LUMA_G * g[x] + LUMA_R * r[x];
        }
    }

    private void encode(float[] channel, float[] toned) {
        for (int x = 0; x < width; x++) {
            float light = Math.min(1f, Math.max(0f, channel[x]));
            index[x] = (int) ((float) Math.sqrt(light) * ToneTable.STEPS + 0.5f);
        }
        for (int x = 0; x < width; x++) {
            int i = index[x];
            channel[x] = tones.encoded[i];
            toned[x] = tones.toned[i];
        }
    }

    /** Saturation, split tone and grain; b, g and r become the finished values, 0 to 1. */
    void tint() {
        float[] curved = gain; // its factors are used up
        Curve curve = recipe.curve();
        for (int x = 0; x < width; x++) {
            curved[x] = curve.at(luma[x]);
        }
        float saturation = recipe.saturation();
        float protection = recipe.protection();
        Tint shadows = recipe.shadows();
        Tint lights = recipe.lights();
        for (int x = 0; x < width; x++) {
            float tone = luma[x];
            // Only the luma of a raised black rises: its colour is noise, and a multiple of it would be blue or red.
            float ratio = (1 - PER_CHANNEL) * Math.min(MOST_CHROMA, curved[x] / Math.max(1e-4f, tone));
            float rise = (1 - PER_CHANNEL) * curved[x] - ratio * tone;
            float tinted = 1 - protection * skin(b[x], g[x], r[x]);
            float vb = PER_CHANNEL * tonedB[x] + ratio * b[x] + rise;
            float vg = PER_CHANNEL * tonedG[x] + ratio * g[x] + rise;
            float vr = PER_CHANNEL * tonedR[x] + ratio * r[x] + rise;
            float grey = LUMA_B * vb + LUMA_G * vg + LUMA_R * vr;
            float dark = (1 - tone) * (1 - tone) * Math.min(1f, tone * SHADOWS_FROM) * tinted;
            float bright = tone * tone * tinted;
            float weight = speck[x] * (LEAST_GRAIN + MORE_GRAIN * tone * (1 - tone));
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
        float coloured = Math.min(1f, Math.max(0f, (span - SkinColours.GREY) * 1e6f));
        float chroma = Math.min(1f, Math.max(0f, (span / Math.max(r, SkinColours.GREY) - SkinColours.CHROMA_FROM)
                / SkinColours.CHROMA_RISE));
        float turn = Math.abs((g - b) / Math.max(span, SkinColours.GREY) - SkinColours.GREEN);
        float hue = Math.min(1f, Math.max(0f, (SkinColours.GREEN_OFF - turn) / SkinColours.GREEN_FALL));
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
