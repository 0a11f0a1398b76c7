package dev.likeness.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.darkroom.face.Face;
import dev.likeness.diffusion.Sitters;
import dev.likeness.diffusion.TinyEmbedding;
import dev.likeness.diffusion.face.FaceEmbedding;
import dev.likeness.diffusion.picture.Rgb;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeTest {
    private static final Rgb NOTHING = new Rgb(1, 1, new byte[3]);

    private static Take take(long seed, OptionalDouble likeness) {
        return new Take(seed, NOTHING, Optional.empty(), likeness);
    }

    @Test
    void theMostAlikeIsTakenAndAFacelessOneLast() {
        Take faceless = take(1, OptionalDouble.empty());
        Take unlike = take(2, OptionalDouble.of(-0.9));
        Take like = take(3, OptionalDouble.of(0.4));
        Take likeToo = take(4, OptionalDouble.of(0.4));
        assertThat(Take.best(List.of(faceless, unlike, like, likeToo))).isSameAs(like);
        assertThat(Take.best(List.of(faceless, unlike))).isSameAs(unlike);
        assertThat(Take.best(List.of(faceless, take(5, OptionalDouble.empty())))).isSameAs(faceless);
    }

    @Test
    void theFirstSeedIsTheOrdersOwnAndNoTwoAreAlike() {
        assertThat(Take.seed(77, 0)).isEqualTo(77);
        LongStream seeds = LongStream.range(0, 1000)
                .flatMap(seed -> IntStream.range(0, 8).mapToLong(number -> Take.seed(seed, number)));
        assertThat(seeds.distinct().count()).isGreaterThan(7990);
        assertThat(Take.seed(77, 3)).isEqualTo(Take.seed(77, 3)).isBetween(0L, (1L << 31) - 1);
    }

    /** Real faces, a real model. */
    @Test
    void theSitterHimselfWinsOverAnotherPersonAndOverNobody(@TempDir Path folder) {
        Photo photo = Sitters.COLLINS;
        Face face = Sitters.in(photo).face();
        Face other = Sitters.in(Sitters.HOPPER).face();
        try (FaceSimilarity similarity = new FaceSimilarity(
                Optional.of(FaceEmbedding.open(TinyEmbedding.sface(folder.resolve("sface.onnx")))))) {
            Optional<float[]> sitter = similarity.embed(Sitters.rgb(photo), face);
            Rgb darker = darker(Sitters.rgb(photo));
            Rgb stranger = Sitters.rgb(Sitters.HOPPER);
            List<Take> takes = List.of(
                    new Take(1, stranger, Optional.of(other),
                            similarity.likeness(sitter, stranger, Optional.of(other))),
                    new Take(2, stranger, Optional.empty(), similarity.likeness(sitter, stranger, Optional.empty())),
                    new Take(3, darker, Optional.of(face), similarity.likeness(sitter, darker, Optional.of(face))));
            Take best = Take.best(takes);
            assertThat(best.picture()).isSameAs(darker);
            assertThat(best.likeness().orElseThrow()).isGreaterThan(0.95);
            Note note = similarity.note(takes, best).orElseThrow();
            assertThat(note.kind()).isEqualTo(Note.Kind.LIKENESS);
            assertThat(note.text())
                    .matches("(0\\.9\\d|1\\.00), take 3 of 3 \\(seed 3\\); the others -?0\\.\\d\\d, no face");
        }
    }

    private static Rgb darker(Rgb picture) {
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ((picture.rgb()[i] & 0xff) * 3 / 4);
        }
        return new Rgb(picture.width(), picture.height(), rgb);
    }
}
