package dev.likeness.server;

import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON made to exhaust its reader. */
class HostileJsonTest {
    private static final int MANY = 1_000_000;

    static Stream<String> monsters() {
        return Stream.of("{\"seed\":" + "9".repeat(MANY) + "}", "{\"gpen\":0." + "3".repeat(MANY) + "}",
                "{\"a\":" + "[".repeat(MANY) + "]".repeat(MANY) + "}", "{\"a\":".repeat(MANY / 10),
                "{\"a\":[" + "[],".repeat(MANY) + "[]]}", "{\"gpen\":1e111111111111999}");
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void isMalformedInEveryDialect(String body) {
        String key = key("1");
        for (String path : new String[]{TestService.SUBMIT, TestService.RESULT, "/v1/portraits", "/v1/batches",
                "/v1/prompts/read", "/v1/images/generations", "/v1/images/edits"}) {
            assertMalformed(path, post(path, key, body));
        }
        assertMalformed("Volcengine", SignedClient.owning("1").call("CVSync2AsyncSubmitTask", body));
    }

    @Test
    void isMalformedWithoutAKeyToo() {
        for (String body : new String[]{"{\"code\":" + "9".repeat(3000) + "}", "{\"code\":" + "[".repeat(3000)}) {
            assertMalformed("/v1/sign-in", post("/v1/sign-in", "", body));
        }
    }

    @Test
    void isMalformedWithinATextToo() {
        String deep = "{\\\"return_url\\\":" + "[".repeat(MANY);
        assertMalformed("req_json", post(TestService.RESULT, key("1"),
                "{\"task_id\":\"1\",\"req_json\":\"" + deep + "\"}"));
    }

    private static void assertMalformed(String where, TestService.Reply reply) {
        assertThat(reply.status()).as(where).isEqualTo(400);
        assertThat(reply.json().toString()).as(where).contains("malformed_request").doesNotContain("report it");
    }
}
