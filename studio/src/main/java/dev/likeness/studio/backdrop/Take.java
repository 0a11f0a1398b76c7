package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * A place as another photographer would take it, at another hour: by seed a longer or a shorter lens, the camera a little
 * aside, lower or higher; light that is warmer or cooler, brighter or dimmer, falls off towards one side and from above or
 * below; and film of another depth of colour. So two portraits at one place are two places.
 *
 * @param place composed for one way of seeing it
 * @param turns whether it may be seen in a mirror: not where its light must come from one side
 * @param moves whether the camera may move; places that choose their own view only get another light
 */
record Take(Backdrop place, boolean turns, boolean moves) implements Backdrop {
    private static final double WIDEST = 0.68;
    private static final double LONGEST = 1.42;
    private static final double ASIDE = 0.40;
    private static final double ABOVE = 0.18;
    private static final double WARMTH = 0.055;
    private static final double DEPTH = 0.16;
    /** Brightness of the darkest and of the brightest hour, logarithms. */
    private static final double DIM = -0.34;
    private static final double BRIGHT = 0.03;
    /** Fall of the light from the middle to a side of the frame, a logarithm; from the middle to its head or foot. */
    private static final double ACROSS = 0.32;
    private static final double DOWN = 0.26;

    /** May be seen from elsewhere. */
    Take(Backdrop place, boolean turns) {
        this(place, turns, true);
    }

    /** With a view of its own. */
    static Take inOtherLight(Backdrop place) {
        return new Take(place, false, false);
    }

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(Noise.mix(seed.value() ^ 0x7A6BL));
        double lens = WIDEST * Math.pow(LONGEST / WIDEST, chance.nextDouble());
        Focus elsewhere = new Focus(focus.centreX() + ASIDE * eitherWay(chance) * focus.faceWidth(),
                focus.centreY() + ABOVE * eitherWay(chance) * focus.faceWidth(), lens * focus.faceWidth());
        Light hour = new Light((float) (WARMTH * eitherWay(chance)), (float) (1 + DEPTH * eitherWay(chance)),
                (float) (DIM + (BRIGHT - DIM) * chance.nextDouble()), (float) (ACROSS * eitherWay(chance)),
                (float) (DOWN * eitherWay(chance)));
        boolean turned = turns && chance.nextDouble() < 0.5;
        Backdrop taken = turned ? place.mirrored() : place;
        Raster light = taken.paint(width, height, seed, moves ? elsewhere : focus).light();
        hour.develop(light);
        return new Scene(light);
    }

    /** From -1 to 1. */
    private static double eitherWay(SplittableRandom chance) {
        return 2 * chance.nextDouble() - 1;
    }

    /**
     * The light of an hour, and the film.
     *
     * @param warm   share by which red is more and blue is less
     * @param depth  of colour, a factor
     * @param bright logarithm of a factor for everything
     * @param across logarithm of a factor at the right edge; its reciprocal at the left one
     * @param down   the same at the lower and upper edge
     */
    private record Light(float warm, float depth, float bright, float across, float down) {
        void develop(Raster light) {
            float[] data = light.data();
            float[] columns = new float[light.width()];
            for (int x = 0; x < columns.length; x++) {
                columns[x] = (float) Math.exp(bright + across * (2 * (x + 0.5) / columns.length - 1));
            }
            Rows.parallel(light.height(), (from, to) -> {
                for (int y = from; y < to; y++) {
                    float here = (float) Math.exp(down * (2 * (y + 0.5) / light.height() - 1));
                    for (int x = 0, i = light.at(0, y); x < columns.length; x++, i += 3) {
                        // Lamps and the sun's glints are as bright and as white at any hour.
                        float lamp = lamp(Math.max(data[i], Math.max(data[i + 1], data[i + 2])));
                        float gain = here * columns[x];
                        gain += lamp * (1 - gain);
                        float tint = warm * (1 - lamp);
                        float b = data[i] * (1 - tint) * gain;
                        float g = data[i + 1] * gain;
                        float r = data[i + 2] * (1 + tint) * gain;
                        float grey = 0.0722f * b + 0.7152f * g + 0.2126f * r;
                        data[i] = bounded(grey + depth * (b - grey));
                        data[i + 1] = bounded(grey + depth * (g - grey));
                        data[i + 2] = bounded(grey + depth * (r - grey));
                    }
                }
            });
        }

        private static float lamp(float sample) {
            return Math.clamp((sample - PAPER) * RISE, 0, 1);
        }

        /** Light from which it is a lamp's, and the reciprocal of the rise to all of it. */
        private static final float PAPER = 0.55f;
        private static final float RISE = 1 / 0.35f;

        private static float bounded(float sample) {
            return Math.clamp(sample, 0, BRIGHTEST);
        }

        /** Lamps and sun; more would not show. */
        private static final float BRIGHTEST = 3;
    }
}
