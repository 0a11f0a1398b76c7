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
 * nearly the same size. Brightness is log-normal: many faint discs, few brilliant ones. The walls and the sky glow
 * faintly from the lights below. Lights that would touch the head are dimmed, so that hair keeps its outline.
 */
final class CityNight implements Backdrop {
    private static final double APERTURE = 0.030;
    private static final double EYE_LEVEL = 1.6;

    private static final Tone SODIUM = new Tone(0.06, 0.40, 1.0);
    private static final Tone TUNGSTEN = new Tone(0.22, 0.56, 1.0);
    private static final Tone WARM_WHITE = new Tone(0.50, 0.78, 1.0);
    private static final Tone DAYLIGHT = new Tone(1.0, 0.92, 0.82);
    private static final Tone TAIL_LIGHT = new Tone(0.015, 0.03, 1.0);
    private static final Tone GO = new Tone(0.55, 1.0, 0.08);
    private static final Tone SIGN_BLUE = new Tone(1.0, 0.38, 0.10);
    private static final Tone SIGN_PINK = new Tone(0.65, 0.12, 1.0);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        double reduction = Math.clamp(Math.rint(focus.faceWidth() / 130), 1, 4);
        int w = (int) Math.ceil(width / reduction);
        int h = (int) Math.ceil(height / reduction);
        Street street = new Street(seed, focus.reduced(reduction), w, h);
        Raster walls = street.walls();
        Raster small = Lens.defocus(walls, street.optics.blurAt(120));
        street.light(new Bokeh(small));
        return Lens.develop(small, width, height, seed.value());
    }

    /** One arrangement of the street on the small painting. */
    private static final class Street {
        private final SplittableRandom chance;
        private final Focus face;
        private final Optics optics;
        private final int width;
        private final int height;
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
                    * (0.35 + 0.5 * chance.nextDouble());
            horizonY = face.centreY() + face.faceWidth() * (0.45 + 0.2 * chance.nextDouble());
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
            double glow = Math.exp(-Math.abs(above) / 0.9)
                    * (1 + 0.35 * haze.clouds(x / face.faceWidth(), above, 2, 0.5));
            Tone warm = new Tone(0.020, 0.030, 0.050).times(glow);
            if (above < 0) {
                return new Tone(0.012, 0.011, 0.012).plus(warm.times(0.9));
            }
            if (above * face.faceWidth() < roof) {
                return new Tone(0.0105, 0.0095, 0.0095).times(grey).plus(warm.times(0.5 + 0.5 * grey));
            }
            return new Tone(0.034, 0.019, 0.014)
                    .times(1 + 0.4 * haze.clouds(x / face.faceWidth() * 0.3, above * 0.5, 2, 0.5))
                    .plus(warm.times(0.7));
        }

        void light(Bokeh bokeh) {
            windows(bokeh);
            shops(bokeh);
            lamps(bokeh);
            cars(bokeh);
        }

        private void windows(Bokeh bokeh) {
            int houses = 9 + (int) (3.0 * width / face.faceWidth());
            for (int i = 0; i < houses; i++) {
                double distance = 130 + 260 * chance.nextDouble();
                double left = (chance.nextDouble() - 0.5) * 1.25 * width / optics.scaleAt(distance)
                        + (width / 2.0 - vanishingX) / optics.scaleAt(distance);
                Tone curtain = chance.nextDouble() < 0.72 ? TUNGSTEN.mix(WARM_WHITE, chance.nextDouble()) : DAYLIGHT;
                int floors = 4 + chance.nextInt(13);
                int columns = 3 + chance.nextInt(5);
                for (int floor = 0; floor < floors; floor++) {
                    for (int column = 0; column < columns; column++) {
                        if (chance.nextDouble() < 0.24) {
                            point(bokeh, left + column * 3.4, 5 + floor * 3.3, distance, curtain,
                                    0.035 * Math.exp(0.7 * chance.nextGaussian()), 0.95);
                        }
                    }
                }
            }
        }

        private void shops(Bokeh bokeh) {
            for (int i = 0; i < 26; i++) {
                double distance = 60 + 160 * chance.nextDouble();
                double side = chance.nextDouble() < 0.5 ? -1 : 1;
                double pick = chance.nextDouble();
                Tone colour = pick < 0.55
                        ? WARM_WHITE.mix(TUNGSTEN, chance.nextDouble())
                        : pick < 0.75 ? DAYLIGHT : pick < 0.87 ? SIGN_BLUE : pick < 0.95 ? SIGN_PINK : GO;
                int bulbs = 2 + chance.nextInt(4);
                double brightness = 0.10 * Math.exp(0.6 * chance.nextGaussian());
                double high = 2.6 + 2.5 * chance.nextDouble();
                for (int bulb = 0; bulb < bulbs; bulb++) {
                    point(bokeh, side * (6.5 + 5 * chance.nextDouble()), high + 0.3 * chance.nextGaussian(),
                            distance + 4 * bulb,
                            colour, brightness, 1.0);
                }
            }
        }

        private void lamps(Bokeh bokeh) {
            Tone colour = chance.nextDouble() < 0.6 ? SODIUM.mix(TUNGSTEN, 0.5 * chance.nextDouble()) : WARM_WHITE;
            double spacing = 24 + 10 * chance.nextDouble();
            double tall = 6.5 + 2 * chance.nextDouble();
            for (int side = -1; side <= 1; side += 2) {
                double distance = 55 + spacing * chance.nextDouble();
                while (distance < 420) {
                    point(bokeh, side * (5.4 + 0.5 * chance.nextDouble()), tall, distance, colour,
                            0.62 * Math.exp(0.25 * chance.nextGaussian()), 1.0);
                    distance += spacing;
                }
            }
        }

        private void cars(Bokeh bokeh) {
            for (int i = 0; i < 16; i++) {
                double distance = 45 + 260 * Math.pow(chance.nextDouble(), 1.4);
                boolean coming = chance.nextDouble() < 0.5;
                double lane = (coming ? -1 : 1) * (1.6 + 2.6 * chance.nextDouble());
                double brightness = (coming ? 0.75 : 0.42) * Math.exp(0.45 * chance.nextGaussian());
                for (double half = -0.7; half < 1; half += 1.4) {
                    point(bokeh, lane + half, 0.7, distance,
                            coming ? WARM_WHITE.mix(DAYLIGHT, chance.nextDouble()) : TAIL_LIGHT,
                            brightness, 1.0);
                    // The wet sheen of the asphalt: a fainter image below.
                    point(bokeh, lane + half, -0.5, distance, coming ? TUNGSTEN : TAIL_LIGHT, 0.12 * brightness, 1.15);
                }
            }
            for (int i = 0; i < 3; i++) {
                point(bokeh, (chance.nextDouble() - 0.5) * 9, 3.2, 70 + 120 * chance.nextDouble(),
                        chance.nextDouble() < 0.5 ? GO : TAIL_LIGHT, 0.45, 1.0);
            }
        }

        /** A light at metres beside the vanishing point's line and above the road. */
        private void point(Bokeh bokeh, double beside, double above, double distance, Tone colour, double brightness,
                double size) {
            double x = vanishingX + beside * optics.scaleAt(distance);
            double y = horizonY - (above - EYE_LEVEL) * optics.scaleAt(distance);
            double radius = optics.blurAt(distance) * size * (0.94 + 0.12 * chance.nextDouble());
            double u = face.u(x);
            double v = face.v(y) - 0.1;
            double clear = 1 - 0.72 * Math.exp(-(u * u / 0.62 + v * v / 1.1));
            bokeh.add(x, y, radius, colour.times(brightness * clear));
        }
    }
}
