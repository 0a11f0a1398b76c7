package dev.likeness.diffusion.sample;

import java.util.Random;

/** Converts between latent pictures [C, h, w] and tokens [h/2 * w/2, 4C]: a token is a square of four latent pixels. */
public final class Latents {
    private Latents() {}

    /**
     * Channel {@code 4c + 2dy + dx} of a token is channel c of its pixel (dy, dx).
     *
     * @param latent [channels, height, width], both even
     */
    public static float[] tokens(float[] latent, int channels, int height, int width) {
        float[] tokens = new float[channels * height * width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    tokens[at(c, y, x, channels, width)] = latent[(c * height + y) * width + x];
                }
            }
        }
        return tokens;
    }

    /** The inverse of {@link #tokens}. */
    public static float[] latent(float[] tokens, int channels, int height, int width) {
        float[] latent = new float[channels * height * width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    latent[(c * height + y) * width + x] = tokens[at(c, y, x, channels, width)];
                }
            }
        }
        return latent;
    }

    private static int at(int c, int y, int x, int channels, int width) {
        int token = (y / 2) * (width / 2) + x / 2;
        return token * 4 * channels + 4 * c + 2 * (y % 2) + x % 2;
    }

    /** From [channels, tokens] to [tokens, channels]. */
    public static float[] packed(float[] picture, int channels) {
        int tokens = picture.length / channels;
        float[] packed = new float[picture.length];
        for (int c = 0; c < channels; c++) {
            for (int t = 0; t < tokens; t++) {
                packed[t * channels + c] = picture[c * tokens + t];
            }
        }
        return packed;
    }

    /** Normally distributed numbers that depend on the seed only. */
    public static float[] noise(long seed, int count) {
        Random chance = new Random(seed);
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (float) chance.nextGaussian();
        }
        return noise;
    }
}
