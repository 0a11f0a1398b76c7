package dev.likeness.studio.grade;

import dev.likeness.darkroom.pixel.Srgb;

/**
 * Encoded values of linear light and what a recipe's tone curve makes of them, tabulated over its square root, where the curve of sRGB is gentle: 8192 steps
 * leave less than a fortieth of an 8-bit code, so the nearest entry will do.
 */
final class ToneTable {
    static final int STEPS = 8192;

    /** Encoded value at the square of i / STEPS. */
    final float[] encoded = new float[STEPS + 1];
    /** The tone curve's value of it. */
    final float[] toned = new float[STEPS + 1];

    ToneTable(Recipe recipe) {
        for (int i = 0; i <= STEPS; i++) {
            float root = (float) i / STEPS;
            encoded[i] = Srgb.fromLinear(root * root);
            toned[i] = recipe.curve().at(encoded[i]);
        }
    }
}
