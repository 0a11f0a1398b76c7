package dev.likeness.server;

import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.request;
import static dev.likeness.server.TestService.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import java.net.http.HttpRequest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of other origins call with a key of their own, as 302.ai's portrait application does. */
class CorsTest {
    private static final String ORIGIN = "https://studio.example";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/doubao/drawing/portrait|POST|authorization,content-type,idempotency-key,lang",
            "/302/upload-file|POST|authorization", "/dashboard/balance|GET|authorization",
            "/?Action=CVProcess&Version=2022-08-31|POST|authorization,content-type,x-date,x-content-sha256",
            "/v1/images/edits|POST|authorization,x-stainless-lang,x-stainless-retry-count",
            "/v1/portraits|POST|authorization,content-type,idempotency-key", "/v1/portraits/1|DELETE|authorization",
            "/v1/keys/1|PATCH|authorization,content-type", "/v1/templates/a|PUT|authorization,content-type"})
    void aBrowserIsToldBeforehandThatItMayCallEveryDialect(String path, String method, String headers) {
        Reply told = send(request(path, "").header("Origin", ORIGIN).header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(told.status()).isEqualTo(200);
        assertThat(header(told, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(told, "Access-Control-Allow-Methods")).contains(method);
        assertThat(header(told, "Access-Control-Allow-Headers").toLowerCase(Locale.ROOT).split(", *"))
                .contains(headers.split(","));
        assertThat(header(told, "Access-Control-Allow-Credentials")).isEmpty();
        assertThat(header(told, "Access-Control-Max-Age")).isNotEmpty();
    }

    @Test
    void aPageSeesAnswersRefusalsAndTheHeadersThatMatter() {
        for (String key : new String[]{key("1"), ""}) {
            Reply answer = send(request("/dashboard/balance", key).header("Origin", ORIGIN));
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
            assertThat(header(answer, "Access-Control-Expose-Headers").toLowerCase(Locale.ROOT))
                    .contains("x-request-id").contains("retry-after").contains("location");
        }
    }

    private static String header(Reply reply, String name) {
        return String.join(", ", reply.response().headers().allValues(name));
    }
}
