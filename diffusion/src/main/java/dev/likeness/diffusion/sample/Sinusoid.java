package dev.likeness.diffusion.sample;

/** A number as a vector of cosines (first half) and sines of falling frequencies, base 10000. */
public final class Sinusoid {
    private Sinusoid() {}

    /**
     * @param value for times {@code 1000 sigma}
     * @param width of the vector, even
     */
    public static float[] of(double value, int width) {
        int half = width / 2;
        float[] vector = new float[width];
        for (int j = 0; j < half; j++) {
            float exponent = (float) -Math.log(10000) * j / half;
            float frequency = (float) Math.exp(exponent);
            float angle = (float) value * frequency;
            vector[j] = (float) Math.cos(angle);
            vector[half + j] = (float) Math.sin(angle);
        }
        return vector;
    }
}
