package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * Towers of a large city before the setting sun.
 *
 * <p>Three ranks of towers, 1 to 4 km away, stand as silhouettes in the evening's haze: the further, the paler and the
 * nearer to the sky's own colour. The sky is a ramp over elevation, orange and bright towards the sun at one side,
 * violet away from it; streaks of cloud are lit from below. The sun is a disc many times brighter than paper behind the
 * nearest towers, so its bloom covers parts of their edges; a few windows are lit. A river before the towers mirrors
 * everything.
 */
final class Skyline implements Backdrop {
    private static final double APERTURE = 0.015;

    private static final Tone ZENITH = new Tone(0.27, 0.120, 0.085);
    private static final Tone MAUVE = new Tone(0.33, 0.185, 0.27);
    private static final Tone ROSE = new Tone(0.22, 0.27, 0.62);
    private static final Tone AMBER = new Tone(0.085, 0.36, 0.88);
    private static final Tone SUN = new Tone(0.35, 0.85, 1.3);
    private static final Tone TOWER = new Tone(0.028, 0.016, 0.018);
    private static final Tone RIVER = new Tone(0.055, 0.040, 0.048);
    private static final Tone WINDOW = new Tone(0.12, 0.46, 1.0);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 145);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        City city = new City(seed, easel);
        Raster soft = Lens.defocus(easel.paint(city::at), optics.blurAt(1500));
        city.windows(new Bokeh(soft), optics.blurAt(1500));
        return Lens.develop(soft, width, height, seed.value());
    }

    /**
     * A tower, in face widths.
     *
     * @param top     height above the base line
     * @param inset   share of the width that the upper third steps back
     * @param spire   height of the mast above the roof
     * @param slant   rise of the roof from left to right
     */
    private record Tower(double left, double right, double top, double inset, double spire, double slant) {
        /** Whether the tower hides the sky there. */
        boolean hides(double u, double up) {
            double width = right - left;
            double across = (u - left) / width;
            double back = up > 0.68 * top ? inset : 0;
            if (across < back || across > 1 - back) {
                return false;
            }
            if (up < top + slant * (across - 0.5)) {
                return true;
            }
            double mast = (up - top) / Math.max(1e-6, spire);
            return mast < 1 && Math.abs(across - 0.5) * width < 0.022 * (1.15 - mast);
        }
    }

    /** One evening. */
    private static final class City {
        private static final int RANKS = 3;

        private final SplittableRandom chance;
        private final Easel easel;
        private final double base;
        private final double sunU;
        private final double sunV;
        private final Noise cloud;
        private final Tower[][] ranks = new Tower[RANKS][];

        City(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            double side = chance.nextDouble() < 0.5 ? -1 : 1;
            base = 1.10 + 0.15 * chance.nextDouble();
            sunU = side * (1.02 + 0.16 * chance.nextDouble());
            sunV = base - 0.78 - 0.2 * chance.nextDouble();
            cloud = new Noise(seed.value(), 1);
            for (int rank = 0; rank < RANKS; rank++) {
                ranks[rank] = rank(rank);
            }
        }

        /** A row of towers from left to right; the nearest rank is last. */
        private Tower[] rank(int rank) {
            double from = easel.left() - 0.5;
            double pitch = 0.15 + 0.05 * rank;
            int count = (int) Math.ceil((easel.right() + 0.5 - from) / pitch);
            Tower[] towers = new Tower[count];
            double u = from;
            for (int i = 0; i < count; i++) {
                double width = pitch * (0.55 + 0.75 * chance.nextDouble());
                double behind = Math.exp(-Lens.square(u + width / 2) / 0.5);
                double tall = 0.28 + 0.30 * Math.pow(chance.nextDouble(), 2.2) * (rank + 1.4) + 0.14 * (RANKS - rank);
                if (chance.nextDouble() < 0.09) {
                    tall += 0.45 + 0.35 * chance.nextDouble();
                }
                double sunward = Math.exp(-Lens.square((u + width / 2 - sunU) / 0.22));
                tall *= 1 - 0.35 * behind - 0.3 * sunward;
                double inset = chance.nextDouble() < 0.4 ? 0.10 + 0.14 * chance.nextDouble() : 0;
                double spire = chance.nextDouble() < 0.22 ? 0.12 + 0.25 * chance.nextDouble() : 0;
                double slant = chance.nextDouble() < 0.2 ? 0.2 * (chance.nextDouble() - 0.5) : 0;
                towers[i] = new Tower(u, u + width, tall, inset, spire, slant);
                u += width * (0.85 + 0.35 * chance.nextDouble());
            }
            return towers;
        }

        Tone at(double u, double v) {
            if (v < base) {
                return shore(u, v);
            }
            // The river lies flat: its waves draw what it mirrors out towards the lens.
            double depth = v - base;
            double wave = cloud.clouds(u * 1.6 / (0.4 + depth), 90 + 7 * Math.log(0.05 + depth), 4, 0.6);
            Tone mirrored = shore(u + 0.05 * wave * depth, base - 0.9 * depth - 0.16 * wave * (0.1 + depth));
            return mirrored.mix(RIVER, 0.30 + 0.20 * Lens.step(0, 2.5, depth) + 0.12 * wave);
        }

        private Tone shore(double u, double v) {
            double away = Math.hypot(u - sunU, v - sunV);
            Tone glow = new Tone(0.05, 0.20, 0.42)
                    .times(0.55 * Math.exp(-away / 0.22) + 0.30 * Math.exp(-away / 0.8));
            double up = base - v;
            for (int rank = RANKS - 1; rank >= 0; rank--) {
                if (hidden(ranks[rank], u, up)) {
                    // Haze lies low: towers fade towards their feet.
                    double haze = (0.70 - 0.29 * rank) * (0.75 + 0.25 * Math.exp(-up / 0.5));
                    Tone air = sky(u, Math.min(v, base - 0.15)).times(0.80);
                    return TOWER.mix(air, haze).plus(glow);
                }
            }
            return sky(u, v).plus(SUN.times(1.15 * Lens.step(0.155, 0.135, away))).plus(glow);
        }

        private static boolean hidden(Tower[] towers, double u, double up) {
            if (up < 0.05) {
                return true;
            }
            for (Tower tower : towers) {
                if (tower.left > u) {
                    break;
                }
                if (u < tower.right && tower.hides(u, up)) {
                    return true;
                }
            }
            return false;
        }

        private Tone sky(double u, double v) {
            double near = Math.exp(-Lens.square(u - sunU) / 3.5);
            double e = (base - v) / (0.66 + 0.42 * near);
            Tone low = ROSE.mix(AMBER, 0.15 + 0.85 * near);
            Tone ramp = e < 1.0
                    ? low.mix(ROSE, Lens.step(0.1, 1.0, e))
                    : e < 2.1 ? ROSE.mix(MAUVE, Lens.step(1.0, 2.1, e)) : MAUVE.mix(ZENITH, Lens.step(2.1, 4.2, e));
            double mass = cloud.clouds(u * 0.30, (base - v) * 1.9 + 0.12 * u, 5, 0.58);
            double thick = Lens.step(-0.25, 1.05, mass) * Lens.step(0.3, 1.1, base - v);
            Tone shaded = MAUVE.times(0.62).mix(AMBER, 0.25 + 0.5 * near * Math.exp(-e / 2));
            Tone lit = AMBER.mix(new Tone(0.30, 0.42, 0.9), 0.5).times(thick * (1 - thick) * 1.3 * (0.3 + near));
            return ramp.mix(shaded, 0.55 * thick).plus(lit.times(0.5));
        }

        /** Lit windows. */
        void windows(Bokeh bokeh, double radius) {
            Tower[] near = ranks[RANKS - 1];
            for (Tower tower : near) {
                int lit = (int) (4 * chance.nextDouble() * chance.nextDouble() + 3 * tower.top * chance.nextDouble());
                for (int i = 0; i < lit; i++) {
                    double u = tower.left + (tower.right - tower.left) * (0.2 + 0.6 * chance.nextDouble());
                    double up = tower.top * (0.1 + 0.8 * chance.nextDouble());
                    double bright = Math.min(0.25, 0.05 * Math.exp(0.6 * chance.nextGaussian()));
                    bokeh.add(easel.face().x(u), easel.face().y(base - up), radius, WINDOW.times(bright));
                }
            }
        }
    }
}
