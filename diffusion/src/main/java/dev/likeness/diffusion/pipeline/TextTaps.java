package dev.likeness.diffusion.pipeline;

import dev.likeness.diffusion.config.ModelConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * How a prompt is read.
 *
 * @param layers after how many layers of the text encoder its state is taken, in the order in which they are laid side by
 *               side
 * @param length tokens of every prompt, padding included
 */
public record TextTaps(List<Integer> layers, int length) {
    private static final List<Integer> KLEIN = List.of(9, 18, 27);
    /** Of FLUX.2 [klein], as trained. */
    public static final int LENGTH = 512;

    public TextTaps {
        layers = List.copyOf(layers);
    }

    /** How many layers must be run. */
    public int depth() {
        return layers.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    /** What FLUX.2 [klein] was trained with; quarters of the depth for encoders that are shallower than that. */
    public static TextTaps of(ModelConfig config) {
        int count = config.tapCount();
        int depth = config.text().layers();
        if (count == KLEIN.size() && depth >= KLEIN.getLast()) {
            return new TextTaps(KLEIN, LENGTH);
        }
        List<Integer> layers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            layers.add(Math.max(1, i * depth / (count + 1)));
        }
        return new TextTaps(layers, LENGTH);
    }
}
