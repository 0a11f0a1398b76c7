package dev.likeness.diffusion.picture;

/**
 * A picture.
 *
 * @param rgb 8-bit samples, rows top to bottom, in the order R, G, B
 */
@SuppressWarnings("ArrayRecordComponent") // pixels: never compared
public record Rgb(int width, int height, byte[] rgb) {
    public Rgb {
        if (rgb.length != width * height * 3) {
            throw new IllegalArgumentException(rgb.length + " bytes for " + width + "x" + height + " RGB pixels");
        }
    }

    /** Converts between the orders R, G, B and B, G, R. */
    public static byte[] swapped(byte[] samples) {
        byte[] swapped = new byte[samples.length];
        for (int i = 0; i < samples.length; i += 3) {
            swapped[i] = samples[i + 2];
            swapped[i + 1] = samples[i + 1];
            swapped[i + 2] = samples[i];
        }
        return swapped;
    }

    /** A part of it. */
    public Rgb crop(int left, int top, int partWidth, int partHeight) {
        byte[] part = new byte[partWidth * partHeight * 3];
        for (int y = 0; y < partHeight; y++) {
            System.arraycopy(rgb, ((top + y) * width + left) * 3, part, y * partWidth * 3, partWidth * 3);
        }
        return new Rgb(partWidth, partHeight, part);
    }

    /** Input of the picture encoder: [3, height, width], -1 to 1. */
    public float[] planes() {
        int area = width * height;
        float[] planes = new float[3 * area];
        for (int i = 0; i < area; i++) {
            for (int c = 0; c < 3; c++) {
                planes[c * area + i] = 2f * ((rgb[3 * i + c] & 0xff) / 255f) - 1f;
            }
        }
        return planes;
    }

    /** From the output of the picture decoder: [3, height, width], about -1 to 1; halves are rounded to even. */
    public static Rgb of(float[] planes, int width, int height) {
        int area = width * height;
        byte[] rgb = new byte[3 * area];
        for (int i = 0; i < area; i++) {
            for (int c = 0; c < 3; c++) {
                float unit = Math.clamp(planes[c * area + i] * 0.5f + 0.5f, 0f, 1f);
                rgb[3 * i + c] = (byte) Math.rint(unit * 255f);
            }
        }
        return new Rgb(width, height, rgb);
    }
}
