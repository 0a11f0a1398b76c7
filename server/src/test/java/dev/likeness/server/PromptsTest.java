package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import org.junit.jupiter.api.Test;

/** What is told of a prompt before anything is ordered. */
class PromptsTest {
    private static final String READ = "/v1/prompts/read";
    private final String key = TestService.key("1");

    @Test
    void tellsWhichWordsAreFollowedAndTheModeThatAnOrderWouldGet() {
        Reply reply = TestService.post(READ, key, "{\"prompt\":\"  Library zeppelin\"}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).hasToString("{\"gen_mode\":\"creative\",\"words\":["
                + "{\"words\":\"library\",\"followed\":true,\"meaning\":\"books\",\"outcome\":\"followed\","
                + "\"role\":\"scene\",\"confidence\":1.0,\"from\":2,\"to\":9},"
                + "{\"words\":\"zeppelin\",\"followed\":false,\"meaning\":\"cannot be followed\","
                + "\"outcome\":\"not_followed\",\"role\":\"unknown\",\"confidence\":0.0,\"from\":10,\"to\":18,"
                + "\"instead\":\"library\"}]}");
        assertThat(TestService.post(READ, key, "{\"template\":\"plain-grey\",\"prompt\":\"plain library\"}").json()
                .path("words").valueStream().filter(word -> word.has("from"))
                .map(word -> word.path("words").asString()))
                .as("the template's words have no place in the prompt").containsExactly("plain", "library");
        assertThat(TestService.post(READ, key, "{}").json().path("gen_mode").asString()).isEqualTo("reference");
        assertThat(TestService.post(READ, key, "{\"template\":\"plain-grey\"}").json().path("words").size())
                .isEqualTo(4);
        assertThat(TestService.balance(key)).isEqualTo("1.00");
    }

    @Test
    void refusesWhatAnOrderWouldBeRefusedFor() {
        assertThat(Rest.problem(TestService.post(READ, "", "{}"))).isEqualTo("key_missing");
        assertThat(Rest.problem(TestService.post(READ, key, "{\"template\":\"none\"}"))).isEqualTo("unknown_template");
        assertThat(Rest.problem(TestService.post(READ, key, "{\"engine\":\"none\"}"))).isEqualTo("unknown_engine");
        assertThat(Rest.problem(TestService.post(READ, key, "{\"gen_mode\":\"none\"}"))).isEqualTo("unknown_mode");
    }
}
