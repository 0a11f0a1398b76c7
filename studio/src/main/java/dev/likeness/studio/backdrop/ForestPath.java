package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A path through a tall wood on a morning with mist and sun.
 *
 * <p>
 * Trunks stand in ranks on both sides of the path; the air between is bright where the sun comes through, so that each rank
 * is paler than the one before it. The path winds over the flat ground to the light. Bushes
 * stand between the trunks, and leaves hang into the upper corners.
 */
final class ForestPath implements Backdrop {
    private static final double APERTURE = 0.026;
    private static final double EYE_LEVEL = 1.6;
    private static final double SIGHT = 24;

    private static final Tone LIGHT = new Tone(0.40, 0.62, 0.62);
    private static final Tone SHADE = new Tone(0.016, 0.040, 0.024);
    private static final Tone MOSS = new Tone(0.030, 0.125, 0.065);
    private static final Tone SUNLIT = new Tone(0.095, 0.40, 0.26);
    private static final Tone EARTH = new Tone(0.115, 0.170, 0.215);
    private static final Tone BARK = new Tone(0.026, 0.033, 0.038);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 140);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Wood wood = new Wood(seed, easel);
        Raster soft = Lens.defocus(easel.paint(wood::at), optics.blurAt(30));
        for (double distance : new double[]{48, 34, 25, 18, 13, 9.5}) {
            Raster rank = easel.layer();
            wood.rank(new Brush(rank, easel.face()), distance);
            Lens.over(soft, rank, optics.blurAt(distance));
        }
        wood.glints(new Bokeh(soft), optics.blurAt(16));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One morning. */
    private static final class Wood {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double horizon;
        private final double openU;
        private final double bend;
        private final Noise growth;

        Wood(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            double side = chance.nextDouble() < 0.5 ? -1 : 1;
            horizon = 0.32 + 0.14 * chance.nextDouble();
            openU = side * (0.30 + 0.45 * chance.nextDouble());
            bend = -side * (1.5 + 1.5 * chance.nextDouble());
            growth = new Noise(seed.value(), 1);
        }

        private double open(double u, double v) {
            return Math.exp(-(Lens.square((u - openU) / 1.0) + Lens.square((v - horizon + 0.75) / 1.25)));
        }

        /** Metres from the middle of the path, which runs from the lens to the opening. */
        private double path(double u, double distance) {
            double metre = Optics.metreAt(distance);
            double middle = openU / Optics.metreAt(40) * Lens.step(0, 40, distance)
                    + bend * Math.sin(distance / 9.0) * Lens.step(3, 14, distance) * 0.5;
            return u / metre - middle;
        }

        Tone at(double u, double v) {
            double crowns = growth.clouds(u * 0.9, v * 0.9, 4, 0.58);
            double light = Lens.step(-0.9, 1.1, 0.9 * crowns + 1.9 * open(u, v) - 0.75);
            Tone wood = SHADE.blend(MOSS, 0.7).mix(LIGHT, light);
            double down = v - horizon;
            if (down <= 0) {
                return wood;
            }
            double distance = Optics.groundAt(EYE_LEVEL, Math.max(0.01, down));
            double beside = path(u, distance);
            double sun = Lens.step(-0.3, 0.8,
                    growth.clouds(beside * 0.5 + 30, distance * 0.3, 3, 0.6) + 0.6 * open(u, v - 0.6));
            double edge = 1.0 + 0.25 * growth.clouds(distance * 0.6, 60, 2, 0.5);
            Tone ground = SHADE.blend(MOSS, 0.75).mix(SUNLIT, 0.55 * sun);
            Tone trodden = EARTH.times(0.55 + 0.75 * sun);
            Tone seen = ground.mix(trodden, Lens.step(edge + 0.35, edge - 0.35, Math.abs(beside)));
            return wood.mix(seen, Math.exp(-distance / (1.5 * SIGHT)) * Lens.step(0, 0.06, down));
        }

        private Tone through(Tone tone, double distance, double u, double v) {
            return tone.mix(LIGHT.times(0.30 + 0.70 * open(u, v)), 0.85 * (1 - Math.exp(-distance / (1.5 * SIGHT))));
        }

        void rank(Brush brush, double distance) {
            double metre = Optics.metreAt(distance);
            double foot = horizon + EYE_LEVEL * metre;
            double pitch = 1.7 * metre;
            int count = (int) Math.ceil((easel.span() + 2 * pitch) / pitch);
            for (int i = 0; i < count; i++) {
                double u = easel.left() - pitch + pitch * (i + 0.9 * chance.nextDouble());
                double thick = metre * (0.18 + 0.20 * chance.nextDouble());
                double lean = 0.035 * chance.nextGaussian();
                double tint = 0.7 + 0.7 * chance.nextDouble();
                boolean clear = Math.abs(path(u, distance)) < 1.7 || distance < 16 && Math.abs(u) < 0.58;
                if (clear) {
                    continue;
                }
                double toSun = Math.signum(openU - u);
                double high = 9 * metre;
                // In pieces, because the mist changes on the way up.
                for (int piece = 0; piece < 6; piece++) {
                    double v0 = foot - high * piece / 6;
                    double v1 = foot - high * (piece + 1) / 6;
                    double u0 = u + lean * (foot - v0);
                    double u1 = u + lean * (foot - v1);
                    double taper = 1 - 0.06 * piece;
                    brush.limb(u0, v0, u1, v1, thick * taper, thick * taper,
                            through(BARK.times(tint), distance, u0, v0));
                    brush.limb(u0 + 0.33 * toSun * thick, v0, u1 + 0.33 * toSun * thick, v1, 0.22 * thick * taper,
                            0.22 * thick * taper, through(BARK.times(2.4 * tint), distance, u0, v0));
                }
                bush(brush, u, foot, metre, distance);
            }
            crowns(brush, metre, distance);
        }

        private void bush(Brush brush, double u, double foot, double metre, double distance) {
            int leaves = 16;
            for (int i = 0; i < leaves; i++) {
                double atU = u + 0.45 * metre * chance.nextGaussian();
                double atV = foot - 0.22 * metre * Math.abs(chance.nextGaussian());
                double lit = chance.nextDouble() < 0.25 + 0.5 * open(atU, atV) ? 1 : 0.3;
                brush.leaf(atU, atV, 0.34 * metre, 0.13 * metre, Math.PI * chance.nextDouble(),
                        through(SHADE.blend(SUNLIT, 0.35 + 0.6 * lit), distance, atU, atV));
            }
        }

        private void crowns(Brush brush, double metre, double distance) {
            int count = (int) (26 * easel.span() / Math.sqrt(metre));
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.top() + 1.5 * Math.pow(chance.nextDouble(), 1.5);
                double dense = growth.clouds(u * 1.1 + distance, v * 1.3, 2, 0.5);
                boolean hold = dense < -0.1 || chance.nextDouble() < 0.9 * open(u, v) || v > horizon - 0.5;
                double lit = chance.nextDouble() < 0.2 + 0.7 * open(u, v) ? 1 : 0.25;
                double turn = Math.PI * chance.nextDouble();
                double size = metre * (0.16 + 0.14 * chance.nextDouble());
                if (!hold) {
                    brush.leaf(u, v, size, 0.45 * size, turn,
                            through(SHADE.blend(SUNLIT, 0.25 + 0.7 * lit), distance, u, v));
                }
            }
        }

        void glints(Bokeh bokeh, double radius) {
            int count = (int) (24 * easel.area());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double bright = Math.min(0.45, 0.10 * Math.exp(0.9 * chance.nextGaussian())) * open(u, v)
                        * Lens.step(horizon + 0.1, horizon - 0.4, v) * (1 - 0.6 * Easel.head(u, v));
                bokeh.add(easel.face().x(u), easel.face().y(v), radius * (0.85 + 0.25 * chance.nextDouble()),
                        new Tone(0.62, 0.95, 0.85).times(bright));
            }
        }
    }
}
