package dev.likeness.server;

import static dev.likeness.server.TestService.PHOTO;
import static dev.likeness.server.TestService.balance;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.likeness.core.Photo;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.server.TestService.Reply;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What clients of OpenAI's dialect may ask of the file and the frame. */
class OpenAiFormatsTest {
    private static final String GENERATIONS = "/v1/images/generations";

    @ParameterizedTest
    @CsvSource({"jpeg,/9j/", "png,iVBOR", "webp,UklGR"})
    void theFileHasTheFormatThatWasAskedForAndSaysThatAMachineMadeIt(String format, String start) {
        JsonNode answer = ordered("\"size\":\"512x640\",\"response_format\":\"b64_json\",\"quality\":\"low\","
                + "\"background\":\"opaque\",\"output_format\":\"" + format + "\"");
        assertThat(answer.path("output_format").asString()).isEqualTo(format);
        assertThat(answer.path("background").asString()).isEqualTo("opaque");
        assertThat(answer.path("quality").asString()).isEqualTo("high");
        assertThat(answer.path("size").asString()).isEqualTo("512x640");
        assertThat(answer.path("usage").path("input_tokens_details").path("image_tokens").asInt(-1)).isZero();
        String base64 = answer.path("data").path(0).path("b64_json").asString();
        assertThat(base64).startsWith(start);
        byte[] file = Base64.getDecoder().decode(base64);
        Photo picture = PhotoDecoder.decode(file);
        assertThat(picture.width()).isEqualTo(512);
        assertThat(picture.height()).isEqualTo(640);
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("DigitalSourceType").contains("TC260");
    }

    @Test
    void whoWantsAnotherFormatAndNamesNoWayGetsItInBase64() {
        assertThat(ordered("\"size\":\"512x512\",\"output_format\":\"png\"").path("data").path(0).has("b64_json"))
                .isTrue();
        assertThat(ordered("\"size\":\"512x512\",\"output_format\":\"jpeg\"").path("data").path(0).has("url"))
                .isTrue();
    }

    /** The photo of these tests has 160 x 120 pixels. */
    @ParameterizedTest
    @CsvSource({"adaptive,1533x1150", "1K,1182x887", "2k,2048x1536", "auto,1328x1328", "768x1024,768x1024"})
    void theFrameTakesTheProportionsOfThePhoto(String size, String frame) {
        assertThat(ordered("\"size\":\"" + size + "\"").path("size").asString()).isEqualTo(frame);
    }

    @Test
    void aPhotoThatIsGivenByItsAddressIsFetchedOnceToMeasureIt() throws IOException {
        HttpServer photos = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] photo = TestService.photo("png");
        java.util.concurrent.atomic.AtomicInteger fetched = new java.util.concurrent.atomic.AtomicInteger();
        photos.createContext("/me.png", exchange -> {
            try (exchange) {
                fetched.incrementAndGet();
                exchange.sendResponseHeaders(200, photo.length);
                exchange.getResponseBody().write(photo);
            }
        });
        photos.start();
        try {
            String key = key("1");
            String base = "http://127.0.0.1:" + photos.getAddress().getPort();
            Reply done = post(GENERATIONS, key,
                    "{\"model\":\"doubao-seededit-3-0-i2i-250628\",\"prompt\":\"x\",\"image\":\"" + base
                            + "/me.png\",\"response_format\":\"url\",\"size\":\"adaptive\",\"seed\":21,"
                            + "\"guidance_scale\":5.5,\"watermark\":true}");
            assertThat(done.status()).isEqualTo(200);
            assertThat(done.json().path("size").asString()).isEqualTo("1533x1150");
            assertThat(fetched.get()).isOne();
            Reply gone = post(GENERATIONS, key, "{\"size\":\"1K\",\"image\":\"" + base + "/gone.png\"}");
            assertThat(gone.status()).isEqualTo(400);
            assertThat(gone.json().path("error").path("code").asString()).isEqualTo("photo_url_failed");
            assertThat(balance(key)).isEqualTo("0.95");
        } finally {
            photos.stop(0);
        }
    }

    @Test
    void moreAtOnceThanTheKeyMayEverHaveOpenIsAWrongOrder() {
        String key = key("1", NewKey.named("one").with(Limits.NONE.withOpen(Optional.of(1)))).key();
        Reply reply = post(GENERATIONS, key, body("\"n\":3"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("code").asString()).isEqualTo("too_many_orders");
        assertThat(balance(key)).isEqualTo("1.00");
        assertThat(post(GENERATIONS, key, body("\"n\":1,\"size\":\"512x512\"")).status()).isEqualTo(200);
    }

    @Test
    void everyAnswerHasAnIdTheClientsOwnWhereItSentOne() {
        Reply refused = post(GENERATIONS, key("1"), "{}");
        assertThat(refused.response().headers().firstValue("x-request-id").orElse("")).startsWith("req_");
        Reply own = TestService
                .send(TestService.request("/v1/models", key("1")).header("X-Request-Id", "mine-7").GET());
        assertThat(own.response().headers().firstValue("x-request-id")).contains("mine-7");
        Reply unfit = TestService.send(
                TestService.request("/v1/models", "").header("X-Request-Id", "a b <c>").GET());
        assertThat(unfit.response().headers().firstValue("x-request-id").orElse("")).startsWith("req_");
        Reply posted = TestService.send(TestService.request(GENERATIONS, key("1")).header("X-Request-Id", "mine-8")
                .POST(HttpRequest.BodyPublishers.ofString(body("\"size\":\"512x512\""))));
        assertThat(posted.response().headers().firstValue("x-request-id")).contains("mine-8");
    }

    private static JsonNode ordered(String fields) {
        String key = key("1");
        Reply reply = post(GENERATIONS, key, body(fields));
        assertThat(reply.status()).as(fields + new String(reply.response().body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(balance(key)).isEqualTo("0.95");
        return reply.json();
    }

    private static String body(String fields) {
        return "{\"image\":\"" + PHOTO + "\"," + fields + "}";
    }
}
