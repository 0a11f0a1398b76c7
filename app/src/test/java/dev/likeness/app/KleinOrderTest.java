package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.app.engines.Engines;
import dev.likeness.app.engines.Models;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.diffusion.engine.KleinEngine;
import dev.likeness.diffusion.engine.KleinSettings;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that the engine klein carries out, with a tiny model of random weights: noise, but labelled as a portrait is. */
class KleinOrderTest {
    private static final Path MODEL = Path.of("..", "diffusion", "src", "test", "resources", "goldens", "model");

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter err = new StringWriter();

    private static PortraitEngine klein() {
        return KleinEngine.open(KleinSettings.of(MODEL,
                Map.of("LIKENESS_KLEIN_STEPS", "1", "LIKENESS_KLEIN_MAX_PIXELS", "65536")));
    }

    private Path shoot(String name, String... more) {
        Path output = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of("shoot", "../samples/astronaut.png", "--engine", "klein", "--seed",
                "3", "--prompt", "a hat", "--gpen", "0", "--skin", "0", "--width", "512", "--height", "512", "-o",
                output.toString()));
        words.addAll(List.of(more));
        assertThat(Likeness.run(new Engines().with("klein", KleinOrderTest::klein),
                new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), words.toArray(String[]::new)))
                .as(err.toString()).isZero();
        return output;
    }

    @Test
    void itsPicturesCarryTheLabelsThatEveryPortraitCarries() throws IOException {
        for (String name : List.of("a.png", "a.jpg")) {
            assertThat(new String(Files.readAllBytes(shoot(name)), StandardCharsets.ISO_8859_1)).contains("AIGC")
                    .contains("trainedAlgorithmicMedia");
        }
        Photo plain = PhotoDecoder.decode(Files.readAllBytes(folder.resolve("a.png")));
        Photo marked = PhotoDecoder.decode(Files.readAllBytes(shoot("b.png", "--watermark", "en")));
        int below = 0;
        int above = 0;
        for (int i = 0; i < plain.bgr().length; i++) {
            int change = plain.bgr()[i] == marked.bgr()[i] ? 0 : 1;
            if (i < plain.bgr().length / 2) {
                above += change;
            } else {
                below += change;
            }
        }
        assertThat(above).isZero();
        assertThat(below).as("samples of the visible label").isGreaterThan(500);
    }

    @Test
    void aServerWithoutAModelStartsWithTheOthersAndSaysWhatIsMissing() {
        Map<String, String> environment = Map.of("LIKENESS_DATA", folder.toString());
        Engines.Opened opened = new Engines().with("paper", PaperEngine::new).withOptional("klein", () -> {
            throw new AssertionError("must not be opened");
        }, new Engines.Optionally(() -> Models.missing(environment), () -> KleinEngine.PROFILE,
                () -> Models.used(environment), Models.GET)).openAll();
        assertThat(opened.engines()).extracting(PortraitEngine::name).containsExactly("paper");
        assertThat(opened.missing()).singleElement().asString().contains("engine \"klein\" is not here")
                .contains(folder.resolve("models/klein-4b").toString()).contains("likeness models pull klein-4b")
                .contains("LIKENESS_KLEIN");
        assertThat(Models.missing(Map.of("LIKENESS_KLEIN", MODEL.toString()))).isEqualTo(Optional.empty());
    }

    @Test
    void aWrongFaceEmbeddingLeavesTheEngineOutAndSaysWhy() throws IOException {
        Path text = Files.writeString(folder.resolve("face.onnx"), "no model");
        Engines.Opened opened = new Engines().with("paper", PaperEngine::new)
                .with("klein",
                        () -> KleinEngine.open(
                                KleinSettings.of(MODEL, Map.of("LIKENESS_FACE_EMBEDDING", text.toString()))))
                .openAll();
        assertThat(opened.engines()).hasSize(1);
        assertThat(opened.missing()).singleElement().asString().contains("LIKENESS_FACE_EMBEDDING names " + text)
                .contains("no face embedding");
    }
}
