package dev.likeness.server;

import static dev.likeness.server.TestService.PHOTO;
import static dev.likeness.server.TestService.RESULT;
import static dev.likeness.server.TestService.SUBMIT;
import static dev.likeness.server.TestService.balance;
import static dev.likeness.server.TestService.finished;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.order;
import static dev.likeness.server.TestService.post;
import static dev.likeness.server.TestService.send;
import static dev.likeness.server.TestService.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What gateways let pass, passes here too. */
class LenienceTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "\"TRUE\"", "\"True\"", "\"yes\"", "\"YES\"", "\"on\"", "1", "\"1\"", "\" true \""})
    void readsEveryWayOfSayingYes(String yes) {
        assertThat(asksForALink("{\"task_id\":\"%s\",\"return_url\":" + yes + "}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"FALSE\"", "\"no\"", "\"No\"", "\"off\"", "0", "\"0\""})
    void readsEveryWayOfSayingNo(String no) {
        assertThat(asksForALink("{\"task_id\":\"%s\",\"return_url\":" + no + "}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"return_url\":true}", "\"{\\\"return_url\\\":true}\"",
            "\"\\\"{\\\\\\\"return_url\\\\\\\":true}\\\"\""})
    void readsReqJsonAsAnObjectAsTextAndAsTextWithinText(String reqJson) {
        assertThat(asksForALink("{\"task_id\":\"%s\",\"req_json\":" + reqJson + "}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"add_logo\":true}", "\"{\\\"add_logo\\\":\\\"YES\\\"}\"",
            "\"\\\"{\\\\\\\"add_logo\\\\\\\":true}\\\"\""})
    void readsLogoInfoAsAnObjectAsTextAndAsTextWithinText(String logoInfo) {
        String key = key("1");
        String task = submit(key, order("\"seed\":7,\"width\":512,\"height\":512"));
        String plain = picture(finished(key, task));
        assertThat(picture(post(RESULT, key, "{\"task_id\":\"" + task + "\",\"logo_info\":" + logoInfo + "}")))
                .isNotEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"{“add_logo”:true}\"", "\"yes\"", "[]", "7"})
    void namesTheFieldThatHoldsNoObject(String logoInfo) {
        Reply refused = post(SUBMIT, key("1"), order("\"logo_info\":" + logoInfo));
        assertThat(refused.code()).isEqualTo(50204);
        assertThat(refused.json().path("message").asString()).startsWith("logo_info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reference_Char", "REFERENCE_CHAR", " reference_char "})
    void readsGenModeInAnyCase(String mode) {
        String key = key("1");
        submit(key, order("\"gen_mode\":\"" + mode + "\""));
        assertThat(get("/v1/portraits", key).json().path("items").path(0).path("request").path("gen_mode").asString())
                .isEqualTo("reference_char");
    }

    @ParameterizedTest
    @CsvSource({"URL,true", "Url,true", "Base64,false", "B64_JSON,false"})
    void readsResponseFormatInAnyCase(String format, boolean link) {
        String key = key("1");
        String task = submit(key, order(""));
        Reply done = finished(key, "{\"task_id\":\"" + task + "\"}", RESULT + "?response_format=" + format);
        assertThat(done.data().path("image_urls").isArray()).isEqualTo(link);
    }

    @Test
    void letsAKeyInWithoutTheWordBearer() {
        for (String header : new String[]{"%s", "bearer %s", "Bearer   %s", " %s "}) {
            assertThat(authorized(header.formatted(key("1"))).status()).as(header).isEqualTo(200);
        }
        assertThat(authorized("Basic " + key("1")).errorCode()).isEqualTo("key_missing");
        assertThat(authorized("Bearer").errorCode()).isEqualTo("key_missing");
        assertThat(authorized("sk-nobody").errorCode()).isEqualTo("key_invalid");
    }

    private static Reply authorized(String header) {
        return send(TestService.request("/dashboard/balance", "").header("Authorization", header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/doubao/drawing/portrait/", "//doubao/drawing/portrait", "/doubao//drawing///portrait//"})
    void passesOverSlashesThatAreTooMany(String path) {
        assertThat(post(path, key("1"), order("")).code()).isEqualTo(10000);
        assertThat(get("//v1//portraits/", key("1")).status()).isEqualTo(200);
        assertThat(get("/dashboard/balance/", key("1")).status()).isEqualTo(200);
        assertThat(get("//", "").status()).as("the page").isEqualTo(200);
    }

    @Test
    void readsAFormOfTextsAndOneWithAFile() throws IOException {
        String key = key("1");
        String form = "image_input=" + URLEncoder.encode(PHOTO, StandardCharsets.UTF_8)
                + "&width=640&height=512&prompt=&return_url=no&logo_info=%7B%22add_logo%22%3Afalse%7D";
        Reply taken = post(SUBMIT, key, form, "application/x-www-form-urlencoded");
        assertThat(taken.json().path("message").asString()).isEqualTo("Success");
        assertThat(width(finished(key, taken.data().path("task_id").asString()))).isEqualTo(640);
        Reply withFile = Rest.form(SUBMIT, key, "image_input", Map.of("width", "576", "height", "512"));
        String task = withFile.data().path("task_id").asString();
        assertThat(width(finished(key, task))).isEqualTo(576);
        Reply asked = post(RESULT, key, "task_id=" + task + "&req_json=%7B%22return_url%22%3Atrue%7D",
                "application/x-www-form-urlencoded");
        assertThat(asked.data().path("image_urls")).hasSize(1);
        assertThat(Rest.form(SUBMIT, key, "portrait_of_me", Map.of()).json().path("message").asString())
                .contains("portrait_of_me").contains("image_input");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"image_input=abc&width=512|URL-encoded form",
            "--b7c1|multipart form", "<html></html>|XML or HTML",
            "{\"image_input\": |no valid JSON, line 1"})
    void saysWhatABodyIsThatIsNoJson(String body, String told) {
        for (String path : new String[]{SUBMIT, "/v1/portraits", "/v1/images/generations"}) {
            Reply refused = post(path, key("1"), body, "application/json");
            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.json().toString()).as(path).contains(told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SUBMIT, "/v1/portraits", "/v1/images/generations"})
    void unpacksGzipAndNamesOtherWaysOfPacking(String path) throws IOException {
        String body = "{\"photo\":\"%1$s\"}";
        if (!path.equals("/v1/portraits")) {
            body = "{\"image_input\":\"%1$s\",\"image\":\"%1$s\",\"prompt\":\"library\"}";
        }
        byte[] packed = gzip(body.formatted(PHOTO).getBytes(StandardCharsets.UTF_8));
        for (String coding : new String[]{"gzip", "x-gzip", "identity"}) {
            assertThat(packed(path, coding, packed).status()).as(coding).isLessThan(300);
        }
        assertThat(packed(path, "gzip", body.formatted(PHOTO).getBytes(StandardCharsets.UTF_8)).status())
                .as("only called gzip").isLessThan(300);
        assertThat(packed(path, "br", packed).json().toString()).contains("Content-Encoding")
                .contains("malformed_request");
        byte[] broken = java.util.Arrays.copyOf(packed, packed.length / 2);
        assertThat(packed(path, "gzip", broken).json().toString()).contains("gzip").contains("malformed_request");
        assertThat(packed(path, "gzip", gzip(new byte[64 << 20])).json().toString()).contains("request_too_large");
    }

    private static Reply packed(String path, String coding, byte[] body) {
        return send(TestService.request(path, key("1")).header("Content-Type", "application/json")
                .header("Content-Encoding", coding).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    static byte[] gzip(byte[] plain) throws IOException {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (java.util.zip.GZIPOutputStream out = new java.util.zip.GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void anOrderThatIsSentAgainWithItsIdempotencyKeyIsTheSameTaskAndChargedOnce() {
        String key = key("1");
        Reply first = again(SUBMIT, key, order("\"seed\":1"));
        Reply second = again("/doubao/drawing/i2i_portrait/", key, order("\"seed\": 1"));
        assertThat(second.data().path("task_id")).isEqualTo(first.data().path("task_id"));
        assertThat(finished(key, first.data().path("task_id").asString()).data().path("status").asString())
                .isEqualTo("done");
        assertThat(balance(key)).isEqualTo("0.95");
        Reply other = again(SUBMIT, key, order("\"seed\":2"));
        assertThat(other.errorCode()).isEqualTo("idempotency_conflict");
        assertThat(balance(key)).isEqualTo("0.95");
    }

    private static Reply again(String path, String key, String body) {
        return send(TestService.request(path, key).header("Idempotency-Key", "order 1")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void speaksHttp2WithClientsThatBeginWithIt() throws IOException {
        OkHttpClient client = new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
        String body = order("\"padding\":\"" + "A".repeat(1 << 20) + "\"");
        Request request = new Request.Builder().url(TestService.address() + SUBMIT)
                .header("Authorization", "Bearer " + key("1"))
                .post(RequestBody.create(body, MediaType.get("application/json"))).build();
        try (Response response = client.newCall(request).execute()) {
            assertThat(response.protocol()).isEqualTo(Protocol.H2_PRIOR_KNOWLEDGE);
            assertThat(new JsonMapper().readTree(response.body().bytes()).path("code").asInt()).isEqualTo(10000);
        } finally {
            client.connectionPool().evictAll();
        }
    }

    @Test
    void servesImagesUnderThePathOf302Too() {
        Reply made = post("/doubao/images/generations", key("1"), "{\"model\":\"doubao-seededit-3-0-i2i-250628\","
                + "\"prompt\":\"library\",\"image\":\"" + PHOTO
                + "\",\"seed\":-1,\"watermark\":true,\"response_format\":\"url\"}");
        assertThat(made.status()).isEqualTo(200);
        assertThat(get(URI.create(made.json().path("data").path(0).path("url").asString())).status()).isEqualTo(200);
    }

    private static boolean asksForALink(String question) {
        String key = key("1");
        Reply done = finished(key, question.formatted(submit(key, order(""))), RESULT);
        assertThat(done.data().path("status").asString()).isEqualTo("done");
        return done.data().path("image_urls").isArray();
    }

    private static String picture(Reply done) {
        return done.data().path("binary_data_base64").path(0).asString();
    }

    private static int width(Reply done) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(picture(done)))).getWidth();
    }
}
