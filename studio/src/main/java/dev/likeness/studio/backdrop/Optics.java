package dev.likeness.studio.backdrop;

/**
 * Scale and blur of things behind the sitter, from the geometry of a thin lens.
 *
 * <p>
 * The sitter stands at {@link #SITTER} metres and the face, {@link #FACE} metres wide, covers {@code faceWidth} pixels.
 * A thing at distance D is then drawn at faceWidth / FACE * SITTER / D pixels a metre, and a point of it spreads to a
 * disc which, measured in the sitter's plane, has the diameter aperture * (D - SITTER) / D. So all distant lights blur to
 * discs of the same size, that of the lens's aperture held before the sitter's face: 40 mm, an 85 mm lens at f/2.1, is a
 * quarter of the face. Keeping to this is what makes a painted background look photographed.
 *
 * @param faceWidth pixels
 * @param aperture  diameter of the entrance pupil, metres
 */
record Optics(double faceWidth, double aperture) {
    /** Distance of the sitter from the lens, metres. */
    static final double SITTER = 1.8;
    /** Width of a face, metres. */
    static final double FACE = 0.16;

    /** Pixels a metre at a distance. */
    double scaleAt(double distance) {
        return faceWidth / FACE * SITTER / distance;
    }

    /** Radius in pixels of the disc that a point at a distance behind the sitter becomes. */
    double blurAt(double distance) {
        return faceWidth / FACE * aperture * (distance - SITTER) / distance / 2;
    }

    /** Metres that a face width of the picture covers at a distance. */
    static double metres(double distance) {
        return FACE * distance / SITTER;
    }

    /** Face widths that a metre measures at a distance. */
    static double metreAt(double distance) {
        return SITTER / FACE / distance;
    }

    /**
     * Distance of the ground that is seen below the horizon, metres.
     *
     * @param height of the lens above the ground, metres
     * @param down   below the horizon, face widths, above 0
     */
    static double groundAt(double height, double down) {
        return height / down * SITTER / FACE;
    }

    /** Metres that {@code across} face widths of the picture measure at a distance. */
    static double metresAcross(double across, double distance) {
        return across * distance * FACE / SITTER;
    }
}
