package dev.likeness.diffusion.sample;

/** Cosines and sines of angles, one row for each token. */
@SuppressWarnings("ArrayRecordComponent") // numbers: never compared
public record Rotation(float[] cos, float[] sin) {
    void set(int at, double angle) {
        cos[at] = (float) Math.cos(angle);
        sin[at] = (float) Math.sin(angle);
    }

    void put(int at, Rotation part) {
        System.arraycopy(part.cos, 0, cos, at, part.cos.length);
        System.arraycopy(part.sin, 0, sin, at, part.sin.length);
    }

    /** For one token on one axis of {@code size} dimensions. */
    static Rotation of(long id, int size, double theta) {
        Rotation rotation = new Rotation(new float[size / 2], new float[size / 2]);
        for (int j = 0; j < size / 2; j++) {
            rotation.set(j, id * Math.pow(theta, -2.0 * j / size));
        }
        return rotation;
    }

    /**
     * For a sequence of tokens, as in language models.
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
