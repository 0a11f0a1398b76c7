package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A white studio wall washed by lamps with pale gels, two or three colours that melt into each other.
 *
 * <p>
 * Each lamp lights the wall by cos^4, the law of an even source at a distance, from its own side; where pools meet the
 * lights add and the colour stays clean, which a gradient computed in sRGB does not. The wall is matt and a little uneven.
 */
record PastelBackdrop(List<Scheme> schemes) implements Backdrop {
    /** The gels of the lamp at the side, of the one opposite, and of the one below. */
    record Scheme(Tone first, Tone second, Tone third) {
        static Scheme of(int first, int second, int third) {
            return new Scheme(Tone.ofSrgb(first), Tone.ofSrgb(second), Tone.ofSrgb(third));
        }

        /** The same gels on other lamps, each paler or deeper. */
        Scheme mixed(SplittableRandom chance) {
            List<Tone> gels = new ArrayList<>(List.of(first, second, third));
            List<Tone> lamps = new ArrayList<>();
            while (!gels.isEmpty()) {
                Tone gel = gels.remove(chance.nextInt(gels.size()));
                double grey = 0.0722 * gel.b() + 0.7152 * gel.g() + 0.2126 * gel.r();
                lamps.add(new Tone(grey, grey, grey).mix(gel, PALEST + (DEEPEST - PALEST) * chance.nextDouble()));
            }
            return new Scheme(lamps.get(0), lamps.get(1), lamps.get(2));
        }

        /** Depth of a gel's colour, factors. */
        private static final double PALEST = 0.55;
        private static final double DEEPEST = 1.55;

        double green() {
            return (first.g() + second.g() + third.g()) / 3;
        }
    }

    private static final Scheme ROSE = Scheme.of(0xF5A9BF, 0xF8CDBB, 0xDFA8DA);
    private static final Scheme LILAC = Scheme.of(0xBFA4EC, 0xEBAEDD, 0xA3B8F2);
    private static final Scheme PEACH = Scheme.of(0xFBB992, 0xF9CC9A, 0xF6A9A6);
    private static final Scheme MINT = Scheme.of(0x9BDFC0, 0xD0E8A4, 0x92D0DE);
    private static final Scheme SKY = Scheme.of(0x95C1F0, 0xBADAF3, 0xBBAAEC);
    private static final Scheme DAWN = Scheme.of(0xF8A8AE, 0xA2BEF2, 0xF8CF94);
    private static final Scheme SHELL = Scheme.of(0xA3DDD5, 0xF5B0C2, 0xC6AEEE);

    static final PastelBackdrop ANY = new PastelBackdrop(List.of(ROSE, LILAC, PEACH, MINT, SKY, DAWN, SHELL));
    static final PastelBackdrop PINK = new PastelBackdrop(List.of(ROSE));
    static final PastelBackdrop PURPLE = new PastelBackdrop(List.of(LILAC));
    static final PastelBackdrop YELLOW = new PastelBackdrop(List.of(PEACH));

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 100);
        SplittableRandom chance = new SplittableRandom(Noise.mix(seed.value()));
        Scheme gels = schemes.get(chance.nextInt(schemes.size())).mixed(chance);
        double side = chance.nextDouble() < 0.5 ? -1 : 1;
        double wide = Math.max(1.5, 0.5 * (easel.right() - easel.left()));
        double high = Math.max(1.5, 0.5 * (easel.bottom() - easel.top()));
        double middleV = (easel.top() + easel.bottom()) / 2;
        Pool first = new Pool(gels.first, -side * wide * (0.55 + 0.4 * chance.nextDouble()),
                middleV - high * (0.65 + 0.25 * chance.nextDouble()), 1.25 * wide, 1.25 * high);
        Pool second = new Pool(gels.second, side * wide * (0.55 + 0.4 * chance.nextDouble()),
                middleV - high * (0.35 - 0.6 * chance.nextDouble()), 1.1 * wide, 1.1 * high);
        Pool third = new Pool(gels.third, -side * wide * (0.2 + 0.5 * chance.nextDouble()),
                middleV + high * (0.75 + 0.3 * chance.nextDouble()), 1.15 * wide, 1.0 * high);
        // Deep gels take more light, as far as no channel is driven into white.
        double exposure = Math.min(1.2, 0.53 / gels.green()) * (0.80 + 0.22 * chance.nextDouble());
        double fall = 0.15 + 0.25 * chance.nextDouble();
        Noise uneven = new Noise(seed.value(), 1);
        return Lens.develop(easel.paint((u, v) -> {
            double a = first.at(u, v);
            double b = second.at(u, v);
            double c = third.at(u, v);
            Tone gel = first.gel.times(a).plus(second.gel.times(b)).plus(third.gel.times(c)).times(1 / (a + b + c));
            double wall = 1 + 0.035 * uneven.clouds(u * 0.45, v * 0.45, 2, 0.5);
            return gel.times(exposure * wall * (0.865 - 1.3 * fall + fall * Math.min(1.3, a + b + c)));
        }), width, height, seed.value());
    }

    /** The light of one lamp on the wall. */
    private record Pool(Tone gel, double u, double v, double wide, double high) {
        double at(double atU, double atV) {
            double du = (atU - u) / wide;
            double dv = (atV - v) / high;
            double square = 1 + du * du + dv * dv;
            return 1 / (square * square);
        }
    }
}
