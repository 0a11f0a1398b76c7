package dev.likeness.darkroom;

import dev.likeness.core.Photo;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The two sample portraits of the repository, and pictures made from them. */
public final class Samples {
    private Samples() {}

    public static Photo astronaut() {
        return load("astronaut.png");
    }

    public static Photo graceHopper() {
        return load("grace_hopper.jpg");
    }

    private static Photo load(String name) {
        Path samples = Path.of(System.getProperty("basedir", ".")).resolve("../samples");
        try {
            return PhotoDecoder.decode(Files.readAllBytes(samples.resolve(name)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Both pictures beside each other, the second scaled by nearest neighbour to {@code share} of its size. */
    public static Photo beside(Photo first, Photo second, double share) {
        int w = (int) (second.width() * share);
        int h = Math.min(first.height(), (int) (second.height() * share));
        int width = first.width() + w;
        byte[] bgr = new byte[width * first.height() * 3];
        for (int y = 0; y < first.height(); y++) {
            System.arraycopy(first.bgr(), y * first.width() * 3, bgr, y * width * 3, first.width() * 3);
            for (int x = 0; x < w && y < h; x++) {
                int from = ((int) (y / share) * second.width() + (int) (x / share)) * 3;
                System.arraycopy(second.bgr(), from, bgr, (y * width + first.width() + x) * 3, 3);
            }
        }
        return new Photo(width, first.height(), bgr, first.sha256() + share, List.of());
    }

    /** A picture of one grey. */
    public static Photo blank(int width, int height) {
        byte[] bgr = new byte[width * height * 3];
        java.util.Arrays.fill(bgr, (byte) 120);
        return new Photo(width, height, bgr, "blank", List.of());
    }
}
