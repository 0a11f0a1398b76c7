package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A premiere at night: photographers behind a rope, their flashes, warm lamps of the façade, and the red carpet.
 *
 * <p>
 * The people stand in dark clothes and are masses with heads, 8 to 24 m away and wholly out of focus; a flash that goes
 * off is a white disc, brighter than paper, with a veil of light around it. The carpet lies flat and takes the lamps' sheen
 * where it runs away from the lens.
 */
final class RedCarpet implements Backdrop {
    private static final double APERTURE = 0.034;
    private static final double EYE_LEVEL = 1.6;

    private static final Tone HALL = new Tone(0.020, 0.018, 0.022);
    private static final Tone LAMP = new Tone(0.22, 0.55, 0.95);
    private static final Tone CLOTH = new Tone(0.014, 0.012, 0.013);
    private static final Tone SKIN = new Tone(0.085, 0.125, 0.215);
    private static final Tone SHIRT = new Tone(0.20, 0.20, 0.205);
    private static final Tone CARPET = new Tone(0.030, 0.016, 0.30);
    private static final Tone FLASH = new Tone(1.0, 0.97, 0.93);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 120);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Night night = new Night(seed, easel);
        Raster soft = Lens.defocus(easel.paint(night::at), optics.blurAt(14));
        night.lamps(new Bokeh(soft), optics.blurAt(16));
        for (double distance : new double[]{24, 18, 14, 11, 8.5}) {
            Raster rank = easel.layer();
            night.people(new Brush(rank, easel.face()), distance);
            Lens.over(soft, rank, optics.blurAt(distance));
        }
        night.flashes(soft, optics);
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One premiere. */
    private static final class Night {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double horizon;
        private final double vanishing;
        private final Noise haze;

        Night(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            double side = chance.nextDouble() < 0.5 ? -1 : 1;
            horizon = 0.10 + 0.10 * chance.nextDouble();
            vanishing = side * (0.35 + 0.35 * chance.nextDouble());
            haze = new Noise(seed.value(), 1);
        }

        Tone at(double u, double v) {
            double glow = Math.exp(-Math.abs(v + 0.9) / 0.7) * (0.6 + 0.4 * haze.clouds(u * 0.6, v * 0.6, 3, 0.5));
            Tone wall = HALL.plus(LAMP.times(0.085 * Math.max(0, glow)));
            double down = v - horizon;
            if (down <= 0.02) {
                return wall;
            }
            double distance = Optics.groundAt(EYE_LEVEL, down);
            double beside = Optics.metresAcross(u - vanishing, distance);
            double on = Lens.step(1.05, 0.95, Math.abs(beside));
            double sheen = Math.exp(-distance / 14) * 0.55 + 0.45;
            double pile = 1 + 0.10 * haze.clouds(beside * 2, distance * 0.8, 3, 0.6);
            Tone floor = new Tone(0.022, 0.021, 0.022).plus(LAMP.times(0.02 * Math.exp(-down / 0.3)));
            Tone red = CARPET.times(sheen * pile).plus(LAMP.times(0.030 * Math.exp(-down / 0.25)));
            return wall.mix(floor.mix(red, on), Lens.step(0.02, 0.10, down));
        }

        void lamps(Bokeh bokeh, double radius) {
            for (int row = 0; row < 3; row++) {
                double v = -1.35 + 0.33 * row;
                double pitch = 0.30 + 0.06 * row;
                double shift = chance.nextDouble() * pitch;
                for (double u = easel.left() - 0.3 + shift; u < easel.right() + 0.3; u += pitch) {
                    double bright = (0.26 - 0.05 * row) * (0.5 + chance.nextDouble()) * (1 - 0.75 * Easel.head(u, v));
                    bokeh.add(easel.face().x(u + 0.03 * chance.nextGaussian()),
                            easel.face().y(v + 0.06 * Math.abs(u) + 0.02 * chance.nextGaussian()),
                            radius * (0.9 + 0.15 * chance.nextDouble()), LAMP.times(bright));
                }
            }
        }

        void people(Brush brush, double distance) {
            double metre = Optics.metreAt(distance);
            double pitch = 0.50 * metre;
            int count = (int) Math.ceil((easel.span() + 1) / pitch);
            for (int i = 0; i < count; i++) {
                double u = easel.left() - 0.5 + pitch * (i + 0.7 * chance.nextDouble());
                double tall = 1.62 + 0.16 * chance.nextGaussian();
                double aside = Math.abs((u - vanishing) / metre);
                double tone = 0.5 + chance.nextDouble();
                boolean shirt = chance.nextDouble() < 0.35;
                if (aside < 1.25 || aside > 6) {
                    continue;
                }
                double head = horizon + (EYE_LEVEL - tall) * metre;
                Tone cloth = CLOTH.times(tone);
                brush.petal(u, head + 0.95 * metre, 1.5 * metre, 0.50 * metre, Math.PI / 2, cloth);
                brush.petal(u, head + 0.34 * metre, 0.46 * metre, 0.30 * metre, 0, cloth);
                if (shirt) {
                    brush.leaf(u, head + 0.42 * metre, 0.34 * metre, 0.10 * metre, Math.PI / 2,
                            SHIRT.times(0.5 * tone));
                }
                brush.petal(u, head + 0.04 * metre, 0.25 * metre, 0.18 * metre, Math.PI / 2, SKIN.times(tone));
                brush.petal(u, head - 0.04 * metre, 0.13 * metre, 0.20 * metre, Math.PI / 2, CLOTH.times(1.5));
            }
        }

        void flashes(Raster light, Optics optics) {
            Bokeh bokeh = new Bokeh(light);
            int count = 5 + chance.nextInt(4);
            double[][] at = new double[count][];
            for (int i = 0; i < count; i++) {
                double hand = chance.nextDouble() < 0.5 ? -1 : 1;
                double reach = Math.max(0.9, (hand < 0 ? -easel.left() : easel.right()) - 0.15);
                at[i] = new double[]{hand * (0.72 + (reach - 0.72) * chance.nextDouble()),
                        horizon - 0.22 + 0.42 * chance.nextDouble(), 0.45 + 0.55 * chance.nextDouble()};
            }
            easel.add(light, (u, v) -> {
                double veil = 0;
                for (double[] flash : at) {
                    veil += 0.10 * flash[2] * Math.exp(-Math.hypot(u - flash[0], v - flash[1]) / 0.28);
                }
                return FLASH.times(veil);
            });
            for (double[] flash : at) {
                bokeh.add(easel.face().x(flash[0]), easel.face().y(flash[1]), optics.blurAt(11), FLASH.times(flash[2]));
            }
            for (int i = 0; i < 16; i++) {
                double u = easel.anyU(chance);
                double v = horizon - 0.1 + 0.4 * chance.nextDouble();
                double bright = Math.min(0.3, 0.07 * Math.exp(0.8 * chance.nextGaussian()))
                        * (1 - 0.8 * Easel.head(u, v));
                bokeh.add(easel.face().x(u), easel.face().y(v), optics.blurAt(9), FLASH.times(bright));
            }
        }
    }
}
