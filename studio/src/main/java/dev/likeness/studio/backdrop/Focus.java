package dev.likeness.studio.backdrop;

/**
 * Where the sitter's face stands in the frame; every backdrop is composed around it and scaled by it.
 *
 * @param centreX   middle between the eyes, pixels from the left
 * @param centreY   middle between the eyes, pixels from the top
 * @param faceWidth width of the face, pixels
 */
public record Focus(double centreX, double centreY, double faceWidth) {
    public Focus {
        if (!(faceWidth > 0) || !Double.isFinite(centreX) || !Double.isFinite(centreY)
                || Double.isInfinite(faceWidth)) {
            throw new IllegalArgumentException("no face at " + centreX + ", " + centreY + " width " + faceWidth);
        }
    }

    /** The same place in a picture reduced by {@code factor}. */
    Focus reduced(double factor) {
        return new Focus(centreX / factor, centreY / factor, faceWidth / factor);
    }

    /** The same place in the mirror image of a picture of {@code width} pixels. */
    Focus mirrored(int width) {
        return new Focus(width - centreX, centreY, faceWidth);
    }

    /** Horizontal distance from the face in face widths, to the right. */
    double u(double x) {
        return (x - centreX) / faceWidth;
    }

    /** Vertical distance from the face in face widths, downwards. */
    double v(double y) {
        return (y - centreY) / faceWidth;
    }

    /** The pixel column {@code u} face widths right of the face; the inverse of {@link #u}. */
    double x(double u) {
        return centreX + u * faceWidth;
    }

    /** The pixel row {@code v} face widths below the face; the inverse of {@link #v}. */
    double y(double v) {
        return centreY + v * faceWidth;
    }
}
