package dev.likeness.imaging.format;

/** Converts the bytes of an unfiltered PNG row to pixels, by bit depth, colour type, palette and transparent colour. */
final class PngSamples {
    private static final int GREY = 0;
    private static final int PALETTE = 3;

    private final int depth;
    private final int colour;
    private final int channels;
    private final int[] palette;
    /** The one colour that is transparent, as 16-bit samples; none where it is empty. */
    private final int[] clear;

    PngSamples(int depth, int colour, byte[] palette, byte[] transparency) {
        this.depth = depth;
        this.colour = colour;
        this.channels = colour == 2 ? 3 : colour == 4 ? 2 : colour == 6 ? 4 : 1;
        this.palette = colours(palette, colour == PALETTE ? transparency : new byte[0]);
        int keys = colour == GREY ? 1 : colour == 2 ? 3 : 0;
        this.clear = new int[transparency.length >= keys * 2 ? keys : 0];
        for (int i = 0; i < clear.length; i++) {
            clear[i] = (transparency[i * 2] & 0xff) << 8 | transparency[i * 2 + 1] & 0xff;
        }
    }

    /** Bytes of a row of so many pixels. */
    int rowBytes(int width) {
        return (int) (((long) width * channels * depth + 7) / 8);
    }

    /** How far back the left neighbour's byte is. */
    int pixelBytes() {
        return Math.max(1, channels * depth / 8);
    }

    /**
     * @param argb takes pixel {@code i} at {@code i * step + start}
     */
    void pixels(byte[] row, int width, int[] argb, int start, int step) {
        if (depth == 8 && colour == 2 && clear.length == 0) { // most PNGs by far
            for (int x = 0, from = 0, to = start; x < width; x++, from += 3, to += step) {
                argb[to] = 0xff000000 | (row[from] & 0xff) << 16 | (row[from + 1] & 0xff) << 8 | row[from + 2] & 0xff;
            }
            return;
        }
        for (int x = 0, to = start; x < width; x++, to += step) {
            argb[to] = pixel(row, x);
        }
    }

    private int pixel(byte[] row, int x) {
        int first = sample(row, x * channels);
        if (colour == PALETTE) {
            return first < palette.length ? palette[first] : 0xff000000;
        }
        if (channels < 3) {
            int opacity = channels == 2
                    ? to8(sample(row, x * 2 + 1))
                    : clear.length == 1 && first == clear[0] ? 0 : 255;
            return opacity << 24 | to8(first) * 0x010101;
        }
        int green = sample(row, x * channels + 1);
        int blue = sample(row, x * channels + 2);
        boolean isClear = clear.length == 3 && first == clear[0] && green == clear[1] && blue == clear[2];
        int opacity = channels == 4 ? to8(sample(row, x * 4 + 3)) : isClear ? 0 : 255;
        return opacity << 24 | to8(first) << 16 | to8(green) << 8 | to8(blue);
    }

    private int sample(byte[] row, int index) {
        return switch (depth) {
            case 8 -> row[index] & 0xff;
            case 16 -> (row[index * 2] & 0xff) << 8 | row[index * 2 + 1] & 0xff;
            default -> {
                int bit = index * depth;
                yield row[bit >> 3] >> 8 - depth - (bit & 7) & (1 << depth) - 1;
            }
        };
    }

    private int to8(int sample) {
        return switch (depth) {
            case 8 -> sample;
            case 16 -> (sample * 255 + 32_767) / 65_535;
            default -> sample * 255 / ((1 << depth) - 1);
        };
    }

    private static int[] colours(byte[] palette, byte[] opacities) {
        int[] colours = new int[palette.length / 3];
        for (int i = 0; i < colours.length; i++) {
            int opacity = i < opacities.length ? opacities[i] & 0xff : 255;
            colours[i] = opacity << 24 | (palette[i * 3] & 0xff) << 16 | (palette[i * 3 + 1] & 0xff) << 8
                    | palette[i * 3 + 2] & 0xff;
        }
        return colours;
    }
}
