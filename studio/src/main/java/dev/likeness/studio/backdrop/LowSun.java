package dev.likeness.studio.backdrop;

/**
 * A low sun over a plain, and the projection of the plain. Places are in face widths from the middle between the eyes.
 *
 * @param u       place of the sun
 * @param v       place of the sun
 * @param horizon row of the horizon
 */
record LowSun(double u, double v, double horizon) {
    /** Distance of a place in the picture from the sun. */
    double away(double placeU, double placeV) {
        return Math.hypot(placeU - u, placeV - v);
    }

    /** 1 below or above the sun, falling to 0 beside it; {@code spread} is twice the variance. */
    double near(double placeU, double spread) {
        return Math.exp(-Lens.square(placeU - u) / spread);
    }

    /** The veil of light that the sun spreads over sky and plain, 0 to 1, within {@code reach} of it. */
    double veil(double placeU, double placeV, double reach) {
        return Math.exp(-Math.hypot(placeU - u, 1.2 * (placeV - v)) / reach);
    }

    /** Distance of the plain at row {@code placeV}, metres, seen from {@code height} metres above it. */
    double distance(double placeV, double height) {
        return Optics.groundAt(height, Math.max(2e-3, placeV - horizon));
    }
}
