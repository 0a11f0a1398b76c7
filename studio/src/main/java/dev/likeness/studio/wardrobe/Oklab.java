package dev.likeness.studio.wardrobe;

import dev.likeness.darkroom.pixel.Srgb;

/**
 * Ottosson's OKLab (2020): L from 0 to 1, a green to red, b blue to yellow; equal steps look about equal, and shade
 * scales all three alike.
 */
final class Oklab {
    private Oklab() {}

    /** Writes L, a, b of the linear light {@code (b, g, r)} to {@code lab} from {@code at} on. */
    static void of(float b, float g, float r, float[] lab, int at) {
        float l = cbrt(0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
        float m = cbrt(0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
        float s = cbrt(0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);
        lab[at] = 0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s;
        lab[at + 1] = 1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s;
        lab[at + 2] = 0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s;
    }

    /** L, a, b of an sRGB colour 0xrrggbb. */
    static float[] of(int rgb) {
        float[] lab = new float[3];
        of(Srgb.toLinear((rgb & 255) / 255f), Srgb.toLinear((rgb >> 8 & 255) / 255f),
                Srgb.toLinear((rgb >> 16 & 255) / 255f), lab, 0);
        return lab;
    }

    /** Writes linear light, B G R, of a colour to {@code bgr} from {@code at} on; may lie outside 0..1. */
    static void toLinear(float lightness, float a, float b, float[] bgr, int at) {
        float l = cube(lightness + 0.3963377774f * a + 0.2158037573f * b);
        float m = cube(lightness - 0.1055613458f * a - 0.0638541728f * b);
        float s = cube(lightness - 0.0894841775f * a - 1.2914855480f * b);
        bgr[at] = -0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s;
        bgr[at + 1] = -1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s;
        bgr[at + 2] = 4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s;
    }

    private static float cube(float v) {
        return v * v * v;
    }

    /** Cube root for 0..1 to 1e-5: a guess from the exponent's bits, two steps of Halley's method. */
    private static float cbrt(float v) {
        if (v <= 1e-9f) {
            return 0;
        }
        float y = Float.intBitsToFloat(Float.floatToRawIntBits(v) / 3 + 709921077);
        for (int i = 0; i < 2; i++) {
            float cubed = y * y * y;
            y *= (cubed + 2 * v) / (2 * cubed + v);
        }
        return y;
    }
}
