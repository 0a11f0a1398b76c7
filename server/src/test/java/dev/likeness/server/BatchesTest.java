package dev.likeness.server;

import static dev.likeness.server.Rest.problem;
import static dev.likeness.server.TestService.PHOTO;
import static dev.likeness.server.TestService.balance;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import java.util.Collections;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Our own API: many portraits in one order. */
class BatchesTest {
    private static final String SMALL = ",\"width\":512,\"height\":512";

    @Test
    void makesOnePhotoInManyTemplates() {
        String key = key("1");
        TestService.send(TestService.request("/v1/templates", key).header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers
                        .ofString("{\"name\":\"mine\",\"prompt\":\"in my way\"}")));
        Reply taken = post("/v1/batches", key, "{\"photos\":[\"" + PHOTO
                + "\"],\"templates\":[\"plain-grey\",\"mine\",\"Plain grey\"],\"seed\":5" + SMALL + "}");
        assertThat(taken.status()).as(() -> taken.json().toString()).isEqualTo(202);
        String id = taken.json().path("id").asString();
        assertThat(taken.response().headers().firstValue("Location")).contains("/v1/batches/" + id);
        JsonNode batch = closed(key, id);
        assertThat(batch.path("counts").path("done").asInt()).isEqualTo(3);
        assertThat(StreamSupport.stream(batch.path("portraits").spliterator(), false)
                .map(portrait -> portrait.path("request").path("template").asString()))
                .containsExactly("plain-grey", "mine", "plain-grey");
        JsonNode first = batch.path("portraits").path(0);
        assertThat(first.path("batch").asString()).isEqualTo(id);
        assertThat(first.path("request").path("gpen").asDouble()).as("the template's").isEqualTo(0.5);
        assertThat(first.path("request").path("seed").asLong()).isEqualTo(5);
        assertThat(balance(key)).isEqualTo("0.85");
        assertThat(problem(get("/v1/batches/" + id, key("1")))).isEqualTo("not_found");
        assertThat(problem(get("/v1/batches/none", key))).isEqualTo("not_found");
    }

    @Test
    void namesAFaceForEachPhotoThatShowsSeveralPeople() {
        String key = key("1");
        String photos = "{\"photos\":[\"" + PHOTO + "\",\"" + PHOTO + "\"],\"prompt\":\"two faces\"" + SMALL;
        Reply taken = post("/v1/batches", key, photos + ",\"faces\":[null,1]}");
        assertThat(taken.status()).as(() -> taken.json().toString()).isEqualTo(202);
        JsonNode portraits = closed(key, taken.json().path("id").asString()).path("portraits");
        assertThat(portraits.path(0).path("error").path("code").asString()).isEqualTo("several_faces");
        assertThat(portraits.path(1).path("status").asString()).isEqualTo("done");
        assertThat(portraits.path(1).path("request").path("face").asInt()).isEqualTo(1);
        assertThat(problem(post("/v1/batches", key, photos + ",\"faces\":[1]}"))).isEqualTo("unknown_face");
        assertThat(problem(post("/v1/batches", key, photos + ",\"faces\":[0,-1]}"))).isEqualTo("unknown_face");
        assertThat(balance(key)).isEqualTo("0.95");
    }

    @Test
    void makesManyPhotosInOneWay() {
        String key = key("1");
        Reply taken = post("/v1/batches", key,
                "{\"photos\":[\"" + PHOTO + "\",\"" + PHOTO + "\"],\"prompt\":\"on a beach\"" + SMALL + "}");
        JsonNode batch = closed(key, taken.json().path("id").asString());
        assertThat(batch.path("counts").path("done").asInt()).isEqualTo(2);
        assertThat(batch.path("portraits").path(0).path("request").path("seed"))
                .isNotEqualTo(batch.path("portraits").path(1).path("request").path("seed"));
        assertThat(balance(key)).isEqualTo("0.90");
    }

    @Test
    void chargesForAllOrForNone() {
        String key = key("0.12");
        String three = "{\"photos\":[\"" + PHOTO + "\"],\"templates\":[\"plain-grey\",\"plain-grey\",\"plain-grey\"]"
                + SMALL + "}";
        assertThat(problem(post("/v1/batches", key, three))).isEqualTo("balance_short");
        assertThat(balance(key)).isEqualTo("0.12");
        assertThat(get("/v1/portraits", key).json().path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"photos\":[]}|photo_missing",
            "{\"photos\":[\"PHOTO\",\"!!\"]}|photo_unreadable",
            "{\"photos\":[\"PHOTO\"],\"templates\":[\"plain-grey\",\"none\"]}|unknown_template",
            "{\"photos\":\"PHOTO\"}|wrong_type", "{\"photo\":\"PHOTO\"}|malformed_request",
            "{\"photos\":[\"PHOTO\"],\"templates\":[7]}|wrong_type",
            "{\"photos\":[\"PHOTO\"],\"width\":1}|size_out_of_range",
            "{\"photos\":[\"PHOTO\"],\"seed\":\"x\"}|wrong_type",
            "{\"photos\":[\"PHOTO\"],\"webhook\":\"http://localhost/\"}|webhook_refused"})
    void refusesTheWholeForOnePart(String body, String code) {
        String key = key("1");
        assertThat(problem(post("/v1/batches", key, body.replace("PHOTO", PHOTO)))).isEqualTo(code);
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @Test
    void refusesMoreThanAHundred() {
        String key = key("10");
        String templates = String.join(",", Collections.nCopies(101, "\"plain-grey\""));
        assertThat(problem(post("/v1/batches", key,
                "{\"photos\":[\"" + PHOTO + "\"],\"templates\":[" + templates + "]}"))).isEqualTo("too_many_orders");
    }

    private static JsonNode closed(String key, String id) {
        return Awaitility.await().until(() -> get("/v1/batches/" + id, key).json(),
                batch -> batch.path("closed").asBoolean());
    }
}
