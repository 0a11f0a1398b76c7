package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * An avenue of old trees in October, the low sun at its far end.
 *
 * <p>
 * Trunks stand in two rows along a path, laid out in metres and projected ({@link Optics}); each tree is painted before
 * the nearer ones, trunk and crown, and mixes with the luminous haze of the path's end by the law of Beer and Lambert, so
 * that depth shows in size, contrast and warmth alike. Crowns arch over the path; fallen leaves lie on it in dappled
 * light. All is far behind the sitter and blurs alike; leaves that catch the sun become discs.
 */
final class Autumn implements Backdrop {
    private static final double APERTURE = 0.024;
    private static final double EYE_LEVEL = 1.5;
    /** Distance at which half of a thing's contrast is lost in the haze, metres. */
    private static final double HAZE = 75;

    private static final Tone GLOW = new Tone(0.34, 0.68, 0.95);
    private static final Tone BARK = new Tone(0.020, 0.024, 0.032);
    private static final Tone PATH = new Tone(0.085, 0.115, 0.150);
    private static final Tone[] LEAVES = {new Tone(0.010, 0.27, 0.72), new Tone(0.014, 0.38, 0.74),
            new Tone(0.008, 0.15, 0.64), new Tone(0.010, 0.075, 0.46), new Tone(0.016, 0.22, 0.40)};

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 135);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Avenue avenue = new Avenue(seed, easel);
        Raster sharp = easel.paint(avenue::ground);
        Brush brush = new Brush(sharp, easel.face());
        avenue.trees(brush);
        easel.add(sharp, avenue::veil);
        Raster soft = Lens.defocus(sharp, optics.blurAt(40));
        avenue.glints(new Bokeh(soft), optics.blurAt(40));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One avenue. */
    private static final class Avenue {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double endU;
        private final double horizon;
        private final Noise litter;
        private final Noise dapple;
        private final Noise woods;

        Avenue(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            endU = (chance.nextDouble() < 0.5 ? -1 : 1) * (0.62 + 0.25 * chance.nextDouble());
            horizon = 0.50 + 0.12 * chance.nextDouble();
            litter = new Noise(seed.value(), 1);
            dapple = new Noise(seed.value(), 2);
            woods = new Noise(seed.value(), 3);
        }

        /** Face widths that a metre measures at a distance. */
        private static double metre(double distance) {
            return Optics.metreAt(distance);
        }

        private static double haze(double distance) {
            return 1 - Math.pow(0.5, distance / HAZE);
        }

        Tone ground(double u, double v) {
            double fromEnd = Math.hypot(u - endU, 0.8 * (v - horizon + 0.25));
            Tone glow = GLOW.times(0.24 + 0.85 * Math.exp(-fromEnd * fromEnd / 0.5) + 0.16 * Math.exp(-fromEnd));
            if (v < horizon) {
                double mass = Lens.step(-0.8, 0.8, woods.clouds(u * 0.9, v * 0.9, 4, 0.6));
                Tone wood = LEAVES[2].times(0.35).mix(LEAVES[1].times(0.7), mass);
                return wood.mix(glow, Math.clamp(0.30 + 0.75 * Math.exp(-fromEnd * fromEnd / 0.6), 0, 1));
            }
            double distance = Math.min(400, Optics.groundAt(EYE_LEVEL, Math.max(1e-3, v - horizon)));
            double beside = Optics.metresAcross(u - endU, distance);
            double covered = Lens.step(0.9, 1.9,
                    Math.abs(beside) + 0.7 * litter.clouds(beside * 0.7, distance * 0.15, 3,
                            0.6));
            double speck = litter.clouds(beside * 2.5 + 9, distance * 0.4, 3, 0.7);
            Tone leaves = LEAVES[2].times(0.45).mix(LEAVES[1].times(0.55), Lens.step(-0.5, 0.7, speck));
            double sun = 0.42 + 0.85 * Lens.step(0.0, 0.55, dapple.clouds(beside * 0.35, distance * 0.07, 3, 0.55));
            return PATH.mix(leaves, 0.25 + 0.75 * covered).times(sun).mix(glow, haze(distance));
        }

        /** Lit haze between the lens and the trees: it hides where the path ends. */
        Tone veil(double u, double v) {
            double away = Lens.square(u - endU) + Lens.square(v - horizon + 0.12);
            return GLOW.times(0.30 * Math.exp(-away / 0.09) + 0.10 * Math.exp(-away / 0.6));
        }

        void trees(Brush brush) {
            wood(brush);
            double spacing = 7 + 2 * chance.nextDouble();
            double rows = 2.6 + 0.5 * chance.nextDouble();
            for (int place = 16; place >= 1; place--) {
                for (int side = -1; side <= 1; side += 2) {
                    tree(brush, side * rows + 0.3 * chance.nextGaussian(), 9 + place * spacing + chance.nextGaussian(),
                            side);
                }
            }
        }

        /** Wild trees beside and behind the rows. */
        private void wood(Brush brush) {
            int trees = (int) (5 * easel.span());
            for (int i = trees; i > 0; i--) {
                double distance = 24 + 60.0 * i / trees;
                double beside = (easel.anyU(chance) - endU) / metre(distance);
                if (Math.abs(beside) > 6) {
                    tree(brush, beside, distance, (int) Math.signum(beside));
                }
            }
        }

        private void tree(Brush brush, double beside, double distance, int side) {
            double metre = metre(distance);
            double u = endU + beside * metre;
            double foot = horizon + EYE_LEVEL * metre;
            double lean = -side * 0.35 * metre + 0.2 * metre * chance.nextGaussian();
            Tone far = GLOW.times(0.62);
            double thick = (0.42 + 0.16 * chance.nextDouble()) * metre;
            Tone bark = BARK.mix(far, haze(distance));
            brush.limb(u, foot, u + lean, foot - 5 * metre, 1.25 * thick, 0.8 * thick, bark);
            double edge = 0.36 * thick * Math.signum(endU - u);
            brush.limb(u + 1.25 * edge, foot, u + lean + 0.8 * edge, foot - 5 * metre, 0.26 * thick, 0.18 * thick,
                    bark.mix(GLOW, 0.15));
            for (int bough = 0; bough < 4; bough++) {
                double out = (chance.nextDouble() - 0.5 - 0.2 * side) * 5 * metre;
                double up = (5 + 3 * chance.nextDouble()) * metre;
                brush.limb(u + 0.7 * lean, foot - (3 + bough * 0.6) * metre, u + lean + out, foot - up, 0.45 * thick,
                        0.15 * thick, bark);
            }
            crown(brush, u + lean - side * 0.6 * metre, foot, metre, far.mix(GLOW, 0.3), haze(distance));
        }

        private void crown(Brush brush, double u, double foot, double metre, Tone far, double haze) {
            Tone own = LEAVES[chance.nextInt(LEAVES.length)];
            int tufts = 300;
            for (int i = 0; i < tufts; i++) {
                double round = chance.nextDouble() * 2 * Math.PI;
                double out = Math.sqrt(chance.nextDouble());
                double leafU = u + 3.6 * out * Math.cos(round) * metre;
                double leafV = foot - (6.6 + 3.4 * out * Math.sin(round)) * metre;
                double near = Math.exp(-(Lens.square(leafU - endU) + Lens.square(leafV - horizon + 0.3)) / 1.2);
                double light = (0.24 + 1.25 * Math.pow(chance.nextDouble(), 1.8)) * (0.62 + 0.9 * near);
                Tone tone = own.mix(LEAVES[chance.nextInt(LEAVES.length)], 0.3 * chance.nextDouble()).times(light);
                if (chance.nextDouble() < 0.012 + 0.03 * near) {
                    tone = GLOW.mix(own, 0.5).times(3 * near + 1);
                }
                double size = (0.20 + 0.36 * chance.nextDouble()) * metre;
                brush.leaf(leafU, leafV, size, 0.6 * size, Math.PI * chance.nextDouble(), tone.mix(far, 0.75 * haze));
            }
        }

        /** Leaves that catch the sun. */
        void glints(Bokeh bokeh, double radius) {
            int count = (int) (11 * easel.area());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.top() + (horizon - 0.5 - easel.top()) * chance.nextDouble();
                double near = Math.exp(-(Lens.square(u - endU) + Lens.square(v - horizon + 0.5)) / 1.6);
                double calm = 1 - 0.75 * Easel.head(u, v);
                double bright = Math.min(0.35, 0.10 * Math.exp(0.8 * chance.nextGaussian())) * (0.35 + near) * calm;
                bokeh.add(easel.face().x(u), easel.face().y(v), radius * (0.85 + 0.2 * chance.nextDouble()),
                        GLOW.mix(LEAVES[1], chance.nextDouble()).times(bright));
            }
        }
    }
}
