package dev.likeness.studio.light;

import dev.likeness.studio.plan.LightName;

/**
 * A portrait photographer's lamps.
 *
 * @param key      direction towards the key light, which is on the left: x right, y down, z to the camera
 * @param power    of the key
 * @param radius   angular radius of the key's lamp as the sitter sees it, radians; it gives the softness of shadows
 * @param fill     of the fill light from near the camera
 * @param ambient  light from all directions
 * @param exposure of the lit skin, 1 keeps the photo's
 * @param strength exponent of the whole effect: 1 replaces the photo's light as far as possible, 0 leaves it unchanged
 * @param rim      strength of the light from behind, 0 to 0.9; more where it is the main light
 * @param near     reciprocal of the key's distance, spans: 0 for a lamp whose light does not fall off over the sitter
 */
public record LightSetup(Direction key, double power, double radius, double fill, double ambient, double exposure,
        double strength, double rim, double near) {
    /** A direction; normalised when used. */
    public record Direction(double x, double y, double z) {
        Direction mirrored() {
            return new Direction(-x, y, z);
        }

        Direction unit() {
            double n = Math.sqrt(x * x + y * y + z * z);
            return new Direction(x / n, y / n, z / n);
        }

        double dot(double nx, double ny, double nz) {
            return x * nx + y * ny + z * nz;
        }
    }

    /** The setup of a name. */
    public static LightSetup of(LightName name) {
        return switch (name) {
            case NONE -> new LightSetup(new Direction(0, -0.2, 0.98), 0.5, 0.3, 0.6, 0.2, 1, 0, 0, 0);
            case GENTLE ->
                new LightSetup(new Direction(-0.40, -0.42, 0.82), 0.8, 0.45, 0.40, 0.08, 0.85, 0.25, 0.15, 0);
            case BUTTERFLY -> new LightSetup(new Direction(0, -0.66, 0.75), 1, 0.30, 0.36, 0.06, 1, 0.65, 0.25, 0);
            case LOOP -> new LightSetup(new Direction(-0.52, -0.50, 0.69), 1, 0.24, 0.24, 0.04, 1, 0.85, 0.3, 0);
            case REMBRANDT -> new LightSetup(new Direction(-0.74, -0.58, 0.52), 1, 0.20, 0.13, 0.03, 1, 0.95, 0.35, 0);
            case SPLIT -> new LightSetup(new Direction(-0.95, -0.17, 0.28), 1, 0.32, 0.10, 0.03, 1, 1, 0.45, 0);
            case SOFT -> new LightSetup(new Direction(-0.42, -0.44, 0.80), 0.8, 0.40, 0.32, 0.06, 1, 0.7, 0.2, 0);
            case WINDOW ->
                new LightSetup(new Direction(-0.68, -0.38, 0.63), 1, 0.42, 0.25, 0.06, 1, 0.90, 0.1, 0.20);
            case LOW -> new LightSetup(new Direction(-0.76, -0.46, 0.45), 1, 0.24, 0.10, 0.025, 0.94, 1, 0.5, 0);
            case FLASH -> new LightSetup(new Direction(-0.20, -0.30, 0.93), 1, 0.05, 0.08, 0.04, 1.04, 0.9, 2.0, 0);
            case RIM -> new LightSetup(new Direction(-0.66, -0.34, 0.67), 0.8, 0.22, 0.22, 0.05, 0.62, 1, 2.3, 0);
            case FLAT -> new LightSetup(new Direction(0, -0.2, 0.98), 0.5, 0.4, 0.6, 0.2, 1, 0.35, 0, 0);
        };
    }

    /** The same lamps with the key farther aside and at another height, factors. */
    LightSetup moved(double aside, double height) {
        return new LightSetup(new Direction(key.x * aside, key.y * height, key.z), power, radius, fill, ambient,
                exposure, strength, rim, near);
    }

    /** The same lamps on the other side. */
    LightSetup mirrored() {
        return new LightSetup(key.mirrored(), power, radius, fill, ambient, exposure, strength, rim, near);
    }
}
