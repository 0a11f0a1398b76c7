package dev.likeness.server;

import static dev.likeness.server.Rest.PORTRAITS;
import static dev.likeness.server.Rest.closed;
import static dev.likeness.server.Rest.ordered;
import static dev.likeness.server.TestService.PHOTO;
import static dev.likeness.server.TestService.RESULT;
import static dev.likeness.server.TestService.SUBMIT;
import static dev.likeness.server.TestService.finished;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.likeness.core.Watermark.Corner;
import dev.likeness.server.TestService.Reply;
import dev.likeness.service.database.OldMark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every wish about the form of a portrait: what every dialect orders can be read again in every way that it offers. */
class DeliveryWishesTest {
    private static final JsonMapper JSON = new JsonMapper();
    /** Wide enough that each mark stays in its quarter. */
    private static final String WIDE = "\"width\":1024,\"height\":512,\"seed\":" + Marked.GREY;
    private static final String META = "\"aigc_meta\":{\"content_producer\":\"厂商\",\"producer_id\":\"p-1\","
            + "\"content_propagator\":\"paper\",\"propagate_id\":\"q-2\"}";
    private static final Map<String, JsonNode> TOLD = new ConcurrentHashMap<>();

    private static Optional<HttpServer> receiver = Optional.empty();

    @BeforeAll
    static void listen() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            TOLD.put(exchange.getRequestHeaders().getFirst("webhook-id"),
                    JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        receiver = Optional.of(server);
    }

    @AfterAll
    static void stopListening() {
        receiver.orElseThrow().stop(0);
    }

    /**
     * A mark as the dialects say it.
     *
     * @param language empty where there shall be no mark
     */
    private record Wish(Corner corner, double opacity, String language, String text) {
        static Wish of(int corner, double opacity, String language, String text) {
            return new Wish(Corner.values()[corner], opacity, language, text);
        }

        boolean wanted() {
            return !language.isEmpty();
        }

        String seenIn() {
            return wanted() && opacity > 0 ? corner.wireName() : "nowhere";
        }

        String ours() {
            return wanted()
                    ? ",\"watermark\":{\"position\":\"" + corner.wireName() + "\",\"opacity\":" + opacity
                            + ",\"language\":\"" + language + "\",\"text\":\"" + text + "\"}"
                    : "";
        }

        String logoInfo() {
            return "\"logo_info\":{\"add_logo\":" + wanted() + ",\"position\":" + corner.ordinal() + ",\"opacity\":"
                    + opacity + ",\"language\":" + (language.equals("en") ? 1 : 0) + ",\"logo_text_content\":\"" + text
                    + "\"}";
        }

        /** OpenAI's clients say nothing but the words. */
        String openAi() {
            return wanted() ? ",\"watermark\":\"" + (text.isEmpty() ? "true" : text) + "\"" : "";
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", value = {"0|0.3|''|''", "0|0.3|zh|''", "1|1|en|''",
            "2|0.6|zh|Studio Łódź",
            "3|0.5|en|сделано ИИ", "0|0.3|zh|φτιάχτηκε με ΤΝ", "1|0.9|zh|由人工智能生成", "2|0.3|zh|由人工智慧產生",
            "3|1|en|これはAIが生成した画像", "0|0.3|zh|AI로 생성됨", "1|0.4|zh|נוצר על ידי בינה מלאכותית",
            "2|0.8|en|مولّدة بالذكاء الاصطناعي", "3|0|zh|AI로 생성됨", "1|0.7|zh|世界 мир 2026 עולם"})
    void isReadAgainInEveryWay(int corner, double opacity, String language, String text) {
        Wish wish = Wish.of(corner, opacity, language, text);
        String key = key("10");
        SignedClient signed = SignedClient.owning("10");
        String mine = ordered(key, WIDE + wish.ours() + ",\"webhook\":\"" + webhook() + "\"");
        Reply batch = post("/v1/batches", key, "{\"photos\":[\"" + PHOTO + "\"]," + WIDE + wish.ours() + "}");
        assertThat(batch.status()).as(() -> batch.json().toString()).isEqualTo(202);
        String clouds = WIDE + "," + wish.logoInfo() + "," + META;
        String asFile = TestService.submit(key, TestService.order(clouds));
        String asLink = TestService.submit(key, TestService.order(clouds + ",\"return_url\":true"));
        String signedTask = signed.submit(clouds);

        ours(key, mine, wish);
        Awaitility.await().until(() -> get("/v1/batches/" + batch.json().path("id").asString(), key).json(),
                seen -> seen.path("closed").asBoolean()).path("portraits")
                .forEach(portrait -> Marked.in(fetched(portrait), wish.seenIn(), "batch"));
        labelled(file(finished(key, asFile)), wish, "302, base64");
        labelled(linked(finished(key, asLink)), wish, "302, link");
        labelled(file(signed.finished(signedTask, "\"\"")), wish, "Volcengine, base64");
        labelled(linked(signed.finished(signedTask, "{\"return_url\":true}")), wish, "Volcengine, link");
        for (String format : new String[]{"url", "b64_json"}) {
            openAi(key, wish, format);
        }
        JsonNode told = Awaitility.await().until(() -> TOLD.getOrDefault("msg_" + mine, JSON.missingNode()),
                news -> !news.isMissingNode());
        assertThat(told.path("type").asString()).isEqualTo("portrait.done");
        Marked.in(get(URI.create(TestService.address() + told.path("data").path("image").path("url").asString()))
                .response().body(), wish.seenIn(), "webhook");
    }

    private static void ours(String key, String id, Wish wish) {
        JsonNode portrait = closed(key, id);
        assertThat(portrait.path("status").asString()).isEqualTo("done");
        assertThat(portrait.path("watermark").path("text").asString(""))
                .isEqualTo(wish.wanted() ? wish.text() : "");
        Marked.in(fetched(portrait), wish.seenIn(), "item");
        Marked.in(fetched(listed(key, id)), wish.seenIn(), "list");
        for (String format : new String[]{"jpg", "png"}) {
            Reply image = get(PORTRAITS + "/" + id + "/image?format=" + format, key);
            assertThat(image.status()).isEqualTo(200);
            Marked.in(image.response().body(), wish.seenIn(), format);
        }
        Marked.in(fetched(lastEvent(key, id)), wish.seenIn(), "events");
    }

    private static void openAi(String key, Wish wish, String format) {
        Reply made = post("/v1/images/edits", key, "{\"image\":\"" + PHOTO + "\",\"size\":\"1024x512\",\"seed\":"
                + Marked.GREY + ",\"response_format\":\"" + format + "\"" + wish.openAi() + "}");
        assertThat(made.status()).as(() -> made.json().toString()).isEqualTo(200);
        JsonNode datum = made.data().path(0);
        byte[] file = format.equals("url")
                ? get(URI.create(datum.path("url").asString())).response().body()
                : Base64.getDecoder().decode(datum.path("b64_json").asString());
        Marked.in(file, wish.wanted() ? "bottom-right" : "nowhere", "OpenAI, " + format);
    }

    private static void labelled(byte[] file, Wish wish, String what) {
        Marked.in(file, wish.seenIn(), what);
        assertThat(Marked.label(file)).containsEntry("ContentProducer", "厂商").containsEntry("ProduceID", "p-1")
                .containsEntry("ContentPropagator", "paper").containsEntry("PropagateID", "q-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uE000", "smile 😀", "\u00a0\u200b", "ก", "a\\u0000b", "\\ud800"})
    void aMarkThatCannotBeDrawnIsRefusedInEveryDialectBeforeAnythingIsCharged(String text) {
        String key = key("1");
        SignedClient signed = SignedClient.owning("1");
        String photo = "\"photo\":\"" + PHOTO + "\"";
        String mark = ",\"watermark\":{\"text\":\"" + text + "\"}";
        String words = ",\"watermark\":\"" + text + "\"";
        String logo = "\"logo_info\":{\"add_logo\":true,\"logo_text_content\":\"" + text + "\"}";
        Reply edits = post("/v1/images/edits", key, "{\"image\":\"" + PHOTO + "\"" + words + "}");
        Map<String, Reply> refused = Map.of("portraits", post(PORTRAITS, key, "{" + photo + mark + "}"), "batches",
                post("/v1/batches", key, "{\"photos\":[\"" + PHOTO + "\",\"" + PHOTO + "\"]" + mark + "}"), "edits",
                edits, "generations",
                post("/v1/images/generations", key, "{\"image\":\"" + PHOTO + "\"" + words + "}"), "302",
                post(SUBMIT, key, TestService.order(logo)), "volcengine",
                signed.call("CVSync2AsyncSubmitTask", SignedClient.order(logo)), "volcengine at once",
                signed.call("CVProcess", SignedClient.order(logo)));
        refused.forEach((dialect, reply) -> {
            assertThat(reply.status()).as("%s: %s", dialect, reply.json()).isIn(400, 422);
            assertThat(reply.json().toString()).as(dialect).contains("watermark_invalid");
        });
        assertThat(edits.json().path("error").path("param").asString()).isEqualTo("watermark");
        Reply form = Rest.form(PORTRAITS, key, "photo", Map.of("watermark", "{\"text\":\"" + text + "\"}"));
        assertThat(form.json().path("code").asString()).isEqualTo("watermark_invalid");
        assertThat(TestService.balance(key)).isEqualTo("1.00");
        assertThat(signed.balance()).isEqualTo("1.00");
        assertThat(get(PORTRAITS, key).json().path("items")).isEmpty();
    }

    @Test
    void aLabelThatCannotBeWrittenIsRefusedBeforeAnythingIsCharged() {
        String key = key("1");
        SignedClient signed = SignedClient.owning("1");
        for (String name : new String[]{"x".repeat(257), "a\\u0000b", "half of a pair: \\ud83d"}) {
            String meta = "\"aigc_meta\":{\"content_propagator\":\"" + name + "\"}";
            Reply ai302 = post(SUBMIT, key, TestService.order(meta));
            assertThat(ai302.errorCode()).as(() -> ai302.json().toString()).isEqualTo("watermark_invalid");
            assertThat(ai302.json().toString()).contains("aigc_meta.content_propagator");
            assertThat(signed.call("CVSync2AsyncSubmitTask", SignedClient.order(meta)).code()).isEqualTo(50200);
        }
        assertThat(TestService.balance(key)).isEqualTo("1.00");
        assertThat(signed.balance()).isEqualTo("1.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"logo_info\":{\"add_logo\":true,\"logo_text_content\":\"ก\"}",
            "\"logo_info\":{\"logo_text_content\":\"\\ud800\"}", "\"aigc_meta\":{\"producer_id\":\"\\ud800\"}"})
    void aWishWithTheQuestionThatCannotBeMetIsRefusedAndHarmsNothing(String wish) {
        SignedClient signed = SignedClient.owning("1");
        String task = signed.submit(WIDE);
        Marked.in(file(signed.finished(task, "\"\"")), "nowhere", "before");
        CountedObjects.forget();
        for (String reqJson : new String[]{"{" + wish + "}",
                JSON.writeValueAsString("{" + wish + ",\"return_url\":true}")}) {
            Reply refused = signed.finished(task, reqJson);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errorCode()).isEqualTo("watermark_invalid");
        }
        assertThat(CountedObjects.touchedPortraits(task)).isEmpty();
        Marked.in(file(signed.finished(task, "\"\"")), "nowhere", "after");
        assertThat(signed.balance()).isEqualTo("0.95");
    }

    @Test
    void anOldOrderWhoseMarkCannotBeDrawnIsReadAndOnlyItsPictureIsRefused() {
        String key = key("1");
        String id = ordered(key, WIDE + ",\"prompt\":\"step by step\",\"watermark\":{\"text\":\"fine\"},\"webhook\":\""
                + webhook() + "\"");
        OldMark.put(TestService.database(), id, "\uE000");
        String good = ordered(key, WIDE + ",\"watermark\":{\"text\":\"fine\"}");
        closed(key, good);

        assertThat(lastEvent(key, id).path("status").asString()).isEqualTo("done");
        JsonNode portrait = closed(key, id);
        assertThat(portrait.path("watermark").path("text").asString()).isEqualTo("\uE000");
        Reply list = get(PORTRAITS, key);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().path("items")).hasSize(2);
        Marked.in(fetched(listed(key, good)), "bottom-right", "the other one");
        Awaitility.await().until(() -> TOLD.containsKey("msg_" + id));

        for (String format : new String[]{"jpeg", "png"}) {
            Reply image = get(PORTRAITS + "/" + id + "/image?format=" + format, key);
            assertThat(image.status()).isEqualTo(422);
            assertThat(Rest.problem(image)).isEqualTo("watermark_invalid");
        }
        Reply link = get(URI.create(portrait.path("image").path("url").asString()));
        assertThat(link.status()).as("never without its mark").isEqualTo(422);
        assertThat(new String(link.response().body(), StandardCharsets.UTF_8)).contains("watermark_invalid", "U+E000");
    }

    @Test
    void anOldCloudOrderWhoseMarkCannotBeDrawnIsRefusedByNameAndCanBeAskedForOtherwise() {
        String key = key("1");
        String task = TestService.submit(key,
                TestService.order(WIDE + ",\"logo_info\":{\"add_logo\":true,\"logo_text_content\":\"fine\"}"));
        OldMark.put(TestService.database(), task, "\uE000");
        Reply asFile = finished(key, task);
        assertThat(asFile.status()).isEqualTo(400);
        assertThat(asFile.errorCode()).isEqualTo("watermark_invalid");
        Reply asLink = finished(key, "{\"task_id\":\"" + task + "\",\"return_url\":true}", RESULT);
        assertThat(asLink.status()).isEqualTo(200);
        assertThat(get(URI.create(asLink.data().path("image_urls").path(0).asString())).status()).isEqualTo(422);
        Reply otherwise = finished(key, "{\"task_id\":\"" + task
                + "\",\"req_json\":{\"logo_info\":{\"logo_text_content\":\"drawn\"}}}", RESULT);
        Marked.in(file(otherwise), "bottom-right", "with other words");
    }

    @Test
    void theListReadsNoPictureAndMakesNone() {
        String key = key("1");
        Reply ordered = post("/v1/batches", key, "{\"photos\":[\"" + PHOTO + "\",\"" + PHOTO + "\",\"" + PHOTO + "\"],"
                + WIDE + ",\"watermark\":{\"position\":\"top-left\"}}");
        String batch = ordered.json().path("id").asString();
        Awaitility.await().until(() -> get("/v1/batches/" + batch, key).json().path("closed").asBoolean());
        String[] made = get("/v1/batches/" + batch, key).json().path("portraits").valueStream()
                .map(portrait -> portrait.path("id").asString()).toArray(String[]::new);
        CountedObjects.forget();
        JsonNode items = get(PORTRAITS, key).json().path("items");
        assertThat(items).hasSize(3);
        String id = items.path(0).path("id").asString();
        JsonNode item = get(PORTRAITS + "/" + id, key).json();
        get("/v1/batches/" + batch, key);
        lastEvent(key, id);
        assertThat(CountedObjects.touchedPortraits(made)).isEmpty();

        byte[] first = fetched(item);
        Marked.in(first, "top-left", "made when it is asked for");
        assertThat(CountedObjects.touchedPortraits(made)).filteredOn(touch -> touch.startsWith("put")).hasSize(1);
        CountedObjects.forget();
        assertThat(fetched(items.path(0))).isEqualTo(first);
        assertThat(CountedObjects.touchedPortraits(made)).as("kept from then on").hasSize(1)
                .allMatch(touch -> touch.startsWith("get"));
        Rest.delete(PORTRAITS + "/" + id, key);
        assertThat(get(link(item)).status()).as("erased with its original").isEqualTo(404);
        // A link of one portrait opens no variant of another.
        URI other = link(items.path(1));
        assertThat(get(URI.create(other.toString().replaceFirst("/o/[^?]*", link(items.path(2)).getPath()))).status())
                .isEqualTo(404);
    }

    @Test
    void aBatchOfOneIsABatchAndChargedOnce() {
        String key = key("1");
        String body = "{\"photos\":[\"" + PHOTO + "\"],\"templates\":[\"plain-grey\"]," + WIDE + "}";
        Reply plain = post("/v1/batches", key, body);
        assertThat(plain.status()).as(() -> plain.json().toString()).isEqualTo(202);
        String again = batchWith("once", key, body);
        assertThat(batchWith("once", key, body)).isEqualTo(again);
        assertThat(TestService.balance(key)).isEqualTo("0.90");
        JsonNode batch = Awaitility.await().until(() -> get("/v1/batches/" + again, key).json(),
                seen -> seen.path("closed").asBoolean());
        assertThat(batch.path("portraits")).hasSize(1);
        assertThat(batch.path("portraits").path(0).path("batch").asString()).isEqualTo(again);
        assertThat(batch.path("counts").path("done").asInt()).isEqualTo(1);
    }

    private static String batchWith(String idempotencyKey, String key, String body) {
        Reply reply = TestService.send(TestService.request("/v1/batches", key)
                .header("Content-Type", "application/json").header("Idempotency-Key", idempotencyKey)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
        assertThat(reply.status()).as(() -> reply.json().toString()).isEqualTo(202);
        return reply.json().path("id").asString();
    }

    private static String webhook() {
        return "http://127.0.0.1:" + receiver.orElseThrow().getAddress().getPort() + "/told";
    }

    private static JsonNode listed(String key, String id) {
        return StreamSupport.stream(get(PORTRAITS, key).json().path("items").spliterator(), false)
                .filter(item -> item.path("id").asString().equals(id)).findFirst().orElseThrow();
    }

    private static JsonNode lastEvent(String key, String id) {
        String events = new String(get(PORTRAITS + "/" + id + "/events", key).response().body(),
                StandardCharsets.UTF_8);
        String last = events.substring(events.lastIndexOf("data: ") + "data: ".length());
        return JSON.readTree(last);
    }

    private static URI link(JsonNode portrait) {
        return URI.create(portrait.path("image").path("url").asString());
    }

    private static byte[] fetched(JsonNode portrait) {
        Reply picture = get(link(portrait));
        assertThat(picture.status()).isEqualTo(200);
        return picture.response().body();
    }

    private static byte[] file(Reply result) {
        assertThat(result.status()).as(() -> result.json().toString()).isEqualTo(200);
        return Base64.getDecoder().decode(result.data().path("binary_data_base64").path(0).asString());
    }

    private static byte[] linked(Reply result) {
        Reply picture = get(URI.create(result.data().path("image_urls").path(0).asString()));
        assertThat(picture.status()).isEqualTo(200);
        return picture.response().body();
    }
}
