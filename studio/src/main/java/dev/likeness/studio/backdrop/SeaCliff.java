package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * A coast of cliffs seen from the path below their edge: headlands of bedded rock under grass, one behind the other, the
 * surf at their feet, the sea to the horizon and a sky with clouds.
 *
 * <p>
 * The land is a map of heights in metres, a plateau cut off by a coast that winds; the ray of every pixel is followed over
 * it until it dips below (heights are looked up in a table, so that a step costs four reads). Rock shows where the land is
 * steep, in beds that run level, grass where it is not; waves break in a band whose width is noise. The distance takes
 * colour and contrast, as sea air does. By seed: side of the land, winding, height, kind of rock, hour and clouds.
 */
final class SeaCliff implements Backdrop {
    private static final double APERTURE = 0.018;
    private static final double FINE = 120;
    /** Tangent of the angle that a face covers: a lens of 50 mm. */
    private static final double FIELD = 0.125;
    private static final double REACH = 1650;

    private static final Tone[] ROCKS = {Tone.ofSrgb(0xC9C0AE), Tone.ofSrgb(0x8E7B66), Tone.ofSrgb(0xA98263),
            Tone.ofSrgb(0x7C7873)};
    private static final Tone GRASS = Tone.ofSrgb(0x6C7F3F);
    private static final Tone DRY = Tone.ofSrgb(0xA08F55);
    private static final Tone FOAM = new Tone(0.80, 0.80, 0.78);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, FINE);
        Coast coast = new Coast(seed);
        Raster far = Raster.blank(easel.width(), easel.height(), 3);
        Raster near = easel.layer();
        double optics = new Optics(easel.face().faceWidth(), APERTURE).blurAt(200);
        Rows.parallel(easel.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < easel.width(); x++) {
                    double distance = coast.look(easel.face().u(x + 0.5), easel.face().v(y + 0.5), far, x, y);
                    if (distance < 30) {
                        int at = near.at(x, y);
                        System.arraycopy(far.data(), far.at(x, y), near.data(), at, 3);
                        near.data()[at + 3] = 1;
                    }
                }
            }
        });
        Raster soft = Lens.defocus(far, optics);
        Lens.over(soft, near, 0.8 * optics);
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One coast. */
    private static final class Coast {
        private static final int ACROSS = 420;
        private static final int ALONG = 560;
        private static final double CELL = 3.0;

        private final float[] heights = new float[ACROSS * ALONG];
        private final int side;
        private final double horizon;
        private final double eye;
        private final double yaw;
        private final double low;
        private final double warm;
        private final double sunU;
        private final Tone rock;
        private final Noise land;
        private final Noise water;
        private final Noise air;

        Coast(Seed seed) {
            SplittableRandom chance = new SplittableRandom(seed.value());
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            horizon = 0.10 + 0.25 * chance.nextDouble();
            warm = chance.nextDouble();
            low = chance.nextDouble();
            rock = ROCKS[chance.nextInt(ROCKS.length)];
            sunU = -side * (0.4 + 1.4 * chance.nextDouble());
            yaw = side * (0.10 * chance.nextDouble() - 0.02);
            land = new Noise(seed.value(), 1);
            water = new Noise(seed.value(), 2);
            air = new Noise(seed.value(), 3);
            double tall = 45 + 35 * chance.nextDouble();
            double reach = 0.09 + 0.06 * chance.nextDouble();
            double winds = 1.6 + 1.2 * chance.nextDouble();
            double phase = 9 * chance.nextDouble();
            for (int k = 0; k < ALONG; k++) {
                for (int i = 0; i < ACROSS; i++) {
                    double x = (i - ACROSS / 2.0) * CELL * side;
                    double z = k * CELL;
                    // Metres from the edge of the plateau, landwards.
                    // Headlands and bays by the logarithm of distance, so that each frame holds some of both.
                    double bay = 0.5 + 0.95 * land.clouds(Math.log(z + 60) * winds + phase, 0.5, 2, 0.5);
                    double edge = 70 * Math.exp(-z / 110) + z * (0.012 + reach * bay)
                            + 9 * land.clouds(x * 0.03, z * 0.03, 3, 0.6);
                    double in = x - edge;
                    double top = tall * (1 + 0.35 * land.clouds(z * 0.003 + 40, x * 0.003, 2, 0.5));
                    double slope = Lens.step(-26, 6, in + 6 * land.at(x * 0.08, z * 0.08));
                    double meadow = 0.06 * Math.max(0, in) + 2.5 * land.clouds(x * 0.02, z * 0.02, 3, 0.5);
                    heights[k * ACROSS + i] = (float) (slope * slope * top + slope * meadow - 3);
                }
            }
            eye = tall * (0.35 + 0.45 * chance.nextDouble());
        }

        private double at(double x, double z) {
            double i = x / CELL + ACROSS / 2.0;
            double k = z / CELL;
            int i0 = Math.clamp((int) Math.floor(i), 0, ACROSS - 2);
            int k0 = Math.clamp((int) Math.floor(k), 0, ALONG - 2);
            double fi = Math.clamp(i - i0, 0.0, 1.0);
            double fk = Math.clamp(k - k0, 0.0, 1.0);
            int p = k0 * ACROSS + i0;
            double a = heights[p] + (heights[p + 1] - heights[p]) * fi;
            double b = heights[p + ACROSS] + (heights[p + ACROSS + 1] - heights[p + ACROSS]) * fi;
            return a + (b - a) * fk;
        }

        /** Stores the light of a place; returns its distance, metres. */
        double look(double u, double v, Raster light, int px, int py) {
            double s = FIELD;
            double ray = u * s;
            double dx = ray * Math.cos(yaw) + Math.sin(yaw);
            double dz = Math.cos(yaw) - ray * Math.sin(yaw);
            double dy = -(v - horizon) * s;
            double t = 40;
            double step = 2;
            int at = light.at(px, py);
            while (t < REACH) {
                double y = eye + dy * t;
                double over = y - at(dx * t, dz * t);
                if (over < 0) {
                    // Back to where it dips.
                    double back = t - step;
                    for (int k = 0; k < 6; k++) {
                        double mid = (back + t) / 2;
                        if (eye + dy * mid < at(dx * mid, dz * mid)) {
                            t = mid;
                        } else {
                            back = mid;
                        }
                    }
                    veil(ground(dx * t, dz * t), t, u, v).store(light.data(), at);
                    return t;
                }
                if (y < 0) {
                    break;
                }
                step = Math.max(2, 0.012 * t);
                t += step;
            }
            if (dy < 0) {
                double far = -eye / dy;
                sea(dx * far, dz * far, far, u, v).store(light.data(), at);
                return far;
            }
            sky(u, v).store(light.data(), at);
            return 1e6;
        }

        private Tone ground(double x, double z) {
            double h = at(x, z);
            double gx = (at(x + 1.5, z) - at(x - 1.5, z)) / 3;
            double gz = (at(x, z + 1.5) - at(x, z - 1.5)) / 3;
            double n = 1 / Math.sqrt(1 + gx * gx + gz * gz);
            double sun = Math.max(0, (-gx * -side * 0.75 + 0.55 - gz * -0.45) * n / 1.05);
            double steep = 1 - n;
            double bed = land.clouds(h * 0.22, (x + z) * 0.012, 3, 0.6) + 0.4 * land.clouds(x * 0.14, z * 0.14, 2, 0.6);
            Tone cliff = rock.times(0.80 + 0.42 * bed);
            double growth = land.clouds(x * 0.06, z * 0.06, 3, 0.6);
            Tone grass = GRASS.mix(DRY, Lens.step(-0.3, 0.7, growth + 0.5 * warm - 0.2))
                    .times(0.8 + 0.35 * land.clouds(x * 0.4, z * 0.4, 2, 0.6));
            Tone skin = grass.mix(cliff, Lens.step(0.22, 0.42, steep + 0.12 * growth));
            skin = skin.mix(FOAM.times(0.8), Lens.step(2.6, 0.6, h + 1.5 * growth));
            Tone key = new Tone(0.76, 0.90, 1.0).mix(new Tone(0.46, 0.74, 1.05), warm);
            return skin.times(key.times(0.15 + 1.0 * sun).plus(new Tone(0.34, 0.28, 0.24).times(0.75)));
        }

        private Tone sea(double x, double z, double far, double u, double v) {
            // Steps out from the land: shoals are pale, and waves break there.
            double shore = -3;
            for (double reach : new double[]{4, 10, 20, 34}) {
                double h = Math.max(at(x + side * reach, z), at(x, z + reach));
                if (h > 0) {
                    shore = Math.max(shore, 1 - reach / 40);
                }
            }
            double swell = water.clouds(x * 0.05 + 0.02 * z, z * 0.016, 4, 0.6);
            Tone deep = new Tone(0.30, 0.215, 0.085).mix(new Tone(0.34, 0.30, 0.20), 0.5 * warm);
            Tone shoal = new Tone(0.40, 0.40, 0.22);
            double graze = Math.pow(1 - Math.min(1, eye / far * 2.2), 4);
            Tone tone = deep.mix(sky(u, horizon - 0.25), 0.12 + 0.55 * graze).times(1 + 0.22 * swell);
            if (shore > -3) {
                tone = tone.mix(shoal, 0.55 * Math.max(0, shore));
                double foam = water.clouds(x * 0.09 + 7, z * 0.05, 4, 0.65) + 1.5 * shore - 0.75;
                tone = tone.mix(FOAM, 0.85 * Lens.step(0.0, 0.55, foam));
            } else {
                tone = tone.mix(FOAM.times(0.9), 0.6 * Lens.step(0.62, 0.95, swell + 0.15 * land.at(x * 0.2, z * 0.1)));
            }
            double glitter = Math.exp(-Lens.square((u - sunU) / 0.5)) * warm;
            tone = tone.plus(new Tone(0.35, 0.62, 0.9).times(glitter * 0.35 * Lens.step(0.1, 0.8, swell)));
            return veil(tone, far, u, v);
        }

        private Tone veil(Tone tone, double distance, double u, double v) {
            return sky(u, horizon - 0.05).times(0.92).mix(tone, Math.exp(-distance / 1500));
        }

        private Tone sky(double u, double v) {
            double e = Math.max(0, horizon - v);
            double near = Math.exp(-Lens.square((u - sunU) / 1.3));
            Tone high = new Tone(0.70, 0.45, 0.27).mix(new Tone(0.56, 0.42, 0.34), warm);
            Tone bottom = new Tone(0.78, 0.72, 0.66).mix(new Tone(0.44, 0.66, 0.95), warm * (0.45 + 0.55 * near));
            Tone sky = bottom.mix(high, Lens.step(0.0, 1.9, e));
            double mass = air.clouds(u * 0.7 + 3, e * (1.6 + 1.2 * low) + 2, 5, 0.55);
            double thick = Lens.step(0.25 - 0.55 * low, 1.0 - 0.2 * low, mass) * Lens.step(0.05, 0.5, e);
            Tone cloud = new Tone(0.72, 0.71, 0.72).mix(new Tone(0.48, 0.58, 0.80), warm).times(1 - 0.3 * thick * low);
            return sky.mix(cloud, 0.85 * thick);
        }
    }
}
