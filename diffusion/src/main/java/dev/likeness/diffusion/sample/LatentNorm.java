package dev.likeness.diffusion.sample;

/**
 * Mean and spread of each channel of a token, by which tokens are normalised.
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

    /** Changed in place: as the transformer takes them. */
    public float[] normalise(float[] tokens) {
        for (int i = 0; i < tokens.length; i++) {
            int c = i % mean.length;
            tokens[i] = (tokens[i] - mean[c]) / deviation[c];
        }
        return tokens;
    }

    /** Changed in place: as the picture decoder takes them. */
    public float[] restore(float[] tokens) {
        for (int i = 0; i < tokens.length; i++) {
            int c = i % mean.length;
            tokens[i] = tokens[i] * deviation[c] + mean[c];
        }
        return tokens;
    }
}
