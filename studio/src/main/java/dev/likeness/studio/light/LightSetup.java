package dev.likeness.studio.light;

import dev.likeness.studio.plan.LightName;

/**
 * A portrait photographer's lamps.
 *
 * @param key      direction towards the key light: x right, y down, z to the camera
 * @param power    of the key
 * @param fill     of the fill light from near the camera
 * @param strength exponent of the whole effect: 1 replaces the photo's light as far as a photo allows, 0 leaves it
 * @param rim      strength of the light from behind, 0 to 0.9; more where it is the main light
 */
public record LightSetup(Direction key, double power, double fill, double strength, double rim) {
    /** A direction; normalised when used. */
    public record Direction(double x, double y, double z) {
        Direction mirrored() {
            return new Direction(-x, y, z);
        }

        Direction unit() {
            double n = Math.sqrt(x * x + y * y + z * z);
            return new Direction(x / n, y / n, z / n);
        }
    }

    /** The setup of a name. */
    public static LightSetup of(LightName name) {
        return switch (name) {
            case NONE -> new LightSetup(new Direction(0, -0.2, 0.98), 0.5, 0.6, 0, 0);
            case BUTTERFLY -> new LightSetup(new Direction(0, -0.55, 0.84), 0.75, 0.42, 0.8, 0.25);
            case LOOP -> new LightSetup(new Direction(-0.42, -0.42, 0.80), 0.80, 0.36, 0.9, 0.3);
            case REMBRANDT -> new LightSetup(new Direction(-0.62, -0.50, 0.60), 0.95, 0.24, 1, 0.35);
            case SPLIT -> new LightSetup(new Direction(-0.95, -0.12, 0.28), 1.05, 0.16, 1, 0.45);
            case SOFT -> new LightSetup(new Direction(-0.3, -0.35, 0.88), 0.62, 0.48, 0.7, 0.2);
            case LOW -> new LightSetup(new Direction(-0.72, -0.45, 0.52), 1.0, 0.12, 1.15, 0.5);
            case FLASH -> new LightSetup(new Direction(-0.16, -0.24, 0.96), 1.0, 0.10, 1, 2.0);
            case RIM -> new LightSetup(new Direction(-0.66, -0.34, 0.67), 0.8, 0.26, 1, 2.3);
            case FLAT -> new LightSetup(new Direction(0, -0.2, 0.98), 0.5, 0.6, 0.3, 0);
        };
    }

    /** The same lamps on the other side. */
    LightSetup mirrored() {
        return new LightSetup(key.mirrored(), power, fill, strength, rim);
    }
}
