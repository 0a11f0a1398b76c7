package dev.likeness.diffusion.pipeline;

import dev.likeness.diffusion.picture.Rgb;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A request for one picture.
 *
 * @param references the most important first; they are resized as the model needs
 * @param width      pixels, a multiple of 16; so is the height
 * @param steps      1 or more; 4 are enough for distilled models
 * @param guidance   classifier-free guidance; above 1 it doubles the work, and distilled models ignore it
 * @param embedded   guidance as an input of the network, for models that have an embedding of it
 * @param noise      initial noise, [channels, rows, columns]; if empty it is generated from the seed
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
