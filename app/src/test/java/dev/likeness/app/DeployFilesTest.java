package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The manifests in {@code deploy/kubernetes}, held against the schema that the Kubernetes API publishes, as its Java client
 * carries it: unknown fields and missing ones are errors.
 */
class DeployFilesTest {
    private static final Path DEPLOY = Path.of(System.getProperty("basedir", ".")).resolve("../deploy");
    private static final int DRAIN = 20;

    /** A document of a manifest and its kind. */
    private record Manifest(String kind, JsonElement json) {
        void check() throws IOException {
            switch (kind) {
                case "Deployment" -> V1Deployment.validateJsonElement(json);
                case "StatefulSet" -> V1StatefulSet.validateJsonElement(json);
                case "Service" -> V1Service.validateJsonElement(json);
                case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
                default -> throw new IllegalArgumentException("no schema for a " + kind);
            }
        }

        JsonElement at(String... path) {
            JsonElement here = json;
            for (String name : path) {
                here = name.matches("\\d+")
                        ? here.getAsJsonArray().get(Integer.parseInt(name))
                        : here.getAsJsonObject().get(name);
            }
            return here;
        }
    }

    private static List<Manifest> manifests(String text) {
        return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false)
                .map(document -> new Manifest(String.valueOf(((Map<?, ?>) document).get("kind")),
                        new Gson().toJsonTree(document)))
                .toList();
    }

    private static Stream<Manifest> all() throws IOException {
        return Stream.of("api", "worker", "postgres", "s3")
                .flatMap(name -> manifests(text(name)).stream());
    }

    private static String text(String name) {
        try {
            return Files.readString(DEPLOY.resolve("kubernetes/" + name + ".yaml"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theManifestsKeepToTheSchemaOfKubernetes() throws IOException {
        List<Manifest> all = all().toList();
        assertThat(all).hasSize(9).allSatisfy(manifest -> assertThatCode(manifest::check).doesNotThrowAnyException());
    }

    @Test
    void theSchemaKnowsAFieldFromAMisspeltOne() {
        Manifest misspelt = manifests(text("api").replace("readOnlyRootFilesystem", "readOnlyRootFileSystem"))
                .getFirst();
        assertThatThrownBy(misspelt::check).hasMessageContaining("readOnlyRootFileSystem");
    }

    /** What must agree with the program and its settings. */
    @Test
    void nodesAreAskedForTheirHealthAndMayDrain() throws IOException {
        for (Manifest node : all().filter(manifest -> manifest.kind().equals("Deployment")).toList()) {
            assertThat(node.at("spec", "template", "spec", "terminationGracePeriodSeconds").getAsInt())
                    .isGreaterThan(DRAIN + node.at("spec", "template", "spec", "containers", "0", "lifecycle",
                            "preStop", "sleep", "seconds").getAsInt());
            assertThat(node.at("spec", "template", "spec", "containers", "0", "readinessProbe", "httpGet", "path")
                    .getAsString()).isEqualTo("/readyz");
            assertThat(node.at("spec", "template", "spec", "containers", "0", "livenessProbe", "httpGet", "path")
                    .getAsString()).isEqualTo("/livez");
            assertThat(node.at("spec", "template", "spec", "containers", "0", "securityContext",
                    "readOnlyRootFilesystem").getAsBoolean()).isTrue();
        }
        assertThat(text("kustomization")).contains("LIKENESS_DRAIN_SECONDS=" + DRAIN + "\n");
    }

    @Test
    void noServiceLeadsToANodeThatShowsItsMetrics() throws IOException {
        assertThat(text("kustomization")).doesNotContain("LIKENESS_METRICS");
        List<String> shown = all().filter(manifest -> manifest.kind().equals("Service"))
                .map(service -> service.at("spec", "selector").toString()).toList();
        for (Manifest node : all().filter(manifest -> manifest.kind().equals("Deployment")).toList()) {
            boolean metrics = node.at("spec", "template", "spec", "containers", "0").toString()
                    .contains("LIKENESS_METRICS");
            assertThat(metrics && shown.contains(node.at("spec", "selector", "matchLabels").toString()))
                    .as("%s", node.at("metadata", "name")).isFalse();
        }
    }

    @Test
    void imagesHaveTags() throws IOException {
        String all = text("s3") + text("postgres") + Files.readString(DEPLOY.resolve("compose.yaml"));
        assertThat(all.lines().filter(line -> line.strip().startsWith("image:"))).hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line).matches(".*image: [\\w./-]+:[^: ]+.*"));
    }
}
