package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * A street at night, far behind the sitter, through a fast lens.
 *
 * <p>
 * The street is laid out in metres and projected ({@link Optics}): lamps in two rows that run to a vanishing point, cars
 * with white lights coming and red lights going, shop fronts, and buildings with some lit windows. A portrait lens sees
 * only a few metres of width at such distances, so everything lies 40 to 400 m away and every light becomes a disc of
 * nearly the same size, and its brightness falls with the distance. Between lamps of one kind brightness is log-normal:
 * many faint discs, few brilliant ones. Walls and sky glow faintly from the lights below, wet asphalt mirrors them. Lights
 * that would touch the head are dimmed, so that hair keeps its outline.
 */
final class CityNight implements Backdrop {
    private static final double APERTURE = 0.032;
    private static final double EYE_LEVEL = 1.6;
    /** Distance at which a light has its nominal brightness, metres. */
    private static final double NEAR = 75;

    private static final Tone SODIUM = new Tone(0.035, 0.34, 1.0);
    private static final Tone TUNGSTEN = new Tone(0.13, 0.47, 1.0);
    private static final Tone WARM_WHITE = new Tone(0.42, 0.72, 1.0);
    private static final Tone DAYLIGHT = new Tone(1.0, 0.84, 0.70);
    private static final Tone TAIL_LIGHT = new Tone(0.02, 0.03, 1.0);
    private static final Tone GO = new Tone(0.62, 1.0, 0.06);
    private static final Tone SIGN_BLUE = new Tone(1.0, 0.34, 0.07);
    private static final Tone SIGN_PINK = new Tone(0.55, 0.10, 1.0);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        double reduction = Math.clamp(Math.rint(focus.faceWidth() / 230), 2, 4);
        int w = (int) Math.ceil(width / reduction);
        int h = (int) Math.ceil(height / reduction);
        Street street = new Street(seed, focus.reduced(reduction), w, h);
        // Walls have no edges worth keeping: they blur far more than the lens alone would, through the night's haze.
        Raster small = Lens.defocus(street.walls(), street.optics.blurAt(300));
        street.light(new Bokeh(small));
        return Lens.develop(small, width, height, seed.value());
    }

    /**
     * A light in the street.
     *
     * @param beside   metres to the right of the line to the vanishing point
     * @param above    metres above the road
     * @param distance metres from the lens
     */
    private record Light(double beside, double above, double distance, Tone colour) {}

    /** One arrangement of the street on the small painting. */
    private static final class Street {
        private final SplittableRandom chance;
        private final Focus face;
        private final Optics optics;
        private final int width;
        private final int height;
        /** 0 an old quarter of few windows, 1 towers. */
        private final double town;
        private final int traffic;
        private final double neon;
        private final double vanishingX;
        private final double horizonY;
        private final Noise haze;

        Street(Seed seed, Focus face, int width, int height) {
            chance = new SplittableRandom(seed.value());
            this.face = face;
            this.width = width;
            this.height = height;
            optics = new Optics(face.faceWidth(), APERTURE);
            vanishingX = face.centreX() + face.faceWidth() * (chance.nextDouble() < 0.5 ? -1 : 1)
                    * (0.15 + 1.1 * chance.nextDouble());
            horizonY = face.centreY() + face.faceWidth() * (0.25 + 0.6 * chance.nextDouble());
            town = chance.nextDouble();
            traffic = 3 + chance.nextInt(22);
            neon = chance.nextDouble();
            haze = new Noise(seed.value(), 1);
        }

        /** Buildings, sky and road without their lights, sharp. */
        Raster walls() {
            Raster raster = Raster.blank(width, height, 3);
            int blocks = 40;
            double[] roof = new double[blocks];
            double[] grey = new double[blocks];
            for (int i = 0; i < blocks; i++) {
                // Higher towards the frame's sides: nearer houses of the same street.
                double side = Math.abs(i - blocks / 2.0) / (blocks / 2.0);
                roof[i] = (0.9 + 1.6 * side + 1.3 * chance.nextDouble()) * face.faceWidth();
                grey[i] = 0.5 + 0.9 * chance.nextDouble();
            }
            double wide = face.faceWidth() * 0.55;
            Rows.parallel(height, (from, to) -> {
                for (int y = from; y < to; y++) {
                    for (int x = 0; x < width; x++) {
                        int block = Math.clamp((int) Math.floor((x - vanishingX) / wide) + blocks / 2, 0, blocks - 1);
                        ground(x, y, roof[block], grey[block]).store(raster.data(), raster.at(x, y));
                    }
                }
            });
            return raster;
        }

        private Tone ground(double x, double y, double roof, double grey) {
            double above = (horizonY - y) / face.faceWidth();
            double along = x / face.faceWidth();
            double glow = Math.exp(-Math.abs(above) / 0.8) * (1 + 0.5 * haze.clouds(along * 0.8, above, 2, 0.5));
            Tone warm = new Tone(0.014, 0.027, 0.056).times(glow);
            if (above < 0) {
                return new Tone(0.016, 0.011, 0.009).plus(warm.times(0.8));
            }
            Tone sky = new Tone(0.062, 0.030, 0.017).times(1 + 0.35 * haze.clouds(along * 0.3, above * 0.5, 2, 0.5));
            return above * face.faceWidth() < roof
                    ? new Tone(0.021, 0.013, 0.010).times(grey).plus(warm.times(0.5 + 0.5 * grey))
                    : sky.plus(warm.times(0.8));
        }

        void light(Bokeh bokeh) {
            windows(bokeh);
            shops(bokeh);
            lamps(bokeh);
            cars(bokeh);
        }

        private void windows(Bokeh bokeh) {
            int houses = 5 + (int) ((1.4 + 3.4 * town) * width / face.faceWidth());
            for (int i = 0; i < houses; i++) {
                double distance = 130 + 260 * chance.nextDouble();
                double metre = optics.scaleAt(distance);
                double left = (width / 2.0 - vanishingX + (chance.nextDouble() - 0.5) * 1.25 * width) / metre;
                boolean office = chance.nextDouble() < 0.22;
                int floors = 2 + chance.nextInt((int) (5 + 17 * town));
                int columns = 3 + chance.nextInt(5);
                for (int floor = 0; floor < floors; floor++) {
                    for (int column = 0; column < columns; column++) {
                        if (chance.nextDouble() < 0.26) {
                            Tone curtain = office
                                    ? DAYLIGHT.mix(WARM_WHITE, chance.nextDouble())
                                    : SODIUM.mix(WARM_WHITE, chance.nextDouble());
                            point(bokeh, new Light(left + column * 3.4, 5 + floor * 3.3, distance, curtain),
                                    spread(0.26, 0.8));
                        }
                    }
                }
            }
        }

        private void shops(Bokeh bokeh) {
            for (int i = 0; i < 10 + 30 * neon; i++) {
                double distance = 55 + 170 * chance.nextDouble();
                double side = (chance.nextDouble() < 0.5 ? -1 : 1) * (6 + 6 * chance.nextDouble());
                double high = 2.4 + 3.2 * chance.nextDouble();
                Tone colour = sign(chance.nextDouble());
                int bulbs = 1 + chance.nextInt(4);
                double brightness = spread(0.22, 0.6);
                for (int bulb = 0; bulb < bulbs; bulb++) {
                    point(bokeh, new Light(side + 0.9 * bulb, high + 0.25 * chance.nextGaussian(), distance, colour),
                            brightness);
                }
            }
        }

        private Tone sign(double pick) {
            return pick < 0.85 - 0.5 * neon
                    ? WARM_WHITE.mix(SODIUM, chance.nextDouble())
                    : pick < 0.62
                            ? DAYLIGHT
                            : pick < 0.76 ? SIGN_BLUE : pick < 0.87 ? SIGN_PINK : pick < 0.94 ? GO : TAIL_LIGHT;
        }

        private void lamps(Bokeh bokeh) {
            Tone colour = SODIUM.mix(TUNGSTEN, chance.nextDouble());
            double spacing = 26 + 10 * chance.nextDouble();
            double tall = 6.5 + 2 * chance.nextDouble();
            for (int side = -1; side <= 1; side += 2) {
                double distance = 60 + spacing * chance.nextDouble();
                while (distance < 420) {
                    double beside = side * (5.4 + 0.9 * chance.nextGaussian());
                    double brightness = spread(0.78, 0.3);
                    point(bokeh, new Light(beside, tall + 0.3 * chance.nextGaussian(), distance, colour), brightness);
                    for (int drop = 0; drop < 3; drop++) {
                        point(bokeh, new Light(beside, -0.2 - 0.9 * drop, distance, colour),
                                brightness * 0.11 / (1 + drop));
                    }
                    distance += spacing * (0.8 + 0.4 * chance.nextDouble());
                }
            }
        }

        private void cars(Bokeh bokeh) {
            for (int i = 0; i < traffic; i++) {
                double distance = 48 + 260 * Math.pow(chance.nextDouble(), 1.3);
                boolean coming = chance.nextDouble() < 0.5;
                double lane = (coming ? -1 : 1) * (1.4 + 3.0 * chance.nextDouble());
                Tone colour = coming ? WARM_WHITE.mix(DAYLIGHT, chance.nextDouble()) : TAIL_LIGHT;
                double brightness = spread(coming ? 0.7 : 0.5, 0.4);
                for (double half = -0.7; half < 1; half += 1.4) {
                    point(bokeh, new Light(lane + half, 0.7, distance, colour), brightness);
                    point(bokeh, new Light(lane + half, -0.6, distance, colour), 0.07 * brightness);
                }
            }
            for (int i = 0; i < 3; i++) {
                point(bokeh, new Light((chance.nextDouble() - 0.5) * 9, 3.2, 70 + 90 * chance.nextDouble(),
                        chance.nextDouble() < 0.5 ? GO : TAIL_LIGHT), 0.7);
            }
        }

        /** A log-normal brightness round {@code middle}. */
        private double spread(double middle, double sigma) {
            return middle * Math.exp(sigma * chance.nextGaussian() - sigma * sigma / 2);
        }

        private void point(Bokeh bokeh, Light light, double brightness) {
            double metre = optics.scaleAt(light.distance);
            double x = vanishingX + light.beside * metre;
            double y = horizonY - (light.above - EYE_LEVEL) * metre;
            double u = face.u(x);
            double v = face.v(y) - 0.1;
            double clear = 1 - 0.72 * Math.exp(-(u * u / 0.62 + v * v / 1.1));
            double far = Math.min(1.2, Math.pow(NEAR / light.distance, 1.6));
            double radius = optics.blurAt(light.distance) * (0.92 + 0.16 * chance.nextDouble());
            bokeh.add(x, y, radius, light.colour.times(Math.min(0.95, brightness * far) * clear));
        }
    }
}
