package dev.likeness.imaging.heif;

import dev.likeness.imaging.raster.PhotoLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleUnaryOperator;

/**
 * Colours that are named by numbers instead of a profile ('nclx', ISO/IEC 23091-2).
 *
 * @param primaries 1 those of sRGB, 12 those of Display P3, 9 those of BT.2020, 5 and 6 those of old television
 * @param transfer  1, 6, 13, 14 and 15 those that screens show as sRGB, 4 and 5 gammas, 8 linear, 16 and 18 of HDR
 * @param fullRange whether samples go from 0 to their largest
 */
record CodedColours(int primaries, int transfer, boolean fullRange) {
    private static final int PQ = 16;
    private static final int HLG = 18;
    private static final int STEPS = 1024;
    /** x and y of red, green and blue; white is D65. */
    private static final double[] SRGB = {0.640, 0.330, 0.300, 0.600, 0.150, 0.060};
    private static final double[] D65 = {0.3127, 0.3290};
    /** From D65 to the D50 of profiles, by Bradford. */
    private static final double[][] TO_D50 = {{1.0478112, 0.0228866, -0.0501270},
            {0.0295424, 0.9904844, -0.0170491}, {-0.0092345, 0.0150436, 0.7521316}};
    private static final double[] D50 = {0.9642, 1, 0.8249};

    /** Reads the content of a 'colr' box. */
    static CodedColours of(ByteBuffer colr) {
        return new CodedColours(colr.getShort(4) & 0xffff, colr.getShort(6) & 0xffff, colr.get(10) < 0);
    }

    /**
     * An ICC profile (version 2, three primaries and one curve) that says the same; empty for sRGB and for what is not
     * said.
     *
     * @throws dev.likeness.core.PortraitException.UnusablePhoto for high dynamic range, which needs more than a profile
     */
    byte[] profile() {
        if (transfer == PQ || transfer == HLG) {
            throw PhotoLimits.unsupported("a picture of high dynamic range (" + (transfer == PQ ? "PQ" : "HLG") + ")");
        }
        double[] xy = switch (primaries) {
            case 12 -> new double[]{0.680, 0.320, 0.265, 0.690, 0.150, 0.060};
            case 11 -> new double[]{0.680, 0.320, 0.265, 0.690, 0.150, 0.060};
            case 9 -> new double[]{0.708, 0.292, 0.170, 0.797, 0.131, 0.046};
            case 5 -> new double[]{0.640, 0.330, 0.290, 0.600, 0.150, 0.060};
            case 6, 7 -> new double[]{0.630, 0.340, 0.310, 0.595, 0.155, 0.070};
            default -> SRGB;
        };
        boolean screen = transfer != 4 && transfer != 5 && transfer != 8;
        return xy == SRGB && screen ? new byte[0] : icc(xy, curve());
    }

    private DoubleUnaryOperator curve() {
        return switch (transfer) {
            case 4 -> value -> Math.pow(value, 2.2);
            case 5 -> value -> Math.pow(value, 2.8);
            case 8 -> value -> value;
            default -> value -> value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        };
    }

    private static byte[] icc(double[] xy, DoubleUnaryOperator curve) {
        double[][] colours = primaries(xy);
        int curveLength = 12 + 2 * STEPS;
        int length = 128 + 4 + 9 * 12 + 104 + 12 + 4 * 20 + curveLength;
        ByteBuffer out = ByteBuffer.allocate(length + 4);
        out.putInt(0, length + 4).putInt(8, 0x02400000);
        out.put(12, ascii("mntrRGB XYZ ")).put(36, ascii("acsp"));
        xyz(out, 68, D50);
        out.position(128).putInt(9);
        int at = 128 + 4 + 9 * 12;
        int description = at;
        int copyright = description + 104;
        int white = copyright + 12;
        int curves = white + 4 * 20;
        tag(out, "desc", description, 100);
        tag(out, "cprt", copyright, 12);
        tag(out, "wtpt", white, 20);
        tag(out, "rXYZ", white + 20, 20);
        tag(out, "gXYZ", white + 40, 20);
        tag(out, "bXYZ", white + 60, 20);
        tag(out, "rTRC", curves, curveLength);
        tag(out, "gTRC", curves, curveLength);
        tag(out, "bTRC", curves, curveLength);
        out.put(description, ascii("desc")).putInt(description + 8, 5).put(description + 12, ascii("nclx"));
        out.put(copyright, ascii("text")).put(copyright + 8, ascii("CC0"));
        out.put(white, ascii("XYZ "));
        xyz(out, white + 8, D50);
        for (int i = 0; i < 3; i++) {
            out.put(white + 20 * (i + 1), ascii("XYZ "));
            xyz(out, white + 20 * (i + 1) + 8, colours[i]);
        }
        out.put(curves, ascii("curv")).putInt(curves + 8, STEPS);
        for (int i = 0; i < STEPS; i++) {
            double light = curve.applyAsDouble(i / (STEPS - 1.0));
            out.putShort(curves + 12 + 2 * i, (short) Math.round(light * 65535));
        }
        return out.array();
    }

    /** X, Y and Z of red, green and blue under D50, so that together they are white. */
    private static double[][] primaries(double[] xy) {
        double[][] columns = new double[3][];
        for (int i = 0; i < 3; i++) {
            columns[i] = adapted(xyz(xy[2 * i], xy[2 * i + 1]));
        }
        double[] white = adapted(xyz(D65[0], D65[1]));
        double whole = determinant(columns[0], columns[1], columns[2]);
        double[] amounts = {determinant(white, columns[1], columns[2]) / whole,
                determinant(columns[0], white, columns[2]) / whole,
                determinant(columns[0], columns[1], white) / whole};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                columns[i][j] *= amounts[i];
            }
        }
        return columns;
    }

    private static double[] xyz(double x, double y) {
        return new double[]{x / y, 1, (1 - x - y) / y};
    }

    private static double[] adapted(double[] colour) {
        double[] result = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                result[row] += TO_D50[row][i] * colour[i];
            }
        }
        return result;
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1]) - b[0] * (a[1] * c[2] - a[2] * c[1])
                + c[0] * (a[1] * b[2] - a[2] * b[1]);
    }

    private static void tag(ByteBuffer out, String name, int offset, int length) {
        out.put(ascii(name)).putInt(offset).putInt(length);
    }

    private static void xyz(ByteBuffer out, int at, double[] values) {
        for (int i = 0; i < 3; i++) {
            out.putInt(at + 4 * i, (int) Math.round(values[i] * 65536));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
