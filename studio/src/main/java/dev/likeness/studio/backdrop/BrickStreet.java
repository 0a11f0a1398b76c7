package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.studio.backdrop.Painting.Paint;
import java.util.SplittableRandom;

/**
 * An old brick wall that recedes into a street in the late afternoon.
 *
 * <p>
 * The wall is a plane turned away to the left ({@link TurnedWall}); its bricks are laid in stretcher bond, 215 x 65 mm in
 * joints of 10 mm, each burnt to its own colour. Daylight comes down the street from the left: left edges shine, joints lie
 * in the shade of the course above. Where the wall ends, the street goes on: sunlit fronts, sky and trees, sixty metres
 * off and wholly out of focus. The blur of the wall grows along it with the distance.
 */
final class BrickStreet implements Backdrop {
    private static final double APERTURE = 0.027;
    private static final double STREET = 60;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 170);
        Optics optics = painting.optics(APERTURE);
        SplittableRandom chance = new SplittableRandom(seed.value());
        TurnedWall plane = new TurnedWall(3.9 + 0.5 * chance.nextDouble(), -0.62 - 0.14 * chance.nextDouble());
        // Some see no street, some a good part of it.
        double corner = plane.along(-0.62 - 0.75 * chance.nextDouble());
        Street street = new Street(seed, chance);
        painting.add(street::at);
        painting.defocus(optics.blurAt(STREET));
        street.sparkle(painting, optics.blurAt(STREET));
        Bricks bricks = new Bricks(plane, corner, seed);
        double near = optics.blurAt(plane.depth(plane.along(Math.min(4, painting.right()))));
        double far = optics.blurAt(plane.depth(corner));
        painting.over(near, far,
                u -> Math.clamp((optics.blurAt(plane.depth(plane.along(u))) - near) / (far - near), 0.0, 1.0),
                bricks::at);
        return painting.develop(width, height, seed);
    }

    /** What lies beyond the wall's corner, seen by direction alone. */
    private static final class Street {
        private static final Tone SKY = new Tone(0.86, 0.80, 0.74);
        private static final Tone SUNLIT = new Tone(0.24, 0.40, 0.58);
        private static final Tone SHADED = new Tone(0.17, 0.145, 0.13);
        private static final Tone GREEN = new Tone(0.045, 0.13, 0.085);
        private static final Tone ROAD = new Tone(0.20, 0.20, 0.205);

        private final SplittableRandom chance;
        private final Noise block;
        private final Noise leaf;
        private final double horizon;

        Street(Seed seed, SplittableRandom chance) {
            this.chance = chance;
            block = new Noise(seed.value(), 5);
            leaf = new Noise(seed.value(), 6);
            horizon = 0.28 + 0.12 * chance.nextDouble();
        }

        Tone at(double u, double v) {
            double above = horizon - v;
            int house = (int) Math.floor(u / 0.55 + 0.6 * block.at(u * 0.7, 3.5));
            double pick = Noise.mix(house * 0x9E3779B9L + 17) >>> 40;
            pick /= 1 << 24;
            if (above < 0) {
                double stripe = Lens.step(0.15, 0.22, -above) - Lens.step(0.5, 0.7, -above);
                return ROAD.times(0.75 + 0.5 * stripe).plus(SUNLIT.times(0.25 * Math.exp(above / 0.15)));
            }
            double roof = 0.9 + 1.5 * pick + 0.25 * Math.abs(u + 1.2);
            Tone front = SHADED.mix(SUNLIT, Lens.step(0.25, 0.8, pick));
            double rows = above / (0.24 + 0.14 * pick) + 7 * pick;
            rows -= Math.floor(rows);
            double columns = u / (0.25 - 0.10 * pick) + 0.2 * block.at(u * 2, 9);
            columns -= Math.floor(columns);
            boolean window = rows > 0.35 && rows < 0.8 && columns > 0.3 && columns < 0.75 && above > 0.3;
            Tone wall = above < 0.24 ? front.times(0.45) : window ? front.times(0.55) : front;
            Tone view = above > roof ? SKY.times(0.9 + 0.12 * Math.min(1, above / 3)) : wall;
            double crown = leaf.clouds(u * 1.1 + 3, v * 1.3, 4, 0.6) - 0.35 * Math.abs(above - 0.8);
            Tone foliage = GREEN.times(1.1 + 1.3 * leaf.clouds(u * 6, v * 6, 2, 0.6));
            return view.mix(foliage, Lens.step(0.02, 0.14, crown));
        }

        /** Sun on glass and paintwork, far down the road. */
        void sparkle(Painting painting, double radius) {
            Bokeh bokeh = painting.lights();
            for (int i = 0; i < 26; i++) {
                double u = painting.left() + (-0.6 - painting.left()) * chance.nextDouble();
                double v = horizon - 0.06 + 0.16 * chance.nextGaussian();
                double bright = 0.20 * Math.exp(0.7 * chance.nextGaussian());
                bokeh.add(painting.x(u), painting.y(v), radius * (0.9 + 0.15 * chance.nextDouble()),
                        new Tone(0.55, 0.82, 1.0).times(Math.min(0.8, bright)));
            }
        }
    }

    /** The wall. */
    private static final class Bricks {
        private static final double LONG = 0.225;
        private static final double HIGH = 0.075;
        private static final double HALF_JOINT = 0.006;
        private static final Tone MORTAR = Tone.ofSrgb(0xA0968A);
        private static final Tone[] BURNT = {Tone.ofSrgb(0x85503F), Tone.ofSrgb(0x8F5C49), Tone.ofSrgb(0x7A483B),
                Tone.ofSrgb(0x724337), Tone.ofSrgb(0x966953), Tone.ofSrgb(0x63413A), Tone.ofSrgb(0x846352)};

        private final TurnedWall plane;
        private final double corner;
        private final long seed;
        private final Noise rough;
        private final Noise weather;
        /** Of the kiln, factors: red, brown or yellow. */
        private final Tone kiln;

        Bricks(TurnedWall plane, double corner, Seed seed) {
            this.plane = plane;
            this.corner = corner;
            this.seed = seed.value();
            rough = new Noise(seed.value(), 1);
            weather = new Noise(seed.value(), 2);
            SplittableRandom chance = new SplittableRandom(Noise.mix(seed.value() ^ 0xC1A7L));
            double light = 0.65 + 0.8 * chance.nextDouble();
            kiln = new Tone(light * (0.75 + 0.5 * chance.nextDouble()), light * (0.85 + 0.45 * chance.nextDouble()),
                    light);
        }

        Paint at(double u, double v) {
            double x = plane.along(u);
            if (x < corner) {
                return Paint.NONE;
            }
            double y = plane.up(v, x) + 40 * HIGH;
            return Paint.opaque(brick(x, y).times(light(u, x, y)));
        }

        private Tone brick(double x, double y) {
            double warp = 0.004 * rough.at(x * 24, y * 24);
            int course = (int) Math.floor(y / HIGH);
            double shift = (course & 1) * LONG / 2;
            int place = (int) Math.floor((x + shift) / LONG);
            double inX = x + shift - place * LONG;
            double inY = y - course * HIGH;
            double fromLeft = inX - HALF_JOINT + warp;
            double fromRight = LONG - HALF_JOINT - inX + warp;
            double fromBelow = inY - HALF_JOINT + warp;
            double fromAbove = HIGH - HALF_JOINT - inY + warp;
            double inside = Math.min(Math.min(fromLeft, fromRight), Math.min(fromBelow, fromAbove));
            double shown = Lens.step(-0.002, 0.003, inside);
            long hash = Noise.mix(seed ^ course * 0x9E3779B97F4A7C15L ^ place * 0xC2B2AE3D27D4EB4FL);
            double own = ((hash >>> 8 & 0xFFFF) / 65536.0);
            Tone clay = BURNT[(int) ((hash >>> 32) % BURNT.length + BURNT.length) % BURNT.length]
                    .times(0.82 + 0.36 * own).times(kiln);
            double grain = 1 + 0.20 * rough.clouds(x * 30, y * 44, 2, 0.6);
            double rim = 1 + 0.30 * Math.exp(-fromLeft / 0.006) + 0.15 * Math.exp(-fromAbove / 0.006)
                    - 0.30 * Math.exp(-fromRight / 0.007) - 0.25 * Math.exp(-fromBelow / 0.007);
            Tone lime = MORTAR.times(1.25);
            double bloom = 0.55 * Lens.step(0.15, 0.9, weather.clouds(x * 1.6, y * 2.2, 3, 0.6));
            Tone face = clay.mix(lime, bloom * (0.25 + own)).times(grain * rim);
            // The course above keeps the sky from the joint below it.
            double shade = fromAbove < 0 ? 0.55 : fromLeft < 0 ? 0.85 : 0.75;
            return MORTAR.times(shade * (1 + 0.15 * rough.at(x * 60, y * 60))).mix(face, shown);
        }

        private Tone light(double u, double x, double y) {
            double street = Math.exp(-(x - corner) / 0.9);
            double soot = 1 + 0.30 * weather.clouds(x * 0.8 + 20, y * 0.7, 3, 0.55);
            double calm = 1 - 0.25 * Math.exp(-u * u / 0.5);
            Tone sky = new Tone(0.98, 0.92, 0.88).times(0.62);
            Tone sun = new Tone(0.42, 0.72, 1.0).times(1.05 * street);
            return sky.plus(sun).times(soot * calm * (0.70 + 0.30 * Math.exp(-Math.max(0, x) / 1.4)));
        }
    }
}
