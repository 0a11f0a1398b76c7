package dev.likeness.studio.engine;

/** Reduces a picture by a whole number: each pixel is the mean of a square, so that one colour stays that colour. */
final class AreaReduction {
    private AreaReduction() {}

    /**
     * @param samples  8 bits, rows top to bottom
     * @param channels of a pixel, one after the other
     * @param by       that both sides are multiples of; 1 for the same picture
     */
    static byte[] of(byte[] samples, int width, int height, int channels, int by) {
        if (by == 1) {
            return samples;
        }
        int w = width / by;
        int h = height / by;
        byte[] reduced = new byte[w * h * channels];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w * channels; x++) {
                int sum = 0;
                for (int dy = 0; dy < by; dy++) {
                    int at = ((y * by + dy) * width + x / channels * by) * channels + x % channels;
                    for (int dx = 0; dx < by; dx++) {
                        sum += samples[at + dx * channels] & 0xff;
                    }
                }
                reduced[y * w * channels + x] = (byte) Math.round(sum / (double) (by * by));
            }
        }
        return reduced;
    }
}
