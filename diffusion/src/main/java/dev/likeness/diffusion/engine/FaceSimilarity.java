package dev.likeness.diffusion.engine;

import dev.likeness.core.Note;
import dev.likeness.darkroom.face.Face;
import dev.likeness.diffusion.face.FaceEmbedding;
import dev.likeness.diffusion.picture.Rgb;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measures how similar a picture is to the sitter, if the user has supplied a model for it.
 *
 * @param embedding the model, if the user has supplied one
 */
record FaceSimilarity(Optional<FaceEmbedding> embedding) implements AutoCloseable {
    boolean hasModel() {
        return embedding.isPresent();
    }

    /** The embedding of a face; empty without a model. */
    Optional<float[]> embed(Rgb picture, Face face) {
        return embedding.map(model -> model.of(picture, face));
    }

    /**
     * @param sitter embedding of the sitter's face
     */
    OptionalDouble likeness(Optional<float[]> sitter, Rgb picture, Optional<Face> face) {
        return sitter.flatMap(there -> face.flatMap(found -> embed(picture, found))
                .map(here -> OptionalDouble.of(FaceEmbedding.likeness(there, here)))).orElse(OptionalDouble.empty());
    }

    /** The note about the choice of the take; empty without a model. */
    Optional<Note> note(List<Take> takes, Take best) {
        if (!hasModel()) {
            return Optional.empty();
        }
        String all = takes.size() == 1 ? "" : ", take " + (takes.indexOf(best) + 1) + " of " + takes.size();
        String text = best.likeness().isEmpty()
                ? "no face was found in " + (takes.size() == 1
                        ? "the portrait, so its likeness cannot be told"
                        : "any of the " + takes.size() + " takes: this is the first")
                : String.format(Locale.ROOT, "%.2f%s", best.likeness().getAsDouble(), all)
                        + (all.isEmpty()
                                ? ""
                                : " (seed " + best.seed() + "); the others "
                                        + others(takes, best));
        return Optional.of(new Note(Note.Kind.LIKENESS, text));
    }

    private static String others(List<Take> takes, Take best) {
        return takes.stream().filter(take -> take != best)
                .map(take -> take.likeness().isEmpty()
                        ? "no face"
                        : String.format(Locale.ROOT, "%.2f", take.likeness().getAsDouble()))
                .reduce((one, other) -> one + ", " + other).orElse("");
    }

    @Override
    public void close() {
        embedding.ifPresent(FaceEmbedding::close);
    }
}
