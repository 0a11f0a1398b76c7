package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.app.engines.Engines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    private static final Path GOLDENS = Path.of("..", "diffusion", "src", "test", "resources", "goldens");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... words) {
        String[] args = Stream.of(words).map(Object::toString).toArray(String[]::new);
        return Likeness.run(Engines.installed(), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void aGoodModelPassesItsGoldenCaseTensorByTensor() {
        assertThat(run("models", "check", GOLDENS.resolve("model"), "--goldens", GOLDENS.resolve("b_one_ref")))
                .as(err.toString()).isZero();
        assertThat(out.toString()).contains("step3_velocity").contains("tensors within tolerance");
    }

    @Test
    void anotherModelEndsWithOneAndNamesTheFirstTensorThatDeparts(@TempDir Path folder) throws IOException {
        Path model = copy(folder.resolve("model"));
        Path config = model.resolve("vae/config.json");
        Files.writeString(config, Files.readString(config).replace("0.0001", "0.00001"));
        assertThat(run("models", "check", model, "--goldens", GOLDENS.resolve("b_one_ref"))).isEqualTo(1);
        assertThat(out.toString()).contains("departs first at ref_tokens");
    }

    @Test
    void aBrokenFolderIsToldInOneLine(@TempDir Path folder) throws IOException {
        assertThat(run("models", "check", GOLDENS.resolve("model"))).isZero();
        assertThat(out.toString()).contains("whole: 2+2 blocks of width 64");
        Path model = copy(folder.resolve("model"));
        Files.delete(model.resolve("transformer/diffusion_pytorch_model.safetensors"));
        assertThat(run("models", "check", model)).isEqualTo(1);
        assertThat(err.toString()).containsOnlyOnce("\n").contains("transformer").endsWith("[model]\n");
    }

    @Test
    void withoutWeightsTheEngineSaysWhatIsMissingAndHowToGetIt(@TempDir Path folder) {
        Path photo = Path.of("..", "samples", "astronaut.png");
        assertThat(run("shoot", photo, "--engine", "klein", "-o", folder.resolve("a.png"))).isEqualTo(2);
        assertThat(err.toString()).contains("likeness models pull klein-4b").contains("LIKENESS_KLEIN");
    }

    @Test
    void listNamesTheModels() {
        assertThat(run("models", "list")).isZero();
        assertThat(out.toString()).contains("klein-4b").contains("Apache-2.0");
    }

    @Test
    void aNameThatNobodyKnowsIsRefused() {
        assertThat(run("models", "pull", "klein-5b")).isEqualTo(2);
        assertThat(err.toString()).contains("klein-4b");
    }

    private static Path copy(Path to) throws IOException {
        Path from = GOLDENS.resolve("model");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }
}
