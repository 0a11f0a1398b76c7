package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Holds docs/openapi.json to the controllers. {@code -Dopenapi.write=true} writes it anew.
 */
class ApiDescriptionTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "openapi.json");

    @Test
    void theDocumentSaysWhatTheControllersDo() throws IOException {
        String generated = new String(
                TestService.get(URI.create(TestService.address() + "/v3/api-docs")).response().body(),
                StandardCharsets.UTF_8).strip() + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(DOCUMENT, generated);
        }
        assertThat(Files.readString(DOCUMENT)).as("docs/openapi.json has drifted from the controllers: regenerate it "
                + "with mvn -pl server -am test -Dtest=ApiDescriptionTest -Dsurefire.failIfNoSpecifiedTests=false "
                + "-Dopenapi.write=true").isEqualTo(generated);
    }

    @Test
    void numbersAreDescribedAsNumbersAndSoAreTheirDefaults() {
        JsonNode served = TestService.get(URI.create(TestService.address() + "/v3/api-docs")).json();
        JsonNode schemas = served.path("components").path("schemas");
        assertThat(schemas.path("Queue").path("properties").path("oldest_waiting_seconds").path("type").asString())
                .isEqualTo("integer");
        assertThat(schemas.path("Engine").path("properties").path("size").path("type").asString())
                .isEqualTo("integer");
        int defaults = 0;
        for (JsonNode type : served.findParents("type")) {
            if (!type.has("default") || !type.path("type").isString()) {
                continue;
            }
            boolean number = type.path("type").asString().matches("number|integer");
            assertThat(type.path("default").isNumber()).as(type.toString()).isEqualTo(number);
            defaults++;
        }
        assertThat(defaults).isGreaterThan(15);
        assertThat(served.findParents("present")).as("an optional is no object").isEmpty();
    }

    @Test
    void theServiceHandsItOutWithAPageThatNeedsNobodyElse() {
        JsonNode served = TestService.get(URI.create(TestService.address() + "/v1/openapi.json")).json();
        assertThat(served.path("info").path("title").asString()).isEqualTo("Likeness");
        assertThat(served.path("paths").has("/v1/portraits/{id}/events")).isTrue();
        var docs = TestService.get(URI.create(TestService.address() + "/docs"));
        assertThat(docs.status()).isEqualTo(200);
        assertThat(docs.response().headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'").contains("script-src 'self';").doesNotContain("unsafe");
        String page = new String(docs.response().body(), StandardCharsets.UTF_8);
        assertThat(page).doesNotContain("http:").doesNotContain("https:");
    }
}
