package dev.likeness.studio;

import dev.likeness.core.Photo;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Photos that tests look at, beside this class on the class path; see the README there. */
public final class Samples {
    /** A photo that is narrower than its sitter's face is high. */
    public static final String WIDE_FACE = "tight-crop-triple-face.jpg";
    /** Photos whose edges cut the head. */
    public static final List<String> CUT = List.of(WIDE_FACE, "narrow-head-touches-sides.jpg",
            "astronaut-narrow.jpg");
    /** A photo whose matte cannot be trusted. */
    public static final String DOUBTFUL = "double-exposure.jpg";
    /** Dark hair before a black wall: hard, but not too hard. */
    public static final String DARK = "dark-hair-before-black.jpg";

    private Samples() {}

    public static Photo of(String name) {
        try (InputStream file = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
            return PhotoDecoder.decode(file.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
