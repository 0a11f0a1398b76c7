package dev.likeness.diffusion.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.darkroom.face.Face;
import dev.likeness.diffusion.Sitters;
import dev.likeness.diffusion.TinyEmbedding;
import dev.likeness.diffusion.picture.Lanczos;
import dev.likeness.diffusion.picture.Rgb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceEmbeddingTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSameFaceInAnotherSizeAndPlaceIsTheSameDirection() {
        Photo photo = Sitters.COLLINS;
        Face face = Sitters.in(photo).face();
        Rgb whole = Sitters.rgb(photo);
        Rgb part = Lanczos.resized(whole.crop(100, 20, 300, 300), 450, 450);
        Face there = new Face((face.x() - 100) * 1.5, (face.y() - 20) * 1.5, face.width() * 1.5,
                moved(face.leftEye()), moved(face.rightEye()), moved(face.mouth()), face.sure().score());
        try (FaceEmbedding embedding = FaceEmbedding.open(TinyEmbedding.arcface(folder.resolve("arcface.onnx")))) {
            float[] one = embedding.of(whole, face);
            assertThat(one).hasSize(512);
            assertThat(FaceEmbedding.likeness(one, one)).isEqualTo(1, Offset.offset(1e-6));
            assertThat(FaceEmbedding.likeness(one, embedding.of(part, there))).isGreaterThan(0.99);
            Photo other = Sitters.HOPPER;
            float[] another = embedding.of(Sitters.rgb(other), Sitters.in(other).face());
            assertThat(FaceEmbedding.likeness(one, another)).isLessThan(0.8);
        }
    }

    private static Face.Point moved(Face.Point point) {
        return new Face.Point((point.x() - 100) * 1.5, (point.y() - 20) * 1.5);
    }

    @Test
    void theFileTellsHowSamplesAreNormalised() {
        assertThat(isRaw(TinyEmbedding.sface(folder.resolve("a.onnx")))).as("128 numbers").isTrue();
        assertThat(isRaw(TinyEmbedding.arcface(folder.resolve("b.onnx")))).as("512 numbers").isFalse();
        assertThat(isRaw(TinyEmbedding.normalising(folder.resolve("c.onnx")))).as("begins with Sub and Mul").isTrue();
    }

    private static boolean isRaw(Path file) {
        try (FaceEmbedding embedding = FaceEmbedding.open(file)) {
            return embedding.isRaw();
        }
    }

    @Test
    void aNetworkThatNormalisesItselfSeesTheSameAsOneThatDoesNot() {
        Rgb picture = Sitters.rgb(Sitters.COLLINS);
        Face face = Sitters.in(Sitters.COLLINS).face();
        try (FaceEmbedding one = FaceEmbedding.open(TinyEmbedding.arcface(folder.resolve("b.onnx")));
                FaceEmbedding other = FaceEmbedding.open(TinyEmbedding.normalising(folder.resolve("c.onnx")))) {
            assertThat(one.of(picture, face)).containsExactly(other.of(picture, face), Offset.offset(1e-5f));
        }
    }

    @Test
    void aWrongFileSaysWhatIsWrongWithIt() throws IOException {
        assertRefused(folder.resolve("none.onnx"), "there is no such file");
        assertRefused(Files.writeString(folder.resolve("text.onnx"), "no model at all"), "cannot be read as an ONNX");
        assertRefused(Files.write(folder.resolve("empty.onnx"), new byte[0]), "cannot be read as an ONNX");
        byte[] whole = Files.readAllBytes(TinyEmbedding.arcface(folder.resolve("b.onnx")));
        assertRefused(Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2)),
                "cannot be read as an ONNX");
        assertRefused(TinyEmbedding.of(100, folder.resolve("100.onnx")), "100 numbers a face");
        assertRefused(TinyEmbedding.large(folder.resolve("160.onnx")), "1x3x112x112");
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> FaceEmbedding.open(file)).isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("LIKENESS_FACE_EMBEDDING names " + file).hasMessageContaining(why);
    }
}
