package dev.likeness.diffusion.pipeline;

import dev.likeness.diffusion.config.ModelConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Which hidden states of the text encoder are used.
 *
 * @param layers layers after which the hidden state is taken, in the order of their concatenation
 * @param length tokens of every prompt, padding included
 */
public record TextTaps(List<Integer> layers, int length) {
    private static final List<Integer> KLEIN = List.of(9, 18, 27);
    /** As FLUX.2 [klein] was trained. */
    public static final int LENGTH = 512;

    public TextTaps {
        layers = List.copyOf(layers);
    }

    /** The number of layers that must be run. */
    public int depth() {
        return layers.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    /** As FLUX.2 [klein] was trained; for encoders with fewer layers, at quarters of their depth. */
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
