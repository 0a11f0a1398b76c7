package dev.likeness.diffusion.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.diffusion.TinySafetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointTest {
    private Path folder = Path.of("");

    @BeforeEach
    void folder(@TempDir Path fresh) {
        folder = fresh;
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F16", "BF16"})
    void readsTheNumbersOfEveryFormat(ElementType type) {
        new TinySafetensors().put("a", type, new long[]{2}, 1, -0.5f).put("b", type, new long[]{2, 1}, 0.25f, 8)
                .write(folder.resolve("x.safetensors"));
        Checkpoint checkpoint = Checkpoint.open(folder);
        assertThat(SafetensorsFile.floats(checkpoint.get("a"))).containsExactly(1, -0.5f);
        assertThat(SafetensorsFile.floats(checkpoint.get("b"))).containsExactly(0.25f, 8);
        assertThat(checkpoint.type()).isEqualTo(type);
    }

    @Test
    void rowsOfATensorAreAByteRange() {
        new TinySafetensors().put("w", ElementType.F32, new long[]{3, 2}, 1, 2, 3, 4, 5, 6)
                .write(folder.resolve("x.safetensors"));
        StoredTensor rows = Checkpoint.open(folder).get("w").rows(1, 3);
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(SafetensorsFile.floats(rows)).containsExactly(3, 4, 5, 6);
    }

    @Test
    void joinsShardsThroughLinksAsCachesHaveThem() throws IOException {
        Path blobs = Files.createDirectories(folder.resolve("blobs"));
        Path snapshot = Files.createDirectories(folder.resolve("snapshots/1/text_encoder"));
        new TinySafetensors().put("a", ElementType.F32, new long[]{1}, 1).write(blobs.resolve("111"));
        new TinySafetensors().put("b", ElementType.BF16, new long[]{1}, 2).write(blobs.resolve("222"));
        Files.createSymbolicLink(snapshot.resolve("m-00001-of-00002.safetensors"), Path.of("../../../blobs/111"));
        Files.createSymbolicLink(snapshot.resolve("m-00002-of-00002.safetensors"), Path.of("../../../blobs/222"));
        Files.writeString(snapshot.resolve("m.safetensors.index.json"), """
                {"metadata":{"total_size":6},
                 "weight_map":{"a":"m-00001-of-00002.safetensors","b":"m-00002-of-00002.safetensors"}}""");
        Checkpoint checkpoint = Checkpoint.open(snapshot);
        assertThat(SafetensorsFile.floats(checkpoint.get("b"))).containsExactly(2);
        assertThat(checkpoint.get("a").file()).isEqualTo(blobs.resolve("111").toRealPath());
    }

    @Test
    void namesTheShardThatIsMissing() throws IOException {
        Files.writeString(folder.resolve("m.safetensors.index.json"), "{\"weight_map\":{\"a\":\"gone.safetensors\"}}");
        assertThatThrownBy(() -> Checkpoint.open(folder)).isInstanceOf(BrokenCheckpoint.class)
                .hasMessageContaining("gone.safetensors is missing");
    }

    @Test
    void refusesAShardThatIsNotBesideItsIndex() throws IOException {
        Files.writeString(folder.resolve("m.safetensors.index.json"), "{\"weight_map\":{\"a\":\"../x.safetensors\"}}");
        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("not a file beside it");
    }

    @Test
    void namesTheFileThatIsCutShort() throws IOException {
        Path file = new TinySafetensors().put("a", ElementType.F32, new long[]{4}, 1, 2, 3, 4)
                .write(folder.resolve("x.safetensors"));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("x.safetensors is cut short")
                .hasMessageContaining("\"a\"");
        Files.write(file, Arrays.copyOf(bytes, 20));
        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("cut short (20 bytes)");
    }

    @Test
    void namesTheFirstTensorThatIsNotAsTheConfigurationSays() {
        new TinySafetensors().put("a", ElementType.F32, new long[]{1}, 1).put("b", ElementType.F32, new long[]{2}, 1, 2)
                .write(folder.resolve("x.safetensors"));
        Checkpoint checkpoint = Checkpoint.open(folder);
        assertThatThrownBy(() -> checkpoint.check(Map.of("b", Shape.of(1, 2))))
                .hasMessageContaining("tensor \"b\"").hasMessageContaining("is [2] but config.json asks for [1, 2]");
        assertThatThrownBy(() -> checkpoint.check(Map.of("c", Shape.of(5))))
                .hasMessageContaining("tensor \"c\" [5] is missing");
        assertThat(checkpoint.check(Map.of("a", Shape.of(1)))).isSameAs(checkpoint);
    }
}
