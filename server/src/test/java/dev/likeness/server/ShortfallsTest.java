package dev.likeness.server;

import static dev.likeness.server.Rest.closed;
import static dev.likeness.server.Rest.ordered;
import static dev.likeness.server.TestService.PHOTO;
import static dev.likeness.server.TestService.finished;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.order;
import static dev.likeness.server.TestService.post;
import static dev.likeness.server.TestService.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An order that was met in part says so in terms that a program can read. */
class ShortfallsTest {
    @Test
    void ourOwnApiNamesWhatIsMissing() {
        String key = key("1");
        JsonNode partly = closed(key, ordered(key, "\"prompt\":\"own background\""));
        assertThat(partly.path("status").asString()).isEqualTo("done");
        assertThat(partly.path("fulfilled").asString()).isEqualTo("partly");
        assertThat(partly.path("missing").toString()).isEqualTo("[\"background\",\"words\"]");
        JsonNode fully = closed(key, ordered(key, ""));
        assertThat(fully.path("fulfilled").asString()).isEqualTo("fully");
        assertThat(fully.path("missing").toString()).isEqualTo("[]");
        JsonNode failed = closed(key, ordered(key, "\"prompt\":\"no face\""));
        assertThat(failed.has("fulfilled") || failed.has("missing")).isFalse();
    }

    @Test
    void eventsEndWithIt() {
        String key = key("1");
        String id = ordered(key, "\"prompt\":\"own background\"");
        closed(key, id);
        String events = new String(TestService.send(TestService.request("/v1/portraits/" + id + "/events", key).GET())
                .response().body(), StandardCharsets.UTF_8);
        assertThat(events).contains("event: done").contains("\"fulfilled\":\"partly\"");
    }

    @Test
    void theCloudsDialectsSayItInATextThatIsEmptyOtherwise() {
        String key = key("1");
        JsonNode partly = finished(key, submit(key, order("\"prompt\":\"own background\""))).data();
        assertThat(partly.path("status").asString()).isEqualTo("done");
        JsonNode data = new JsonMapper().readTree(partly.path("resp_data").asString());
        assertThat(data.path("fulfilled").asString()).isEqualTo("partly");
        assertThat(data.path("missing").toString()).isEqualTo("[\"background\",\"words\"]");
        assertThat(finished(key, submit(key, order(""))).data().path("resp_data").asString()).isEmpty();
    }

    @Test
    void openAisDialectSaysItBesideThePicture() {
        String key = key("1");
        JsonNode datum = post("/v1/images/generations", key,
                "{\"image\":\"" + PHOTO + "\",\"prompt\":\"own background\"}").json()
                .path("data").path(0);
        assertThat(datum.path("fulfilled").asString()).isEqualTo("partly");
        assertThat(datum.path("missing").toString()).isEqualTo("[\"background\",\"words\"]");
    }
}
