package dev.likeness.studio.backdrop;

/** A line of sight through a {@link Maquette} and what it met; reused, because a picture takes millions. Metres. */
final class Ray {
    double x;
    double y;
    double z;
    double dx;
    double dy;
    double dz;
    /** Their reciprocals. */
    double ix;
    double iy;
    double iz;
    /** Distance to what was met, or how far is looked. */
    double far;
    /** The outward normal where something was met. */
    double nx;
    double ny;
    double nz;

    /** Starts anew; the direction need not be a unit vector, then {@link #far} counts its lengths. */
    Ray from(double fromX, double fromY, double fromZ, double towardsX, double towardsY, double towardsZ,
            double limit) {
        x = fromX;
        y = fromY;
        z = fromZ;
        dx = towardsX;
        dy = towardsY;
        dz = towardsZ;
        ix = 1 / towardsX;
        iy = 1 / towardsY;
        iz = 1 / towardsZ;
        far = limit;
        return this;
    }

    void met(double distance, double normalX, double normalY, double normalZ) {
        far = distance;
        nx = normalX;
        ny = normalY;
        nz = normalZ;
    }

    double endX() {
        return x + far * dx;
    }

    double endY() {
        return y + far * dy;
    }

    double endZ() {
        return z + far * dz;
    }

    /** 0, 1, 2 for a face across x, y, z: the largest part of the normal. */
    int axis() {
        double ax = Math.abs(nx);
        double ay = Math.abs(ny);
        double az = Math.abs(nz);
        return ax > ay && ax > az ? 0 : ay > az ? 1 : 2;
    }
}
