package dev.likeness.studio.backdrop;

/**
 * The camera's view of an upright wall that is turned about the vertical, so that its lines converge. Places are in face
 * widths from the middle between the eyes, lengths on the wall in metres.
 *
 * @param distance metres to the point of the wall behind the face
 * @param turn     radians; above 0 the wall recedes to the right
 */
record TurnedWall(double distance, double turn) {
    /** Metres along the wall, to the right of the point behind the face, that the column u sees. */
    double along(double u) {
        double slope = Optics.metres(u);
        return slope * distance / Math.max(0.25, Math.cos(turn) - slope * Math.sin(turn));
    }

    /** Distance from the lens to a point of the wall, metres. */
    double depth(double along) {
        return Math.max(1.5, distance + along * Math.sin(turn));
    }

    /** Metres above the eyes that the row v sees. */
    double up(double v, double along) {
        return -Optics.metres(v) * depth(along);
    }
}
