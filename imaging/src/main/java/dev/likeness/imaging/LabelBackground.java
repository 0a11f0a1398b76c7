package dev.likeness.imaging;

import java.awt.Rectangle;

/**
 * Quietens the background behind a label: around the letters each pixel moves towards the average of its surroundings. Plain
 * backgrounds stay as they are; a pattern fades just where it would swallow the letters.
 */
final class LabelBackground {
    /** How far around the letters, in ems. */
    private static final double REACH = 0.5;
    private static final double STRENGTH = 2.6;

    private LabelBackground() {}

    /** Mean of the luma of the area, 0 to 255. */
    static int brightness(byte[] bgr, int width, Rectangle area) {
        long sum = 0;
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x, i = 3 * (y * width + area.x); x < area.x + area.width; x++, i += 3) {
                sum += 29 * (bgr[i] & 0xff) + 150 * (bgr[i + 1] & 0xff) + 77 * (bgr[i + 2] & 0xff);
            }
        }
        return (int) (sum / 256 / Math.max(1, (long) area.width * area.height));
    }

    /**
     * @param bgr     changed within the area
     * @param opacity of the label, 0 to 1; the background is calmed in proportion, fully from about 0.4 on
     */
    static void calm(byte[] bgr, int width, Rectangle area, LabelShape label, double opacity) {
        double strength = Math.min(0.95, STRENGTH * opacity);
        int radius = Math.max(2, (int) Math.round(label.size() * 0.6));
        float[] mask = mask(area, label);
        for (int channel = 0; channel < 3; channel++) {
            float[] average = new float[area.width * area.height];
            for (int y = 0, to = 0; y < area.height; y++) {
                for (int x = 0, from = index(width, area, y, channel); x < area.width; x++, from += 3) {
                    average[to++] = bgr[from] & 0xff;
                }
            }
            blur(average, area.width, area.height, radius);
            blur(average, area.width, area.height, radius);
            for (int y = 0, from = 0; y < area.height; y++) {
                for (int x = 0, to = index(width, area, y, channel); x < area.width; x++, to += 3, from++) {
                    float sample = bgr[to] & 0xff;
                    bgr[to] = (byte) Math.round(sample + (average[from] - sample) * mask[from] * strength);
                }
            }
        }
    }

    private static int index(int width, Rectangle area, int row, int channel) {
        return 3 * ((area.y + row) * width + area.x) + channel;
    }

    /** 1 at the letters, falling to 0 around them. */
    private static float[] mask(Rectangle area, LabelShape label) {
        float[] mask = label.around(area, label.size() * REACH);
        blur(mask, area.width, area.height, Math.max(1, (int) Math.round(label.size() * REACH / 4)));
        return mask;
    }

    /** Mean over a square window that is cut off at the borders. */
    private static void blur(float[] values, int width, int height, int radius) {
        for (int y = 0; y < height; y++) {
            blur(values, y * width, 1, width, radius);
        }
        for (int x = 0; x < width; x++) {
            blur(values, x, width, height, radius);
        }
    }

    private static void blur(float[] values, int start, int step, int count, int radius) {
        double[] sums = new double[count + 1];
        for (int i = 0; i < count; i++) {
            sums[i + 1] = sums[i] + values[start + i * step];
        }
        for (int i = 0; i < count; i++) {
            int from = Math.max(0, i - radius);
            int to = Math.min(count, i + radius + 1);
            values[start + i * step] = (float) ((sums[to] - sums[from]) / (to - from));
        }
    }
}
