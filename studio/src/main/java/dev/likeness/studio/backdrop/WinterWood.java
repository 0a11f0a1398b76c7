package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A wood in falling snow, in the flat light of a white sky.
 *
 * <p>
 * Trees stand in ranks; each rank is paler and bluer than the one before, because the falling snow between scatters the
 * sky's light (contrast falls exponentially with distance: H. Koschmieder, 1924). Boughs carry snow on their upper side.
 * Flakes fall at every distance: before the wood and behind the sitter they are discs, the nearer to the sitter the
 * smaller and the denser.
 */
final class WinterWood implements Backdrop {
    private static final double APERTURE = 0.026;
    private static final double EYE_LEVEL = 1.6;
    /** Distance at which a tree is half lost in the air, metres. */
    private static final double SIGHT = 26;

    private static final Tone AIR = new Tone(0.52, 0.485, 0.455);
    private static final Tone SNOW = new Tone(0.62, 0.58, 0.55);
    private static final Tone HOLLOW = new Tone(0.34, 0.285, 0.25);
    private static final Tone BARK = new Tone(0.030, 0.030, 0.034);
    private static final Tone NEEDLES = new Tone(0.030, 0.038, 0.026);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 140);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Wood wood = new Wood(seed, easel);
        Raster soft = Lens.defocus(easel.paint(wood::ground), optics.blurAt(40));
        for (double distance : new double[]{60, 42, 30, 22, 15, 10.5}) {
            Raster rank = easel.layer();
            wood.rank(new Brush(rank, easel.face()), distance);
            Lens.over(soft, rank, optics.blurAt(distance));
        }
        wood.flakes(new Bokeh(soft), optics);
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One day. */
    private static final class Wood {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double horizon;
        private final Noise drift;

        Wood(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            horizon = 0.35 + 0.15 * chance.nextDouble();
            drift = new Noise(seed.value(), 1);
        }

        Tone ground(double u, double v) {
            if (v < horizon) {
                double cloud = drift.clouds(u * 0.3, v * 0.5 + 20, 3, 0.5);
                return AIR.times(0.98 + 0.05 * cloud + 0.06 * Lens.step(1.5, -1.5, v - horizon));
            }
            double distance = Optics.groundAt(EYE_LEVEL, Math.max(2e-3, v - horizon));
            double beside = Optics.metresAcross(u, distance);
            double hollow = drift.clouds(beside * 0.22, distance * 0.11, 4, 0.55);
            Tone snow = HOLLOW.mix(SNOW, Lens.step(-0.9, 0.6, hollow));
            return snow.mix(AIR, 1 - Math.exp(-distance / (1.6 * SIGHT)));
        }

        private Tone through(Tone tone, double distance) {
            return tone.mix(AIR, 1 - Math.exp(-distance / (1.44 * SIGHT)));
        }

        void rank(Brush brush, double distance) {
            double metre = Optics.metreAt(distance);
            double foot = horizon + EYE_LEVEL * metre;
            double pitch = 2.6 * metre;
            double from = easel.left() - pitch;
            int count = (int) Math.ceil((easel.span() + 2 * pitch) / pitch);
            for (int i = 0; i < count; i++) {
                double u = from + pitch * (i + 0.9 * chance.nextDouble());
                // Near firs would be dark bands, not trees.
                boolean fir = chance.nextDouble() < 0.5 && distance > 20;
                double thick = metre * (0.16 + 0.16 * chance.nextDouble());
                // No thick trunk above the head.
                if (distance < 20 && Math.abs(u) < 0.55) {
                    chance.nextDouble();
                    continue;
                }
                if (fir) {
                    fir(brush, u, foot, metre, distance);
                } else {
                    trunk(brush, u, foot, metre, thick, distance);
                }
            }
        }

        private void trunk(Brush brush, double u, double foot, double metre, double thick, double distance) {
            double lean = 0.05 * chance.nextGaussian();
            double high = 14 * metre;
            Tone bark = through(BARK.times(0.8 + 0.6 * chance.nextDouble()), distance);
            brush.limb(u, foot, u + lean * high, foot - high, thick, 0.45 * thick, bark);
            // Wind-blown snow on one side.
            brush.limb(u - 0.38 * thick, foot, u + lean * high - 0.18 * thick, foot - high, 0.16 * thick,
                    0.10 * thick, through(SNOW.times(0.9), distance));
            int boughs = 5 + chance.nextInt(5);
            for (int i = 0; i < boughs; i++) {
                double up = metre * (1.8 + 8 * chance.nextDouble());
                double hand = chance.nextDouble() < 0.5 ? -1 : 1;
                double length = metre * (0.8 + 1.7 * chance.nextDouble());
                double rise = 0.5 + 0.9 * chance.nextDouble();
                double fromU = u + lean * up;
                double toU = fromU + hand * length;
                double toV = foot - up - rise * length;
                brush.limb(fromU, foot - up, toU, toV, 0.22 * thick, 0.06 * thick, bark);
                brush.limb(fromU, foot - up - 0.09 * thick, toU, toV - 0.05 * thick, 0.13 * thick, 0.06 * thick,
                        through(SNOW, distance));
                for (int twig = 0; twig < 4; twig++) {
                    double t = 0.3 + 0.7 * chance.nextDouble();
                    double atU = fromU + t * hand * length;
                    double atV = foot - up - t * rise * length;
                    double turn = -Math.PI / 2 + 0.9 * chance.nextGaussian();
                    double reach = metre * (0.3 + 0.5 * chance.nextDouble());
                    brush.limb(atU, atV, atU + reach * Math.cos(turn), atV + reach * Math.sin(turn), 0.07 * thick,
                            0.03 * thick, bark.mix(through(SNOW, distance), 0.35));
                }
            }
        }

        private void fir(Brush brush, double u, double foot, double metre, double distance) {
            double high = metre * (5 + 5 * chance.nextDouble());
            Tone dark = through(NEEDLES, distance);
            Tone white = through(SNOW.times(0.95), distance);
            int tiers = 16;
            for (int tier = 0; tier < tiers; tier++) {
                double t = (tier + 0.5) / tiers;
                double v = foot - 0.4 * metre - high * (1 - t);
                double half = 0.26 * high * t;
                int hands = 5 + (int) (9 * t);
                for (int hand = 0; hand < hands; hand++) {
                    double across = 2 * chance.nextDouble() - 1;
                    double middle = u + across * half * 0.75;
                    double turn = across * 0.55 + 0.12 * chance.nextGaussian();
                    double length = 0.5 * half + 0.12 * metre;
                    brush.leaf(middle, v, length, 0.34 * length, turn, dark.times(0.8 + 0.5 * chance.nextDouble()));
                    if (chance.nextDouble() < 0.75) {
                        brush.leaf(middle, v - 0.10 * length, 0.85 * length, 0.16 * length, turn, white);
                    }
                }
            }
        }

        void flakes(Bokeh bokeh, Optics optics) {
            int count = (int) (46 * easel.area());
            for (int i = 0; i < count; i++) {
                double distance = 2.1 + 14 * Lens.square(chance.nextDouble());
                double radius = optics.blurAt(distance) + 0.004 * optics.scaleAt(distance);
                // A flake's light spreads over its disc.
                double sharp = Lens.square(0.010 * optics.faceWidth() / Math.max(1, radius));
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                bokeh.add(easel.face().x(u), easel.face().y(v), Math.max(0.9, radius),
                        SNOW.times(Math.min(0.75, (0.3 + 1.1 * chance.nextDouble()) * (0.06 + 1.3 * sharp))));
            }
        }
    }
}
