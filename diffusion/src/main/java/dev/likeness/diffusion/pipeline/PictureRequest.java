package dev.likeness.diffusion.pipeline;

import dev.likeness.diffusion.picture.Rgb;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One picture to be made.
 *
 * @param references shown to the model, the most telling first; reduced and cut as it needs
 * @param width      pixels, a multiple of 16; so is the height
 * @param steps      1 or more; 4 are enough for distilled models
 * @param guidance   how much the prompt outweighs no prompt; above 1 it doubles the work, and distilled models ignore it
 * @param embedded   guidance told to the network itself, for models that have an embedding of it
 * @param noise      what to begin with, [channels, rows, columns]; drawn from the seed when there is none
 */
public record PictureRequest(String prompt, List<Rgb> references, int width, int height, int steps, double guidance,
        OptionalDouble embedded, long seed, Optional<float[]> noise) {
    public PictureRequest {
        references = List.copyOf(references);
        if (steps < 1) {
            throw new IllegalArgumentException(steps + " steps: 1 or more are needed");
        }
    }
}
