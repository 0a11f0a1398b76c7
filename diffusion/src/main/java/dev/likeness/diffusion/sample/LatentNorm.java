package dev.likeness.diffusion.sample;

/**
 * Mean and standard deviation of each channel of a token, for their normalization.
 *
 * @param deviation {@code sqrt(variance + epsilon)}
 */
@SuppressWarnings("ArrayRecordComponent") // numbers: never compared
public record LatentNorm(float[] mean, float[] deviation) {
    public static LatentNorm of(float[] mean, float[] variance, double epsilon) {
        float[] deviation = new float[variance.length];
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] = (float) Math.sqrt(variance[i] + epsilon);
        }
        return new LatentNorm(mean, deviation);
    }

    /** Normalizes tokens for the transformer, in place. */
    public float[] normalise(float[] tokens) {
        for (int i = 0; i < tokens.length; i++) {
            int c = i % mean.length;
            tokens[i] = (tokens[i] - mean[c]) / deviation[c];
        }
        return tokens;
    }

    /** Restores tokens for the picture decoder, in place. */
    public float[] restore(float[] tokens) {
        for (int i = 0; i < tokens.length; i++) {
            int c = i % mean.length;
            tokens[i] = tokens[i] * deviation[c] + mean[c];
        }
        return tokens;
    }
}
