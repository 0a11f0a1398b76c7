package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/** Tones on the scale of sRGB codes, 0..1. */
final class Tones {
    private Tones() {}

    /** Luma (ITU-R BT.601), one channel. */
    static Raster luma(Raster bgr) {
        Raster luma = Raster.blank(bgr.width(), bgr.height(), 1);
        Rows.parallel(bgr.height(), (from, to) -> {
            for (int i = from * bgr.width(); i < to * bgr.width(); i++) {
                luma.data()[i] = of(bgr.data()[3 * i], bgr.data()[3 * i + 1], bgr.data()[3 * i + 2]);
            }
        });
        return luma;
    }

    static float of(float b, float g, float r) {
        return 0.114f * b + 0.587f * g + 0.299f * r;
    }

    /** Mean of a one-channel picture over the face, 0.08..0.92. */
    static double onFace(Raster luma, Raster attention) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < luma.data().length; i++) {
            if (attention.data()[i] > 0.9f * Attention.FACE) {
                sum += luma.data()[i];
                n++;
            }
        }
        return n == 0 ? 0.5 : Math.clamp(sum / n, 0.08, 0.92);
    }

    /** A copy with every sample raised to {@code exponent}. */
    static Raster exposed(Raster source, double exponent) {
        float[] table = new float[1026];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) Math.pow(i / 1024.0, exponent);
        }
        Raster result = Raster.blank(source.width(), source.height(), source.channels());
        int row = source.width() * source.channels();
        Rows.parallel(source.height(), (from, to) -> {
            for (int i = from * row; i < to * row; i++) {
                float at = Math.clamp(source.data()[i], 0f, 1f) * 1024;
                int k = (int) at;
                result.data()[i] = table[k] + (table[k + 1] - table[k]) * (at - k);
            }
        });
        return result;
    }

    /** 0 below {@code from}, 1 above {@code to}, smooth between. */
    static float smooth(float from, float to, float value) {
        float t = Math.clamp((value - from) / (to - from), 0f, 1f);
        return t * t * (3 - 2 * t);
    }

    /**
     * Soft quantisation to chosen tones.
     *
     * @param borders between neighbouring tones, rising
     * @param tones   one more than borders
     * @param soft    half the width over which one passes into the next
     */
    record Scale(float[] borders, float[] tones, float soft) {
        /** The tones of a face and of what is around it: borders and tones are multiples of {@code face}. */
        static Scale about(double face, float soft, float[] borders, float[] tones) {
            return new Scale(times(borders, (float) face), times(tones, (float) face), soft);
        }

        private static float[] times(float[] values, float factor) {
            float[] result = values.clone();
            for (int i = 0; i < values.length; i++) {
                result[i] *= factor;
            }
            return result;
        }

        float at(float value) {
            float tone = tones[0];
            for (int i = 0; i < borders.length; i++) {
                tone += smooth(borders[i] - soft, borders[i] + soft, value) * (tones[i + 1] - tones[i]);
            }
            return tone;
        }
    }

    /**
     * Soft quantisation into equal steps.
     *
     * @param steps number of steps between 0 and 1
     * @param soft  share of a step over which one passes into the next, 0..1
     */
    static float stepped(float value, float steps, float soft) {
        float scaled = value * steps;
        float floor = (float) Math.floor(scaled);
        return (floor + smooth(0.5f - 0.5f * soft, 0.5f + 0.5f * soft, scaled - floor)) / steps;
    }
}
