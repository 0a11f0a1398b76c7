package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.studio.backdrop.Painting.Paint;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A living room at Christmas: a lit fir beside the sitter, strings of fairy lights on the wall on the other side, the warm
 * glow of a fire from below. The wall stands behind the tree, so the lights of the wall are the larger discs.
 * Lights of one string are alike but for the direction they point in: brightness is log-normal.
 * Glass balls hang between them and mirror the room.
 */
final class ChristmasTree implements Backdrop {
    private static final double APERTURE = 0.034;
    private static final double TREE = 3.6;
    private static final double WALL = 6.0;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 140);
        Optics optics = painting.optics(APERTURE);
        Room room = new Room(seed, painting);
        painting.add(room::wall);
        painting.defocus(optics.blurAt(WALL));
        room.strings(optics);
        painting.over(optics.blurAt(TREE), room::tree);
        painting.over(optics.blurAt(TREE), room::balls);
        room.highlights(optics);
        room.candles(optics);
        return painting.develop(width, height, seed);
    }

    /** One room. */
    private static final class Room {
        private static final double METRE = Optics.metres(TREE);
        private static final Tone WARM = new Tone(0.16, 0.55, 1.0);
        private static final Tone FIRE = new Tone(0.05, 0.22, 0.60);
        private static final Tone WALLPAPER = new Tone(0.055, 0.062, 0.085);
        private static final Tone NEEDLES = new Tone(0.020, 0.050, 0.022);
        private static final Tone[] COLOURED = {new Tone(0.03, 0.06, 1.0), new Tone(0.10, 0.85, 0.10),
                new Tone(1.0, 0.32, 0.06), new Tone(0.05, 0.42, 1.0)};
        private static final Tone[] PAINTS = {new Tone(0.022, 0.020, 0.24), new Tone(0.045, 0.17, 0.32),
                new Tone(0.014, 0.012, 0.13)};

        private final SplittableRandom chance;
        private final Painting painting;
        private final double axis;
        private final double apex;
        private final double taper;
        private final Noise twig;
        private final List<Bauble> baubles = new ArrayList<>();

        Room(Seed seed, Painting painting) {
            this.painting = painting;
            chance = new SplittableRandom(seed.value());
            axis = (chance.nextBoolean() ? 1 : -1) * (1.05 + 0.2 * chance.nextDouble());
            apex = -0.72 - 0.16 * chance.nextDouble();
            taper = 0.36 + 0.07 * chance.nextDouble();
            twig = new Noise(seed.value(), 1);
            for (int i = 0; i < 30; i++) {
                double down = apex + 0.15 + 1.5 * chance.nextDouble();
                baubles.add(new Bauble(axis + half(down) * (2 * chance.nextDouble() - 1) * 0.9 / METRE, down / METRE,
                        (0.030 + 0.012 * chance.nextDouble()) / METRE, PAINTS[chance.nextInt(PAINTS.length)]));
            }
        }

        private record Bauble(double u, double v, double size, Tone paint) {}

        /** Glass balls: lit from above, dark below, with the room's reflection at the rim. */
        Paint balls(double u, double v) {
            for (Bauble ball : baubles) {
                double du = (u - ball.u) / ball.size;
                double dv = (v - ball.v) / ball.size;
                double square = du * du + dv * dv;
                if (square < 1) {
                    double lit = 0.55 - 0.45 * dv - 0.2 * du + 0.5 * square * square;
                    return Paint.opaque(ball.paint.times(lit));
                }
            }
            return Paint.NONE;
        }

        Tone wall(double u, double v) {
            double glow = Math.exp(-Math.pow((u - axis) / 1.5, 2) - Math.pow((v - 0.2) / 1.8, 2));
            double fire = Math.exp(-Math.pow((u + 1.2 * axis) / 1.7, 2) - Math.pow((v - 2.0) / 1.3, 2));
            double paper = 1 + 0.25 * twig.clouds(u * 1.2 + 30, v * 1.2, 3, 0.6);
            return WALLPAPER.times(paper * (0.55 + 1.0 * glow)).plus(WARM.times(0.05 * glow))
                    .plus(FIRE.times(0.5 * fire));
        }

        /** Half the tree's width in metres at a height below the eyes. */
        private double half(double down) {
            double tier = (down - apex) / 0.30;
            double skirt = 0.78 + 0.30 * (tier - Math.floor(tier));
            return Math.max(0, (down - apex) * taper * skirt);
        }

        Paint tree(double u, double v) {
            double x = (u - axis) * METRE;
            double y = v * METRE;
            double ragged = 0.10 * twig.clouds(u * 3.0, v * 3.4, 4, 0.65);
            double inside = half(y + 0.3 * ragged) - Math.abs(x) + ragged;
            double cover = Lens.step(-0.02, 0.03, inside) * (y > apex ? 1 : 0);
            double clump = 0.75 + 1.1 * Math.max(-0.5, twig.clouds(u * 5 + 9, v * 7, 3, 0.65));
            double depth = 0.5 + 0.8 * Lens.step(0.3, 0, inside);
            Tone lit = NEEDLES.times(clump * depth).plus(WARM.times(0.016 * clump));
            return new Paint(lit, cover);
        }

        /** Strings of lights hanging down the wall. */
        void strings(Optics optics) {
            Bokeh bokeh = painting.lights();
            double metre = Optics.metres(WALL);
            double pitch = 0.24 / metre;
            for (double u = painting.left() - pitch * chance.nextDouble(); u < painting.right() + 0.2; u += pitch
                    * (0.85 + 0.3 * chance.nextDouble())) {
                double swing = 0.03 * chance.nextGaussian();
                double first = painting.top() - 0.5 * chance.nextDouble();
                for (double v = first; v < 1.6; v += 0.16 + 0.32 * chance.nextDouble()) {
                    double bright = 0.26 * Math.exp(0.9 * chance.nextGaussian() - 0.4);
                    light(bokeh, u + swing * (v + 2) + 0.05 * chance.nextGaussian(), v, optics.blurAt(WALL),
                            WARM.times(Math.min(0.8, bright)));
                }
            }
        }

        void highlights(Optics optics) {
            Bokeh bokeh = painting.lights();
            for (Bauble ball : baubles) {
                light(bokeh, ball.u - 0.012 / METRE, ball.v - 0.014 / METRE, optics.blurAt(TREE),
                        WARM.mix(new Tone(1, 1, 1), 0.4).times(0.22));
            }
        }

        void candles(Optics optics) {
            Bokeh bokeh = painting.lights();
            boolean mixed = chance.nextDouble() < 0.6;
            for (int i = 0; i < 230; i++) {
                double down = apex + 0.05 + 1.9 * Math.sqrt(chance.nextDouble());
                double u = axis + half(down) * (2 * chance.nextDouble() - 1) / METRE;
                double distance = TREE - 0.35 + 0.7 * chance.nextDouble();
                boolean coloured = mixed && chance.nextDouble() < 0.28;
                Tone colour = coloured ? COLOURED[chance.nextInt(COLOURED.length)] : WARM;
                double bright = 0.42 * Math.exp(0.75 * chance.nextGaussian() - 0.28);
                light(bokeh, u, down / METRE, optics.blurAt(distance), colour.times(Math.min(1.3, bright)));
            }
        }

        /** One disc, dimmed where it would touch the head. */
        private void light(Bokeh bokeh, double u, double v, double radius, Tone tone) {
            double clear = 1 - 0.75 * Math.exp(-(u * u / 0.45 + (v - 0.1) * (v - 0.1) / 0.9));
            bokeh.add(painting.x(u), painting.y(v), radius * (0.94 + 0.12 * chance.nextDouble()), tone.times(clear));
        }
    }
}
