package dev.likeness.server;

import static dev.likeness.server.Rest.PORTRAITS;
import static dev.likeness.server.Rest.closed;
import static dev.likeness.server.Rest.delete;
import static dev.likeness.server.Rest.form;
import static dev.likeness.server.Rest.order;
import static dev.likeness.server.Rest.ordered;
import static dev.likeness.server.Rest.problem;
import static dev.likeness.server.TestService.PHOTO;
import static dev.likeness.server.TestService.balance;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Our own API: one portrait from order to erasure. */
class PortraitsTest {
    @Test
    void takesAnOrderAndShowsWhatBecameOfIt() throws IOException {
        String key = key("1");
        Reply taken = post(PORTRAITS, key,
                order("\"prompt\":\"on a beach\",\"width\":640,\"height\":512,\"seed\":7,\"gpen\":0.6"));
        assertThat(taken.status()).isEqualTo(202);
        String id = taken.json().path("id").asString();
        assertThat(id).matches("[0-9]{19}");
        assertThat(taken.response().headers().firstValue("Location")).contains("/v1/portraits/" + id);
        assertThat(taken.response().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(taken.json().path("price").asString()).isEqualTo("0.05");

        JsonNode done = closed(key, id);
        assertThat(done.path("status").asString()).isEqualTo("done");
        assertThat(done.path("progress").path("fraction").asDouble()).isEqualTo(1);
        JsonNode request = done.path("request");
        assertThat(request.path("prompt").asString()).isEqualTo("on a beach");
        assertThat(request.path("gen_mode").asString()).isEqualTo("creative");
        assertThat(request.path("seed").asLong()).isEqualTo(7);
        assertThat(request.path("gpen").asDouble()).isEqualTo(0.6);
        assertThat(request.path("skin").asDouble()).isEqualTo(0.3);
        assertThat(done.path("notes").path(0).path("text").asString()).isEqualTo("7");
        assertThat(done.has("error")).isFalse();

        Reply linked = get(URI.create(done.path("image").path("url").asString()));
        var picture = ImageIO.read(new ByteArrayInputStream(linked.response().body()));
        assertThat(picture.getWidth()).isEqualTo(640);
        assertThat(picture.getHeight()).isEqualTo(512);
        assertThat(balance(key)).isEqualTo("0.95");
    }

    @ParameterizedTest
    @CsvSource({"jpeg,image/jpeg,JPEG", "png,image/png,png"})
    void handsOutThePictureInBothFormats(String format, String type, String reader) throws IOException {
        String key = key("1");
        String id = ordered(key,
                "\"width\":512,\"height\":600,\"watermark\":{\"position\":\"top-left\",\"language\":\"en\",\"opacity\":0.8}");
        JsonNode done = closed(key, id);
        assertThat(done.path("watermark").path("position").asString()).isEqualTo("top-left");
        Reply reply = get(PORTRAITS + "/" + id + "/image?format=" + format, key);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.response().headers().firstValue("Content-Type")).contains(type);
        assertThat(reply.response().headers().firstValue("Cache-Control")).contains("no-store");
        var readers = ImageIO.getImageReaders(
                ImageIO.createImageInputStream(new ByteArrayInputStream(reply.response().body())));
        assertThat(readers.next().getFormatName()).isEqualTo(reader);
        assertThat(ImageIO.read(new ByteArrayInputStream(reply.response().body())).getHeight()).isEqualTo(600);
        assertThat(problem(get(PORTRAITS + "/" + id + "/image?format=gif", key))).isEqualTo("malformed_request");
    }

    @Test
    void aTransparentPortraitIsKeptAndHandedOutAsItIs() throws IOException {
        String key = key("1");
        JsonNode done = closed(key, ordered(key, "\"width\":512,\"height\":512,\"background\":\"transparent\""));
        String id = done.path("id").asString();
        assertThat(done.path("request").path("background").asString()).isEqualTo("transparent");
        Reply linked = get(URI.create(done.path("image").path("url").asString()));
        assertThat(linked.response().headers().firstValue("Content-Type")).contains("image/png");
        assertThat(linked.response().headers().firstValue("Content-Disposition").orElse("")).contains("portrait-")
                .contains(".png");
        assertThat(ImageIO.read(new ByteArrayInputStream(linked.response().body())).getColorModel().hasAlpha())
                .isTrue();
        Reply webp = get(PORTRAITS + "/" + id + "/image?format=webp", key);
        assertThat(webp.response().headers().firstValue("Content-Type")).contains("image/webp");
        assertThat(problem(get(PORTRAITS + "/" + id + "/image?format=jpeg", key))).isEqualTo("transparent_needs_alpha");
        assertThat(balance(key)).isEqualTo("0.95");
        for (String refused : new String[]{"\"background\":\"transparent\",\"format\":\"jpeg\"",
                "\"prompt\":\"透明背景\",\"max_bytes\":50000"}) {
            assertThat(problem(post(PORTRAITS, key, order(refused)))).isEqualTo("transparent_needs_alpha");
        }
        assertThat(balance(key)).as("refused before money").isEqualTo("0.95");
    }

    @Test
    void aBackgroundTakesAColourOrTwo() {
        String key = key("1");
        JsonNode done = closed(key,
                ordered(key, "\"width\":512,\"height\":512,\"background\":\"#008080,#F4E1D2\""));
        assertThat(done.path("request").path("background").asString()).isEqualTo("#008080 to #f4e1d2");
        assertThat(problem(post(PORTRAITS, key, order("\"background\":\"teal to #f4e1d2\""))))
                .isEqualTo("output_invalid");
        assertThat(problem(post(PORTRAITS, key, order("\"background\":\"#008080\",\"document\":\"cn-id\""))))
                .isEqualTo("output_invalid");
        assertThat(balance(key)).isEqualTo("0.95");
    }

    @Test
    void whatTheEngineCannotDoIsRefusedBeforeMoneyIsHeld() {
        String key = key("1");
        Reply refused = post(PORTRAITS, key, order("\"prompt\":\"beyond this engine\""));
        assertThat(problem(refused)).isEqualTo("output_invalid");
        assertThat(refused.json().toString()).contains("flat does not do that");
        assertThat(balance(key)).isEqualTo("1.00");
        assertThat(get(PORTRAITS, key).json().path("items")).isEmpty();
    }

    @Test
    void aPhotoForADocumentComesWithAReportInTheSizeAndFileThatTheDocumentAsksFor() throws IOException {
        String key = key("1");
        JsonNode done = closed(key, ordered(key, "\"document\":\"cn-id\""));
        String id = done.path("id").asString();
        assertThat(done.path("request").path("width").asInt()).isEqualTo(358);
        assertThat(done.path("request").path("document").asString()).isEqualTo("cn-id");
        assertThat(done.path("report").path("passed").asBoolean()).isTrue();
        assertThat(done.path("report").path("rules").path(0).path("rule").asString()).isEqualTo("head_height");
        byte[] file = get(PORTRAITS + "/" + id + "/image", key).response().body();
        assertThat(file[14] << 8 | file[15] & 0xff).as("dots per inch").isEqualTo(350);
        Reply sheet = get(PORTRAITS + "/" + id + "/sheet?paper=6in&format=pdf", key);
        assertThat(sheet.response().headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(sheet.response().headers().firstValue("Content-Disposition").orElse("")).contains("cn-id-")
                .contains("6in.pdf");
        assertThat(problem(get(PORTRAITS + "/" + id + "/sheet?paper=a9", key))).isEqualTo("output_invalid");
        assertThat(problem(post(PORTRAITS, key, order("\"document\":\"cn-id\",\"width\":600"))))
                .isEqualTo("size_out_of_range");
        assertThat(get("/v1/documents", key).json().path("items").size()).isGreaterThanOrEqualTo(40);
        assertThat(get("/v1/documents/cn-id", key).json().path("crown_is").asString()).isEqualTo("hair");
    }

    @Test
    void aPictureForTheBackgroundReachesTheEngineAndIsErasedWithThePhoto() {
        String key = key("1");
        JsonNode done = closed(key, ordered(key, "\"width\":512,\"height\":512,\"background_blur\":0.5,"
                + "\"background_image\":\"data:image/png;base64,"
                + "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAz0lEQVRoBdXBAQEAAADBMNrI9JwCymFziZ65RM9com"
                + "cu0TOX6JlL9MwleuYSPXOJnrlEz1yiZy7RM5fomUv0zCV65hI9c4meuUTPXKJnLtEzl+iZS/TMJXrmEj1ziZ65RM9c"
                + "omcu0TOX6JlL9MwleuYSPXOJnrlEz1yiZy7RM5fomUv0zCV65hI9c4meuUTPXKJnLtEzl+iZS/TMJXrmEj1ziZ65RM"
                + "9comcu0TOX6JlL9MwleuYSPXOJnrlEz1yiZy7RM5fomUv0zCV65hI9Gy6/TcHlFCCEAAAAAElFTkSuQmCC\""));
        assertThat(done.path("status").asString()).as(() -> done.toString()).isEqualTo("done");
        assertThat(done.path("request").path("background_blur").asDouble()).isEqualTo(0.5);
        assertThat(done.path("notes").toString()).contains("before 64 x 64");
        assertThat(problem(post(PORTRAITS, key, order("\"background_image\":\"aGVsbG8=\""))))
                .isEqualTo("photo_unreadable");
        assertThat(problem(post(PORTRAITS, key, order("\"background_blur\":0.5")))).isEqualTo("output_invalid");
        assertThat(problem(post(PORTRAITS, key, order("\"background\":\"transparent\",\"document\":\"cn-id\""))))
                .isEqualTo("output_invalid");
        assertThat(balance(key)).isEqualTo("0.95");
    }

    @Test
    void takesAFormWithThePhotoAsAFile() {
        String key = key("1");
        Reply taken = form(PORTRAITS, key, "photo", Map.of("prompt", "海边", "width", "600", "skin_unifi", "0.2",
                "watermark", "{\"text\":\"mine\"}"));
        assertThat(taken.status()).as(() -> taken.json().toString()).isEqualTo(202);
        JsonNode done = closed(key, taken.json().path("id").asString());
        assertThat(done.path("status").asString()).isEqualTo("done");
        assertThat(done.path("request").path("prompt").asString()).isEqualTo("海边");
        assertThat(done.path("request").path("width").asInt()).isEqualTo(600);
        assertThat(done.path("watermark").path("text").asString()).isEqualTo("mine");
        assertThat(problem(form(PORTRAITS, key, "picture", Map.of()))).isEqualTo("malformed_request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"\"width\":511|422|size_out_of_range",
            "\"width\":\"wide\"|400|wrong_type", "\"width\":600.5|400|wrong_type",
            "\"height\":99999999999|422|size_out_of_range", "\"gpen\":1.1|422|strength_out_of_range",
            "\"gpen\":\"NaN\"|422|strength_out_of_range", "\"skin\":0.25|422|strength_off_grid",
            "\"skin_unifi\":[1]|400|wrong_type", "\"skin_unifi\":1e999999|400|wrong_type",
            "\"gen_mode\":\"magic\"|422|unknown_mode", "\"gen_mode\":1|400|wrong_type",
            "\"seed\":-2|422|seed_out_of_range", "\"seed\":1e30|400|wrong_type", "\"prompt\":{}|400|wrong_type",
            "\"prompt\":5|400|wrong_type", "\"prompt\":\"a\\u0000b\"|400|malformed_request",
            "\"engine\":\"other\"|422|unknown_engine", "\"template\":\"none\"|422|unknown_template",
            "\"template\":7|400|wrong_type", "\"watermark\":true|400|wrong_type",
            "\"watermark\":{\"position\":\"middle\"}|422|watermark_invalid",
            "\"watermark\":{\"language\":\"fr\"}|422|watermark_invalid",
            "\"watermark\":{\"opacity\":1.5}|422|watermark_invalid",
            "\"watermark\":{\"opacity\":\"x\"}|400|wrong_type", "\"watermark\":{\"size\":4}|422|watermark_invalid",
            "\"watermark\":{\"sizes\":3}|400|malformed_request",
            "\"webhook\":\"ftp://example.com\"|422|webhook_refused",
            "\"webhook\":\"http://10.0.0.1/\"|422|webhook_refused",
            "\"webhook\":\"http://[::1]/\"|422|webhook_refused",
            "\"webhook\":\"http://169.254.169.254/latest\"|422|webhook_refused",
            "\"webhook\":\"https://example.com:8443/\"|422|webhook_refused",
            "\"webhook\":\"https://u:p@example.com/\"|422|webhook_refused", "\"webhook\":[]|400|wrong_type",
            "\"promt\":\"x\"|400|malformed_request"})
    void refusesEveryWrongFieldAndChargesNothing(String field, int status, String code) {
        String key = key("1");
        Reply reply = post(PORTRAITS, key, order(field));
        assertThat(problem(reply)).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("type").asString()).isEqualTo("urn:likeness:problem:" + code);
        assertThat(reply.json().path("detail").asString()).isNotBlank();
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{}|photo_missing", "{\"photo\":\"\"}|photo_missing",
            "{\"photo\":\"!!\"}|photo_unreadable", "{\"photo\":\"AAAA\"}|photo_unreadable",
            "{\"photo\":\"AAAAIGZ0eXBxdCAg\"}|photo_unsupported",
            "{\"photo\":\"data:image/png,x\"}|photo_unreadable", "{\"photo\":17}|wrong_type",
            "{\"photo\":\"http://192.168.1.1/a.jpg\"}|photo_url_refused", "{\"photo\":|malformed_request",
            "[]|malformed_request", "``|malformed_request"})
    void refusesWhatIsNoPhoto(String body, String code) {
        String key = key("1");
        assertThat(problem(post(PORTRAITS, key, body))).isEqualTo(code);
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @Test
    void saysWhyAPortraitFailedAndGivesItsPriceBack() {
        String key = key("1");
        String id = ordered(key, "\"prompt\":\"no face\"");
        JsonNode failed = closed(key, id);
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("error").path("code").asString()).isEqualTo("no_face");
        assertThat(problem(get(PORTRAITS + "/" + id + "/image", key))).isEqualTo("no_face");
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @Test
    void cancelsWhatIsOpenAndOnlyThat() {
        String key = key("1");
        String id = ordered(key, "\"prompt\":\"step by step\"");
        Reply cancelled = post(PORTRAITS + "/" + id + "/cancel", key, "");
        assertThat(cancelled.json().path("status").asString()).isEqualTo("cancelled");
        assertThat(balance(key)).isEqualTo("1.00");
        Reply again = post(PORTRAITS + "/" + id + "/cancel", key, "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(problem(again)).isEqualTo("already_closed");
    }

    @Test
    void erasesWordsAndPictures() {
        String key = key("1");
        String id = ordered(key, "\"prompt\":\"a secret\"");
        URI link = URI.create(closed(key, id).path("image").path("url").asString());
        assertThat(delete(PORTRAITS + "/" + id, key).status()).isEqualTo(204);
        assertThat(get(PORTRAITS + "/" + id, key).status()).isEqualTo(404);
        assertThat(get(link).status()).isEqualTo(404);
        assertThat(get(PORTRAITS, key).json().path("items")).isEmpty();
        assertThat(delete(PORTRAITS + "/" + id, key).status()).isEqualTo(404);
    }

    @Test
    void listsPageByPageNewestFirst() {
        String key = key("1");
        String first = ordered(key, "");
        String second = ordered(key, "");
        String third = ordered(key, "");
        JsonNode page = get(PORTRAITS + "?limit=2", key).json();
        assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(third);
        assertThat(page.path("items").path(1).path("id").asString()).isEqualTo(second);
        JsonNode rest = get(PORTRAITS + "?limit=2&cursor=" + page.path("next").asString(), key).json();
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("items").path(0).path("id").asString()).isEqualTo(first);
        assertThat(rest.has("next")).isFalse();
        for (String wrong : new String[]{"?limit=0", "?limit=201", "?cursor=x"}) {
            assertThat(problem(get(PORTRAITS + wrong, key))).isEqualTo("malformed_request");
        }
        assertThat(problem(get(PORTRAITS + "?limit=x", key))).isEqualTo("wrong_type");
    }

    @Test
    void chargesOnceHoweverOftenAnOrderIsSent() {
        String key = key("1");
        String order = order("\"prompt\":\"once\"");
        Reply first = sent(key, "order-1", order);
        Reply again = sent(key, "order-1", order);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        Reply other = sent(key, "order-1", order("\"prompt\":\"another\""));
        assertThat(other.status()).isEqualTo(422);
        assertThat(problem(other)).isEqualTo("idempotency_conflict");
        assertThat(problem(sent(key, " ", order))).isEqualTo("malformed_request");
        assertThat(balance(key)).isEqualTo("0.95");
    }

    private static Reply sent(String key, String idempotency, String body) {
        return TestService.send(TestService.request(PORTRAITS, key).header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotency).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void anotherAccountsPortraitDoesNotExist() {
        String owner = key("1");
        String id = ordered(owner, "");
        String stranger = key("1");
        for (Reply reply : new Reply[]{get(PORTRAITS + "/" + id, stranger),
                get(PORTRAITS + "/" + id + "/image", stranger), get(PORTRAITS + "/" + id + "/events", stranger),
                post(PORTRAITS + "/" + id + "/cancel", stranger, ""), delete(PORTRAITS + "/" + id, stranger),
                post("/v1/tickets", stranger, "{\"portrait\":\"" + id + "\"}")}) {
            assertThat(reply.status()).isEqualTo(404);
            assertThat(problem(reply)).isEqualTo("not_found");
        }
        assertThat(closed(owner, id).path("status").asString()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORTRAITS_READ", "PORTRAITS_WRITE", "TEMPLATES", "BOOKS", "ADMIN"})
    void aKeyMayDoWhatItsScopeSaysAndNothingElse(String name) {
        Scope scope = Scope.valueOf(name);
        String key = key("1", NewKey.named("narrow").with(Set.of(scope))).key();
        String nobodys = "/1915673423948611584";
        allowed(scope, Scope.PORTRAITS_WRITE, post(PORTRAITS, key, "{\"photo\":\"" + PHOTO + "\"}"), 202);
        allowed(scope, Scope.PORTRAITS_WRITE, post(PORTRAITS + nobodys + "/cancel", key, ""), 404);
        allowed(scope, Scope.PORTRAITS_WRITE, delete(PORTRAITS + nobodys, key), 404);
        allowed(scope, Scope.PORTRAITS_READ, get(PORTRAITS, key), 200);
        allowed(scope, Scope.PORTRAITS_READ, get(PORTRAITS + nobodys, key), 404);
        allowed(scope, Scope.PORTRAITS_READ, get(PORTRAITS + nobodys + "/events", key), 404);
        allowed(scope, Scope.TEMPLATES, delete("/v1/templates/none", key), 404);
        allowed(scope, Scope.BOOKS, get("/v1/balance", key), 200);
        allowed(scope, Scope.BOOKS, get("/v1/ledger", key), 200);
        allowed(scope, Scope.BOOKS, get("/v1/usage", key), 200);
        allowed(scope, Scope.ADMIN, get("/v1/keys", key), 200);
        allowed(scope, Scope.ADMIN, get("/v1/accounts", key), 200);
        assertThat(get("/v1/templates", key).status()).isEqualTo(200);
    }

    private static void allowed(Scope has, Scope needed, Reply reply, int then) {
        assertThat(reply.status()).as("%s where %s is needed", has, needed).isEqualTo(has == needed ? then : 403);
        if (has != needed) {
            assertThat(problem(reply)).isEqualTo("scope_missing");
        }
    }

    @Test
    void refusesStrangersAndThePoor() {
        Reply missing = post(PORTRAITS, "", order(""));
        assertThat(missing.status()).isEqualTo(401);
        assertThat(problem(missing)).isEqualTo("key_missing");
        assertThat(missing.response().headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(problem(post(PORTRAITS, "lk_wrong-key-wrong-key", order("")))).isEqualTo("key_invalid");
        Reply poor = post(PORTRAITS, key("0.04"), order(""));
        assertThat(poor.status()).isEqualTo(402);
        assertThat(problem(poor)).isEqualTo("balance_short");
    }

    @Test
    void answersUnknownPathsAndMethods() {
        String key = key("1");
        Reply unknown = get("/v1/chat/completions", key);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(problem(unknown)).isEqualTo("not_found");
        assertThat(unknown.json().path("error").path("type").asString()).isEqualTo("invalid_request_error");
        Reply wrong = delete("/v1/balance", key);
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.response().headers().firstValue("Allow")).contains("GET");
    }
}
