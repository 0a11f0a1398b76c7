package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.studio.backdrop.Painting.Paint;
import java.util.SplittableRandom;

/**
 * An open-plan office by day, out of focus: a wall of windows on the left that recedes to the far end, meeting rooms
 * behind glass on the right, strips of light in the ceiling, desks, screens and a plant.
 *
 * <p>
 * The room is a box in metres around the camera, which looks a little towards the windows; the ray of each pixel is
 * followed to the face of the box that it meets first, so all lines run to one vanishing point. A portrait lens sees only
 * ten degrees of it, hence the large planes. Behind the panes the city lies in bright haze.
 */
final class OfficeBlur implements Backdrop {
    private static final double APERTURE = 0.040;
    private static final double ROOM = 11;
    private static final double DESKS = 6.2;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 130);
        Optics optics = painting.optics(APERTURE);
        Floor floor = new Floor(seed);
        painting.add(floor::room);
        painting.defocus(optics.blurAt(ROOM));
        painting.over(optics.blurAt(DESKS), floor::desks);
        return painting.develop(width, height, seed);
    }

    /** One office. */
    private static final class Floor {
        private static final double GROUND = -1.5;
        private static final Tone[] SKIES = {new Tone(1.02, 0.97, 0.92), new Tone(1.08, 0.93, 0.80),
                new Tone(0.80, 0.90, 1.02)};
        private static final Tone TOWER = new Tone(0.47, 0.41, 0.36);
        private static final Tone FRAME = new Tone(0.085, 0.078, 0.074);
        private static final Tone WHITE = new Tone(0.36, 0.355, 0.35);
        private static final Tone CARPET = new Tone(0.125, 0.115, 0.11);
        private static final Tone OAK = new Tone(0.085, 0.175, 0.29);
        private static final Tone LAMPLIT = new Tone(0.22, 0.37, 0.50);
        private static final Tone TEAL = new Tone(0.17, 0.13, 0.085);
        private static final Tone STRIP = new Tone(1.2, 1.3, 1.35);
        private static final Tone LEAF = new Tone(0.026, 0.058, 0.038);

        private final long seed;
        private final double yaw;
        private final double plant;
        /** Of the room, metres: the walls of windows and of glass, ceiling and far end. */
        private final double windows;
        private final double rooms;
        private final double ceiling;
        private final double far;
        private final double bay;
        private final Tone haze;
        private final Noise town;
        private final Noise leaves;

        Floor(Seed seed) {
            this.seed = seed.value();
            SplittableRandom chance = new SplittableRandom(seed.value());
            yaw = 0.145 + 0.07 * chance.nextDouble();
            plant = (chance.nextBoolean() ? 1 : -1) * (1.0 + 0.25 * chance.nextDouble());
            windows = -1.7 - 1.5 * chance.nextDouble();
            rooms = 1.9 + 1.6 * chance.nextDouble();
            ceiling = 0.85 + 0.45 * chance.nextDouble();
            far = 10 + 12 * chance.nextDouble();
            bay = 1.0 + 0.9 * chance.nextDouble();
            haze = SKIES[chance.nextInt(SKIES.length)];
            town = new Noise(seed.value(), 1);
            leaves = new Noise(seed.value(), 2);
        }

        Tone room(double u, double v) {
            double right = Optics.metres(u) - yaw;
            double up = -Optics.metres(v);
            double toSide = right < 0 ? windows / right : rooms / right;
            double toLevel = up < 0 ? GROUND / up : ceiling / Math.max(1e-9, up);
            double t = Math.min(far, Math.min(toSide, toLevel));
            double x = right * t;
            double y = up * t;
            if (t == toLevel) {
                return up > 0 ? ceiling(x, t) : ground(x, t);
            }
            return t == far ? end(x, y) : right < 0 ? window(t, y, right, up) : glassRoom(t, y);
        }

        private Tone window(double z, double y, double right, double up) {
            double in = z / bay - Math.floor(z / bay);
            if (y < -0.75 || y > 0.92) {
                return WHITE.times(y < 0 ? 0.42 : 0.62);
            }
            if (in < 0.085 || Math.abs(y + 0.48) < 0.025) {
                return FRAME;
            }
            double bearing = right * 26;
            double roof = 0.03 + 0.05 * town.clouds(Math.floor(bearing) * 1.7, 0.5, 2, 0.6);
            double veil = Lens.step(-0.10, 0.12, up);
            Tone sky = haze.times(0.88 + 0.20 * veil);
            double tint = town.at(Math.floor(bearing) * 2.3, 7.7);
            return up < roof ? TOWER.times(0.9 + 0.45 * tint) : sky;
        }

        private Tone ceiling(double x, double z) {
            boolean strip = Math.abs(x + 1.0) < 0.07 || Math.abs(x - 0.9) < 0.07;
            double panel = z / 2.4 - Math.floor(z / 2.4);
            Tone tile = WHITE.times(0.70 + 0.25 * Math.exp((windows - x) / 1.2));
            return strip && panel > 0.12 ? STRIP : tile;
        }

        private Tone ground(double x, double z) {
            double shine = Math.exp((windows - x) / 1.3);
            return CARPET.times(0.8 + 1.1 * shine).plus(haze.times(0.06 * Lens.step(6, 16, z)));
        }

        private Tone end(double x, double y) {
            double part = (x - windows) / 1.5;
            double in = part - Math.floor(part);
            boolean door = y < 0.55 && in > 0.55;
            Tone wall = switch (Math.floorMod((int) Math.floor(part) + (int) (seed & 3), 4)) {
                case 0 -> OAK.times(in * 12 - Math.floor(in * 12) < 0.3 ? 0.5 : 1.1);
                case 1 -> LAMPLIT.times(door ? 0.25 : 1);
                case 2 -> TEAL;
                default -> WHITE.times(0.62);
            };
            return in < 0.05 || Math.abs(y - 0.6) < 0.03 ? FRAME : wall.times(0.80 + 0.35 * Lens.step(-1, 1, y));
        }

        private Tone glassRoom(double z, double y) {
            double bay = z / 1.6 - Math.floor(z / 1.6);
            if (bay < 0.05 || Math.abs(y - 0.72) < 0.03) {
                return FRAME;
            }
            Tone inside = (long) Math.floor(z / 3.2) % 2 == 0 ? OAK.times(0.9) : WHITE.times(0.48);
            return inside.times(0.8 + 0.3 * y).plus(new Tone(0.05, 0.048, 0.045));
        }

        Paint desks(double u, double v) {
            double metre = Optics.metres(DESKS);
            double y = -v * metre;
            double x = u * metre;
            double part = x / 1.25 + 0.35;
            long hash = Noise.mix(seed ^ 0xDE5CL ^ (long) Math.floor(part) * 0x9E3779B9L);
            double in = (part - Math.floor(part) - 0.5) * 1.25;
            double left = (hash & 0xFF) / 1500.0;
            double crown = 0.27 - Math.hypot((u - plant) * metre, 0.7 * (y + 0.16))
                    + 0.20 * leaves.clouds(u * 5, v * 3.5, 4, 0.8);
            if (crown > 0) {
                double lit = 0.8 + 1.3 * Math.max(0, leaves.clouds(u * 11 + 0.3, v * 8, 2, 0.8))
                        + (u < plant ? 0.5 : 0);
                return new Paint(LEAF.times(lit), Lens.step(0, 0.05, crown));
            }
            if (y < -0.62) {
                boolean drawers = Math.abs(in + 0.35) < 0.22 && y > -1.3;
                return y > -0.67
                        ? Paint.opaque(WHITE.times(0.95))
                        : drawers ? Paint.opaque(WHITE.times(0.45)) : Paint.NONE;
            }
            boolean screen = Math.abs(in - left) < 0.28 && y < -0.28;
            if (screen) {
                return Paint.opaque(Math.abs(in - left) < 0.255 && y < -0.305 && (hash >>> 12 & 1) == 0
                        ? new Tone(0.22, 0.19, 0.16)
                        : FRAME.times(0.7));
            }
            return Paint.NONE;
        }
    }
}
