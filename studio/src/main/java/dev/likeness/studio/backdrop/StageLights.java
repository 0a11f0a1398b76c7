package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.studio.backdrop.Painting.Paint;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A concert, with the stage far behind the sitter.
 *
 * <p>
 * Lamps hang on a truss and stand on the stage's floor, each a disc of the aperture, white in the middle of its colour.
 * Their beams are cones of lit haze: at the distance t a cone is w0 + t tan(a) wide, and since all of its light passes
 * every cross-section, the light scattered towards the camera goes as 1 / width, with a Gaussian profile; drifting haze
 * breaks it. Between the stage and the sitter stands the crowd, heads at eye level as everywhere on flat ground, darker
 * and sharper the nearer.
 */
final class StageLights implements Backdrop {
    private static final double APERTURE = 0.034;
    private static final double STAGE = 16;

    private static final Tone[][] SCHEMES = {
            {new Tone(1.0, 0.22, 0.05), new Tone(0.75, 0.06, 1.0), new Tone(0.85, 0.75, 0.60)},
            {new Tone(1.0, 0.40, 0.04), new Tone(0.08, 0.30, 1.0), new Tone(0.30, 0.62, 1.0)},
            {new Tone(1.0, 0.10, 0.32), new Tone(0.90, 0.62, 0.05), new Tone(0.42, 0.05, 1.0)}};

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 115);
        Optics optics = painting.optics(APERTURE);
        Show show = new Show(seed, painting);
        painting.add(show::haze);
        show.lamps(optics.blurAt(STAGE));
        for (double distance : new double[]{12, 8.5, 6.4}) {
            Crowd crowd = new Crowd(seed, distance, show.wash);
            painting.over(optics.blurAt(distance), crowd::at);
        }
        return painting.develop(width, height, seed);
    }

    /**
     * A lamp and its beam, in face widths.
     *
     * @param right  of the beam's unit direction
     * @param down   of the beam's unit direction
     * @param spread growth of the beam's half width along it
     */
    private record Beam(double u, double v, double right, double down, double spread, Tone colour, double power) {
        /** Aimed by radians from straight down, positive to the right. */
        static Beam aimed(double u, double v, double aim, double spread, Tone colour, double power) {
            return new Beam(u, v, Math.sin(aim), Math.cos(aim), spread, colour, power);
        }
    }

    /** Lamps and haze of one moment. */
    private static final class Show {
        private final Painting painting;
        private final List<Beam> beams = new ArrayList<>();
        private final Tone wash;
        private final Noise drift;

        Show(Seed seed, Painting painting) {
            this.painting = painting;
            SplittableRandom chance = new SplittableRandom(seed.value());
            Tone[] scheme = SCHEMES[chance.nextInt(SCHEMES.length)];
            wash = scheme[0];
            drift = new Noise(seed.value(), 1);
            double truss = Math.min(-0.50, 0.80 * painting.top());
            double pitch = 0.62 + 0.10 * chance.nextDouble();
            double first = Math.floor(painting.left() / pitch) * pitch + pitch * chance.nextDouble();
            double sweep = 0.25 + 0.25 * chance.nextDouble();
            int number = 0;
            for (double u = first; u < painting.right() + 0.3; u += pitch) {
                double aim = -sweep * u / Math.max(1.2, painting.right()) * 1.6 + 0.10 * chance.nextGaussian();
                beams.add(Beam.aimed(u, truss + 0.05 * u * u / 9, aim, 0.055 + 0.03 * chance.nextDouble(),
                        scheme[number++ % 2], 0.65 + 0.5 * chance.nextDouble()));
            }
            for (int side = -1; side <= 1; side += 2) {
                double u = side * (1.05 + 0.25 * chance.nextDouble());
                beams.add(Beam.aimed(u, -0.15, Math.PI - side * (0.10 + 0.35 * chance.nextDouble()), 0.07, scheme[2],
                        0.7));
            }
        }

        Tone haze(double u, double v) {
            double thick = 0.72 + 0.55 * drift.clouds(u * 0.9, v * 1.2, 4, 0.6);
            double low = Math.exp(-Math.pow((v - 0.1) / 0.9, 2));
            Tone sum = wash.times(0.022 + 0.13 * low * Math.max(0.1, thick)).plus(new Tone(0.004, 0.003, 0.003));
            for (Beam beam : beams) {
                double du = u - beam.u;
                double dv = v - beam.v;
                double along = dv * beam.down + du * beam.right;
                if (along > -0.15) {
                    double across = du * beam.down - dv * beam.right;
                    double wide = 0.055 + Math.max(0, along) * beam.spread;
                    double s = across / wide;
                    if (s * s < 12) {
                        double fade = Lens.step(-0.15, 0.1, along) / (1 + 0.35 * along);
                        double light = 0.046 * beam.power / wide * Math.exp(-s * s) * fade * Math.max(0.15, thick);
                        sum = sum.plus(beam.colour.times(light));
                    }
                }
                double halo = 1 + (du * du + dv * dv) / 0.10;
                sum = sum.plus(beam.colour.times(0.16 * beam.power / (halo * halo)));
            }
            return sum.times(1 - 0.35 * Math.exp(-(u * u / 0.5 + v * v / 0.7)));
        }

        void lamps(double radius) {
            Bokeh bokeh = painting.lights();
            for (Beam beam : beams) {
                Tone hot = beam.colour.mix(new Tone(1, 1, 1), 0.42);
                bokeh.add(painting.x(beam.u), painting.y(beam.v), radius, hot.times(0.95 * beam.power));
            }
        }
    }

    /** One row of listeners seen from behind. */
    private static final class Crowd {
        private final double distance;
        private final double head;
        private final double metre;
        private final long seed;
        private final Noise shape;
        private final Tone wash;

        Crowd(Seed seed, double distance, Tone wash) {
            this.wash = wash;
            this.seed = seed.value() + (long) (distance * 10);
            this.distance = distance;
            metre = Optics.metres(distance);
            head = 0.095 / metre;
            shape = new Noise(this.seed, 2);
        }

        Paint at(double u, double v) {
            double pitch = 0.52 / metre;
            double cover = Lens.step(2.6, 3.2, v / head);
            int place = (int) Math.floor(u / pitch);
            for (int i = place - 1; i <= place + 1; i++) {
                long hash = Noise.mix(seed ^ i * 0x9E3779B97F4A7C15L);
                double middle = (i + 0.5 + 0.5 * ((hash & 0xFF) / 255.0 - 0.5)) * pitch;
                double tall = (0.16 * ((hash >>> 8 & 0xFF) / 255.0 - 0.5) - 0.06) / metre;
                double du = (u - middle) / head;
                double dv = (v + tall) / (head * 1.3);
                double skull = 1 - Math.hypot(du, dv);
                double shoulders = (v + tall - head * 1.5 - head * 0.30 * du * du) / head;
                double body = Math.abs(du) < 2.4 ? shoulders : -1;
                cover = Math.max(cover, Lens.step(-0.06, 0.06, Math.max(skull, body)));
                cover = Math.max(cover, (hash >>> 16 & 7) < 2 ? arm(u - middle, v + tall, (hash >>> 24 & 1) == 0) : 0);
            }
            double haze = 0.0011 * distance;
            double spill = 0.020 * Math.exp(-Math.max(0, v) / 1.4) * (1 + 0.8 * shape.at(u / head, v * 2));
            return new Paint(new Tone(1.4, 0.95, 1.0).times(haze).plus(wash.times(spill)), cover);
        }

        /** A raised arm with its hand. */
        private double arm(double du, double dv, boolean right) {
            double lean = (right ? du : -du) - 1.25 * head + 0.22 * dv;
            double raised = -dv / head;
            double thin = raised > 2.6 ? 0.42 : 0.30;
            return raised > -2 && raised < 3.5 ? Lens.step(0.05, -0.05, Math.abs(lean) / head - thin) : 0;
        }
    }
}
