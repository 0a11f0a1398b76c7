package dev.likeness.diffusion.sample;

/**
 * The noise level after each step: it falls from 1 to 0, more slowly at first for large pictures.
 *
 * @param sigmas one more than there are steps, the last 0
 */
@SuppressWarnings("ArrayRecordComponent") // numbers: never compared
public record Schedule(double mu, float[] sigmas) {
    private static final int LARGE = 4300;

    /**
     * The empirical rule of FLUX.2: the shift {@code mu} grows with the number of tokens and falls with the steps; it
     * has the same jump at 4300 tokens as the reference implementation.
     *
     * @param tokens of the picture alone, without references
     */
    public static Schedule of(int tokens, int steps) {
        double mu = mu(tokens, steps);
        float e = (float) Math.exp(mu);
        float[] sigmas = new float[steps + 1];
        for (int i = 0; i < steps; i++) {
            float s = (float) linear(i, steps);
            sigmas[i] = e / (e + (1 / s - 1));
        }
        return new Schedule(mu, sigmas);
    }

    private static double linear(int i, int steps) {
        double end = 1.0 / steps;
        return i == steps - 1 && steps > 1 ? end : 1 + i * ((end - 1) / Math.max(1, steps - 1));
    }

    private static double mu(int tokens, int steps) {
        double at200 = 0.00016927 * tokens + 0.45666666;
        if (tokens > LARGE) {
            return at200;
        }
        double at10 = 8.73809524e-05 * tokens + 1.89833333;
        double slope = (at200 - at10) / 190.0;
        return slope * steps + (at200 - 200.0 * slope);
    }

    public int steps() {
        return sigmas.length - 1;
    }

    /** The time input of the network at a step, times 1000. */
    public float timestep(int step) {
        return 1000f * sigmas[step];
    }
}
