package dev.likeness.studio.backdrop;

/** A thing in a {@link Maquette}. Metres. */
sealed interface Solid {
    Finish finish();

    /** Its least x, y, z and its greatest. */
    double[] bounds();

    /** Whether the ray meets it sooner than what the ray has met; then the ray knows. */
    boolean meets(Ray ray);

    /** A box along the axes. */
    record Box(double x0, double y0, double z0, double x1, double y1, double z1, Finish finish) implements Solid {
        @Override
        public double[] bounds() {
            return new double[]{x0, y0, z0, x1, y1, z1};
        }

        @Override
        public boolean meets(Ray ray) {
            double ax = (x0 - ray.x) * ray.ix;
            double bx = (x1 - ray.x) * ray.ix;
            double ay = (y0 - ray.y) * ray.iy;
            double by = (y1 - ray.y) * ray.iy;
            double az = (z0 - ray.z) * ray.iz;
            double bz = (z1 - ray.z) * ray.iz;
            double inX = Math.min(ax, bx);
            double inY = Math.min(ay, by);
            double inZ = Math.min(az, bz);
            double outX = Math.max(ax, bx);
            double outY = Math.max(ay, by);
            double outZ = Math.max(az, bz);
            double near = Math.max(inX, Math.max(inY, inZ));
            double past = Math.min(outX, Math.min(outY, outZ));
            if (near > past || past <= 1e-5 || near >= ray.far) {
                return false;
            }
            int axis = near == inX ? 0 : near == inY ? 1 : 2;
            int leaves = past == outX ? 0 : past == outY ? 1 : 2;
            // From inside one sees its walls.
            boolean outside = near > 1e-5;
            double t = outside ? near : past;
            if (t <= 1e-5 || t >= ray.far) {
                return false;
            }
            int side = outside ? axis : leaves;
            double d = side == 0 ? ray.dx : side == 1 ? ray.dy : ray.dz;
            double n = d > 0 ? -1 : 1;
            ray.met(t, side == 0 ? n : 0, side == 1 ? n : 0, side == 2 ? n : 0);
            return true;
        }
    }

    /** An ellipsoid with a middle and radii. */
    record Ball(double x, double y, double z, double wide, double high, double deep, Finish finish) implements Solid {
        @Override
        public double[] bounds() {
            return new double[]{x - wide, y - high, z - deep, x + wide, y + high, z + deep};
        }

        @Override
        public boolean meets(Ray ray) {
            double ox = (ray.x - x) / wide;
            double oy = (ray.y - y) / high;
            double oz = (ray.z - z) / deep;
            double vx = ray.dx / wide;
            double vy = ray.dy / high;
            double vz = ray.dz / deep;
            double a = vx * vx + vy * vy + vz * vz;
            double b = ox * vx + oy * vy + oz * vz;
            double c = ox * ox + oy * oy + oz * oz - 1;
            double root = b * b - a * c;
            if (root <= 0) {
                return false;
            }
            double t = (-b - Math.sqrt(root)) / a;
            if (t <= 1e-5 || t >= ray.far) {
                return false;
            }
            double nx = (ox + t * vx) / wide;
            double ny = (oy + t * vy) / high;
            double nz = (oz + t * vz) / deep;
            double n = Math.sqrt(nx * nx + ny * ny + nz * nz);
            ray.met(t, nx / n, ny / n, nz / n);
            return true;
        }
    }

    /** An upright round post, open at its ends. */
    record Post(double x, double z, double radius, double low, double high, Finish finish) implements Solid {
        @Override
        public double[] bounds() {
            return new double[]{x - radius, low, z - radius, x + radius, high, z + radius};
        }

        @Override
        public boolean meets(Ray ray) {
            double ox = ray.x - x;
            double oz = ray.z - z;
            double a = ray.dx * ray.dx + ray.dz * ray.dz;
            double b = ox * ray.dx + oz * ray.dz;
            double root = b * b - a * (ox * ox + oz * oz - radius * radius);
            if (root <= 0 || a < 1e-12) {
                return false;
            }
            double t = (-b - Math.sqrt(root)) / a;
            double y = ray.y + t * ray.dy;
            if (t <= 1e-5 || t >= ray.far || y < low || y > high) {
                return false;
            }
            ray.met(t, (ox + t * ray.dx) / radius, 0, (oz + t * ray.dz) / radius);
            return true;
        }
    }
}
