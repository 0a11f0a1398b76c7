package dev.likeness.server;

import static dev.likeness.server.TestService.RESULT;
import static dev.likeness.server.TestService.finished;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.order;
import static dev.likeness.server.TestService.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where links lead when the client believes, or a proxy says, that the service has another address. */
class LinkAddressTest {
    private static final OkHttpClient CLIENT = new OkHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final MediaType TYPE = MediaType.get("application/json");

    @ParameterizedTest
    @ValueSource(strings = {"api.302.ai", "visual.volcengineapi.com", "visual.volcengineapi.com:443", "API.302.AI",
            "eu.api.302.ai", "ark.cn-beijing.volces.com", "cv.alias.test"})
    void aClientThatNamesTheHostOfACloudGetsALinkThatLeadsHere(String host) throws IOException {
        String key = key("1");
        assertLeadsToAPicture(link(key, done(key), Map.of("Host", host)));
        assertLeadsToAPicture(uploaded(key, host));
    }

    @Test
    void aProxyThatPassesTheHostOfACloudOnGetsALinkThatLeadsHere() throws IOException {
        String key = key("1");
        assertLeadsToAPicture(link(key, done(key), Map.of("X-Forwarded-Host", "api.302.ai")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a.example:8443|https|||https://a.example:8443",
            "a.example|https|||https://a.example", "a.example|https||8443|https://a.example:8443",
            "a.example|http||81|http://a.example:81", "likeness:8080|https|a.example||https://a.example",
            "likeness:8080|http|a.example||http://a.example", "likeness:8080||a.example:81||http://a.example:81",
            "likeness:8080|https|a.example, b.example|443, 80|https://a.example",
            "likeness:8080|https|a.example:8443|443|https://a.example:8443",
            "a.example:8443|https||443|https://a.example:8443", "a.example:8081||||http://a.example:8081",
            "likeness:8080|https|<script>|443|https://likeness:8080", "[::1]:8080||||http://[::1]:8080"})
    void aProxySaysHowItWasAskedAndTheLinkBeginsLikeThat(String host, String proto, String forwarded, String port,
            String expected) throws IOException {
        String key = key("1");
        Map<String, String> headers = new java.util.LinkedHashMap<>(Map.of("Host", host));
        put(headers, "X-Forwarded-Proto", proto);
        put(headers, "X-Forwarded-Host", forwarded);
        put(headers, "X-Forwarded-Port", port);
        String link = link(key, done(key), headers);
        assertThat(link.replaceFirst("(?<=[^/:])/.*", "")).isEqualTo(expected);
        assertLeadsToAPicture(TestService.address() + link.substring(expected.length()));
    }

    private static void put(Map<String, String> headers, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static String done(String key) {
        String task = submit(key, order("\"width\":512,\"height\":512"));
        finished(key, task);
        return task;
    }

    private static String link(String key, String task, Map<String, String> headers) throws IOException {
        Request.Builder request = new Request.Builder().url(TestService.address() + RESULT + "?response_format=url")
                .header("Authorization", "Bearer " + key)
                .post(RequestBody.create("{\"task_id\":\"" + task + "\"}", TYPE));
        headers.forEach(request::header);
        return send(request).path("data").path("image_urls").path(0).asString();
    }

    private static String uploaded(String key, String host) throws IOException {
        RequestBody form = new MultipartBody.Builder().setType(MultipartBody.FORM).addFormDataPart("file", "me.png",
                RequestBody.create(TestService.photo("png"), MediaType.get("image/png"))).build();
        return send(new Request.Builder().url(TestService.address() + "/302/upload-file").header("Host", host)
                .header("Authorization", "Bearer " + key).post(form)).path("data").asString();
    }

    private static JsonNode send(Request.Builder request) throws IOException {
        try (Response response = CLIENT.newCall(request.build()).execute()) {
            return JSON.readTree(response.body().bytes());
        }
    }

    private static void assertLeadsToAPicture(String link) {
        Reply picture = TestService.get(URI.create(link));
        assertThat(picture.status()).as(link).isEqualTo(200);
        assertThat(picture.response().headers().firstValue("Content-Type").orElse("")).startsWith("image/");
    }
}
