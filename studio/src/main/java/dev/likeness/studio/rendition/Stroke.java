package dev.likeness.studio.rendition;

/**
 * One touch of a brush or pencil: a bent ribbon. In its own coordinates, u along and v across, the middle line is {@code
 * v = bend * u * u}.
 *
 * @param x       middle, pixels
 * @param cos     direction of u
 * @param reach   half the length, pixels
 * @param half    half the width, pixels
 * @param opacity 0..1
 * @param salt    chooses its bristles
 */
record Stroke(float x, float y, float cos, float sin, float reach, float half, float bend, float b, float g, float r,
        float opacity, int salt) {
    /** The greatest distance from the middle in y, pixels. */
    float extent() {
        return Math.abs(sin) * reach + half + Math.abs(bend) * reach * reach + 1;
    }
}
