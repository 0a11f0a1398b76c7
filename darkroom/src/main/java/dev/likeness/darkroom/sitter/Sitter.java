package dev.likeness.darkroom.sitter;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.matte.Matte;
import java.util.List;

/**
 * The person in a photo.
 *
 * @param face   in photo pixels
 * @param matte  of the person, with its place in the photo
 * @param others faces of the people beside them, where the sitter was chosen among several
 * @param parted places in the photo where the sitter was cut off those people
 */
public record Sitter(Face face, Matte matte, List<Face> others, List<Face.Point> parted) {
    public Sitter {
        others = List.copyOf(others);
        parted = List.copyOf(parted);
    }

    /** Somebody alone. */
    public Sitter(Face face, Matte matte) {
        this(face, matte, List.of(), List.of());
    }
}
