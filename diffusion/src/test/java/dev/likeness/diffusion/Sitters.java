package dev.likeness.diffusion;

import dev.likeness.core.Photo;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The people of the samples. */
public final class Sitters {
    public static final Photo COLLINS = photo("astronaut.png");
    public static final Photo HOPPER = photo("grace_hopper.jpg");

    private static final SitterAnalysis ANALYSIS = new SitterAnalysis();

    private Sitters() {}

    private static Photo photo(String sample) {
        try {
            return PhotoDecoder.decode(Files.readAllBytes(Path.of("..", "samples", sample)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Sitter in(Photo photo) {
        return ANALYSIS.analyse(photo);
    }

    public static Rgb rgb(Photo photo) {
        return new Rgb(photo.width(), photo.height(), Rgb.swapped(photo.bgr()));
    }
}
