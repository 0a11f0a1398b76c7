package dev.likeness.diffusion.sample;

/** Cosines and sines of angles, one row a token. */
@SuppressWarnings("ArrayRecordComponent") // numbers: never compared
public record Rotation(float[] cos, float[] sin) {
    void set(int at, double angle) {
        cos[at] = (float) Math.cos(angle);
        sin[at] = (float) Math.sin(angle);
    }

    /**
     * For tokens in a row, as language models have them.
     *
     * @param width of a head
     */
    public static Rotation sequence(int tokens, int width, double theta) {
        int half = width / 2;
        Rotation rotation = new Rotation(new float[tokens * half], new float[tokens * half]);
        for (int token = 0; token < tokens; token++) {
            for (int k = 0; k < half; k++) {
                float frequency = (float) (1.0 / Math.pow(theta, 2.0 * k / width));
                rotation.set(token * half + k, token * frequency);
            }
        }
        return rotation;
    }
}
