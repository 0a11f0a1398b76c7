package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A studio wall in the shades of one colour: full at the top, where portrait studios keep it, and washed out towards
 * the bottom by a lamp behind the sitter. The seed chooses the side of the lamp.
 *
 * @param colour linear light
 */
record GradientBackdrop(Tone colour) implements Backdrop {
    /**
     * Share of the lamp's white in the colour behind the shoulders; with more, light clothes would hardly differ from
     * it.
     */
    private static final double WASH = 0.5;
    private static final Tone LAMP = new Tone(0.88, 0.88, 0.88);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 100);
        SplittableRandom chance = new SplittableRandom(seed.value());
        double lamp = 0.9 * (chance.nextDouble() - 0.5);
        double high = Math.max(1.5, easel.bottom() - easel.top());
        double wide = Math.max(1.5, easel.right() - easel.left());
        Noise uneven = new Noise(seed.value(), 1);
        return Lens.develop(easel.paint((u, v) -> {
            double down = (v - easel.top()) / high;
            double across = (u - lamp) / wide;
            double wash = WASH * Lens.step(-0.05, 1.15, down) * Math.exp(-1.1 * across * across);
            double corner = 1 - 0.16 * (1 - down) * Math.min(1, 4 * across * across);
            double wall = 1 + 0.012 * uneven.clouds(u * 0.45, v * 0.45, 2, 0.5);
            return colour.times(corner * wall).mix(LAMP, wash);
        }), width, height, seed.value());
    }
}
