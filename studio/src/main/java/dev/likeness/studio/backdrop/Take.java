package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * A place as another photographer would take it: by seed a longer or a shorter lens, the camera a little aside, lower or
 * higher, and film of another warmth and depth of colour. So two portraits at one place are two places.
 *
 * @param place composed for one way of seeing it
 * @param turns whether it may be seen in a mirror: not where its light must come from one side
 */
record Take(Backdrop place, boolean turns) implements Backdrop {
    private static final double WIDEST = 0.74;
    private static final double LONGEST = 1.32;
    private static final double ASIDE = 0.22;
    private static final double ABOVE = 0.14;
    private static final double WARMTH = 0.07;
    private static final double DEPTH = 0.14;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(Noise.mix(seed.value() ^ 0x7A6BL));
        double lens = WIDEST * Math.pow(LONGEST / WIDEST, chance.nextDouble());
        Focus seen = new Focus(focus.centreX() + ASIDE * (2 * chance.nextDouble() - 1) * focus.faceWidth(),
                focus.centreY() + ABOVE * (2 * chance.nextDouble() - 1) * focus.faceWidth(), lens * focus.faceWidth());
        double warm = WARMTH * (2 * chance.nextDouble() - 1);
        double depth = 1 + DEPTH * (2 * chance.nextDouble() - 1);
        boolean turned = turns && chance.nextDouble() < 0.5;
        Backdrop taken = turned ? place.mirrored() : place;
        Raster light = taken.paint(width, height, seed, seen).light();
        develop(light, (float) (1 - warm), (float) (1 + warm), (float) depth);
        return new Scene(light);
    }

    private static void develop(Raster light, float blue, float red, float depth) {
        float[] data = light.data();
        int row = light.width() * 3;
        Rows.parallel(light.height(), (from, to) -> {
            for (int i = from * row; i < to * row; i += 3) {
                float b = data[i] * blue;
                float g = data[i + 1];
                float r = data[i + 2] * red;
                float grey = 0.0722f * b + 0.7152f * g + 0.2126f * r;
                data[i] = Math.max(0, grey + depth * (b - grey));
                data[i + 1] = Math.max(0, grey + depth * (g - grey));
                data[i + 2] = Math.max(0, grey + depth * (r - grey));
            }
        });
    }
}
