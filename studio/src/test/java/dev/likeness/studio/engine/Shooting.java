package dev.likeness.studio.engine;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Orders of the astronaut in {@code samples}, and pixels of what comes. */
final class Shooting {
    static final Photo PHOTO = sample("astronaut.png");

    private Shooting() {}

    static Photo sample(String name) {
        Path samples = Path.of(System.getProperty("basedir", ".")).resolve("../samples");
        try {
            return PhotoDecoder.decode(Files.readAllBytes(samples.resolve(name)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static PortraitRequest order(String prompt, FrameSize size, long seed) {
        return PortraitRequest.of(prompt, size, Retouch.DEFAULT, Optional.empty(), seed);
    }

    static Rendering shoot(StudioEngine engine, String prompt, FrameSize size, long seed) {
        return engine.render(order(prompt, size, seed), PHOTO, Progress.NONE, Cancellation.NEVER);
    }

    /** B, G, R, 0 to 255. */
    static int[] pixel(Rendering rendering, int x, int y) {
        int i = 3 * (y * rendering.width() + x);
        return new int[]{rendering.bgr()[i] & 255, rendering.bgr()[i + 1] & 255, rendering.bgr()[i + 2] & 255};
    }
}
