package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A narrow street of signs after rain.
 *
 * <p>
 * Signs are upright boards, tubes and letters on both walls, in few colours of gas and tube (pink, cyan, violet, amber);
 * they hang in perspective along the walls to the vanishing point. Each throws its colour on the wall beside it and, drawn
 * out downwards, on the wet ground. All is out of focus: near boards keep their shape, far ones are discs.
 */
final class NeonAlley implements Backdrop {
    private static final double APERTURE = 0.026;
    private static final double EYE_LEVEL = 1.6;
    private static final double HALF_WIDTH = 2.1;

    private static final Tone NIGHT = new Tone(0.034, 0.018, 0.016);
    private static final Tone[] GAS = {new Tone(0.55, 0.10, 0.95), new Tone(0.95, 0.62, 0.06),
            new Tone(0.95, 0.16, 0.42),
            new Tone(0.10, 0.34, 1.0), new Tone(0.30, 0.06, 0.95), new Tone(0.78, 0.80, 0.75)};

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 130);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Alley alley = new Alley(seed, easel);
        Raster soft = Lens.defocus(easel.paint(alley::at), optics.blurAt(12));
        // Far signs differ little in blur and share a layer; the nearest have one each.
        int[] ranks = {0, 5, 9, 12, 14, 15, 16};
        for (int rank = 0; rank + 1 < ranks.length; rank++) {
            Raster layer = easel.layer();
            Brush brush = new Brush(layer, easel.face());
            for (int i = ranks[rank]; i < ranks[rank + 1]; i++) {
                alley.board(brush, alley.signs[i]);
            }
            Lens.over(soft, layer, optics.blurAt(alley.signs[ranks[rank + 1] - 1].distance));
        }
        alley.far(new Bokeh(soft), optics.blurAt(40));
        return Lens.develop(soft, width, height, seed.value());
    }

    private record Sign(double distance, double side, double low, double high, double wide, Tone gas, boolean tube) {}

    /** One street. */
    private static final class Alley {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double horizon;
        private final double vanishing;
        private final Sign[] signs;
        private final Noise wet;

        Alley(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            horizon = 0.22 + 0.12 * chance.nextDouble();
            vanishing = (chance.nextDouble() < 0.5 ? -1 : 1) * (0.10 + 0.25 * chance.nextDouble());
            wet = new Noise(seed.value(), 1);
            int first = chance.nextInt(GAS.length);
            signs = new Sign[16];
            double distance = 26;
            for (int i = 0; i < signs.length; i++) {
                distance *= 0.885 + 0.03 * chance.nextDouble();
                double low = 2.1 + 1.6 * chance.nextDouble();
                boolean tube = chance.nextDouble() < 0.35;
                signs[i] = new Sign(distance, (i + first) % 2 == 0 ? -1 : 1, low,
                        low + 0.7 + 2.0 * chance.nextDouble(), 0.30 + 0.45 * chance.nextDouble(),
                        GAS[(first + chance.nextInt(3) + (chance.nextDouble() < 0.25 ? 3 : 0)) % GAS.length], tube);
            }
        }

        private double metre(double distance) {
            return Optics.metreAt(distance);
        }

        private double u(Sign sign) {
            return vanishing + sign.side * (HALF_WIDTH - 0.35) * metre(sign.distance);
        }

        private double v(double up, double distance) {
            return horizon - (up - EYE_LEVEL) * metre(distance);
        }

        Tone at(double u, double v) {
            double side = u < vanishing ? -1 : 1;
            double off = Math.max(0.02, Math.abs(u - vanishing));
            double down = v - horizon;
            double wallDistance = Optics.groundAt(HALF_WIDTH, off);
            double floorDistance = down > 0 ? Optics.groundAt(EYE_LEVEL, Math.max(0.01, down)) : 1e9;
            boolean floor = floorDistance < wallDistance;
            double distance = Math.min(Math.min(wallDistance, floorDistance), 40);
            double up = EYE_LEVEL - down / metre(distance);
            Tone light = NIGHT.times(0.35 + 0.4 * Math.exp(-Math.abs(40 - distance) / 20));
            for (Sign sign : signs) {
                double along = (distance - sign.distance) / 1.6;
                if (floor) {
                    double across = (u - u(sign)) / (0.9 * metre(sign.distance));
                    double streak = Math.exp(-across * across) * Math.exp(-Math.max(0, down) / 0.9)
                            * (0.7 + 0.6 * wet.clouds(u * 2.5, down * 14, 3, 0.6));
                    light = light.plus(sign.gas.times(0.20 * Math.max(0, streak)));
                } else if (side == sign.side) {
                    double high = (up - (sign.low + sign.high) / 2) / (0.8 + 0.5 * (sign.high - sign.low));
                    light = light.plus(sign.gas.times(0.30 * Math.exp(-along * along - high * high)));
                } else {
                    double high = (up - (sign.low + sign.high) / 2) / 2.2;
                    light = light.plus(sign.gas.times(0.07 * Math.exp(-0.25 * along * along - high * high)));
                }
            }
            double rough = floor ? 1 : 0.8 + 0.4 * wet.clouds(distance * 0.8, up * 1.2, 3, 0.6);
            return light.times(rough * (1 - 0.25 * Easel.head(u, v)));
        }

        /** A board: a frame of tubes round a paler field, or two tubes. */
        void board(Brush brush, Sign sign) {
            double metre = metre(sign.distance);
            double u = u(sign);
            if (Math.abs(u) < 0.5 && sign.distance < 9) {
                return;
            }
            double top = v(sign.high, sign.distance);
            double bottom = v(sign.low, sign.distance);
            double half = sign.wide * metre / 2;
            double thick = 0.055 * metre;
            Tone hot = sign.gas.mix(new Tone(1, 1, 1), 0.35).times(1.25);
            if (sign.tube) {
                brush.limb(u - half / 2, top, u - half / 2, bottom, thick, thick, hot);
                brush.limb(u + half / 2, top, u + half / 2, bottom, thick, thick, hot);
                return;
            }
            brush.limb(u, top, u, bottom, 2 * half, 2 * half, sign.gas.times(0.42));
            int letters = Math.max(2, (int) ((sign.high - sign.low) / 0.42));
            for (int letter = 0; letter < letters; letter++) {
                double v = top + (bottom - top) * (letter + 0.5) / letters;
                brush.petal(u, v, 0.24 * metre, 0.20 * metre, 0, hot.times(0.9));
            }
            brush.limb(u - half, top, u - half, bottom, thick, thick, hot);
            brush.limb(u + half, top, u + half, bottom, thick, thick, hot);
            brush.limb(u - half, top, u + half, top, thick, thick, hot);
            brush.limb(u - half, bottom, u + half, bottom, thick, thick, hot);
        }

        void far(Bokeh bokeh, double radius) {
            for (int i = 0; i < 34; i++) {
                double u = vanishing + 0.26 * chance.nextGaussian();
                double v = horizon - 0.10 + 0.22 * chance.nextGaussian();
                double bright = Math.min(0.5, 0.14 * Math.exp(0.7 * chance.nextGaussian()))
                        * (1 - 0.6 * Easel.head(u, v));
                bokeh.add(easel.face().x(u), easel.face().y(v), radius * (0.7 + 0.3 * chance.nextDouble()),
                        GAS[chance.nextInt(GAS.length)].times(bright));
            }
        }
    }
}
