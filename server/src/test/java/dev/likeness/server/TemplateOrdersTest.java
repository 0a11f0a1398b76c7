package dev.likeness.server;

import static dev.likeness.server.Rest.closed;
import static dev.likeness.server.Rest.delete;
import static dev.likeness.server.Rest.order;
import static dev.likeness.server.Rest.ordered;
import static dev.likeness.server.Rest.put;
import static dev.likeness.server.TestService.PHOTO;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Orders by a template, in every dialect: the engine gets the template's text, and our own API names the template. */
class TemplateOrdersTest {
    private static final String TEXT = "before plain grey paper";

    @ParameterizedTest
    @ValueSource(strings = {"plain-grey", "PLAIN GREY", "素灰", TEXT})
    void byWhateverItIsCalledAsThePromptOfTheCloudsDialect(String call) {
        String key = key("1");
        assertOrdered(closed(key, TestService.submit(key, TestService.order("\"prompt\":\"" + call + "\""))), "", TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain-grey", "素灰"})
    void asThePromptOfOpenAi(String call) {
        String key = key("1");
        Reply image = post("/v1/images/generations", key,
                "{\"image\":\"" + PHOTO + "\",\"prompt\":\"" + call + "\",\"size\":\"512x512\"}");
        assertThat(image.status()).as(() -> image.json().toString()).isEqualTo(200);
        assertOrdered(get("/v1/portraits", key).json().path("items").path(0), "", TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain-grey", "素灰"})
    void asThePromptOfASignedAction(String call) {
        SignedClient client = SignedClient.owning("1");
        client.finished(client.submit("\"prompt\":\"" + call + "\""), "\"\"");
        assertOrdered(get("/v1/portraits", client.bearer()).json().path("items").path(0), "", TEXT);
    }

    @Test
    void asThePromptOrTheTemplateOfOurOwnApiWithWordsOfTheClientsAfterIt() {
        String key = key("1");
        assertOrdered(closed(key, ordered(key, "\"prompt\":\"素灰\"")), "", TEXT);
        assertOrdered(closed(key, ordered(key, "\"template\":\"素灰\"")), "", TEXT);
        assertOrdered(closed(key, ordered(key, "\"template\":\"plain-grey\",\"prompt\":\" rain \"")), "rain",
                TEXT + ", rain");
        JsonNode words = closed(key, ordered(key, "\"prompt\":\"plain grey, rain\"")).path("request");
        assertThat(words.path("prompt").asString()).isEqualTo("plain grey, rain");
        assertThat(words.has("template")).isFalse();
    }

    @Test
    void ofAnAccountsOwnStayWhatTheyWereWhenItIsEditedOrDeleted() {
        String key = key("1");
        post("/v1/templates", key, "{\"name\":\"plain-grey\",\"prompt\":\"before my own grey\"}");
        String id = ordered(key, "\"template\":\"plain-grey\",\"prompt\":\"rain\"");
        put("/v1/templates/plain-grey", key, "{\"prompt\":\"before another grey\"}");
        assertOrdered(closed(key, id), "rain", "before my own grey, rain");
        delete("/v1/templates/plain-grey", key);
        assertOrdered(get("/v1/portraits/" + id, key).json(), "rain", "before my own grey, rain");
        assertOrdered(closed(key, ordered(key, "\"template\":\"plain-grey\"")), "", TEXT);
    }

    @Test
    void sentAgainGiveTheFirstPortraitThoughTheTemplateIsAnotherByNow() {
        String key = key("1");
        post("/v1/templates", key, "{\"name\":\"plain-grey\",\"prompt\":\"before my own grey\"}");
        String first = again(key);
        delete("/v1/templates/plain-grey", key);
        assertThat(again(key)).isEqualTo(first);
        assertOrdered(closed(key, first), "", "before my own grey");
    }

    @Test
    void areReadAsTheyWouldBeOrdered() {
        String key = key("1");
        post("/v1/templates", key, "{\"name\":\"mine\",\"prompt\":\"library\"}");
        JsonNode words = post("/v1/prompts/read", key, "{\"template\":\"mine\",\"prompt\":\"rain\"}").json()
                .path("words");
        assertThat(words.findValuesAsString("words")).containsExactly("library", "rain");
        assertThat(post("/v1/prompts/read", key, "{\"prompt\":\"素灰\"}").json().path("words")
                .findValuesAsString("words")).containsExactly("before", "plain", "grey", "paper");
    }

    private static String again(String key) {
        return TestService
                .send(TestService.request("/v1/portraits", key).header("Content-Type", "application/json")
                        .header("Idempotency-Key", "the-same")
                        .POST(HttpRequest.BodyPublishers.ofString(order("\"template\":\"plain-grey\""))))
                .json().path("id").asString();
    }

    private static void assertOrdered(JsonNode portrait, String words, String rendered) {
        assertThat(portrait.path("status").asString()).isEqualTo("done");
        assertThat(portrait.path("request").path("prompt").asString()).isEqualTo(words);
        assertThat(portrait.path("request").path("template").asString()).isEqualTo("plain-grey");
        assertThat(portrait.path("notes").path(0).path("text").asString()).as("what the engine read")
                .isEqualTo(rendered);
    }
}
