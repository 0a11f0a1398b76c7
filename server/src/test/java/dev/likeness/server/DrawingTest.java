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
import static dev.likeness.server.TestService.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingTest {
    @Test
    void givesThePortraitInBase64() throws IOException {
        String key = key("1");
        Reply submitted = post(SUBMIT, key, order("\"width\":640,\"height\":512,\"seed\":\"42\",\"prompt\":\"\""));
        assertThat(submitted.status()).isEqualTo(200);
        assertThat(submitted.code()).isEqualTo(10000);
        assertThat(submitted.json().path("status").asInt()).isEqualTo(10000);
        assertThat(submitted.json().path("message").asString()).isEqualTo("Success");
        assertThat(submitted.json().path("request_id").asString()).matches("[0-9]{14}[0-9A-F]{20}");
        assertThat(submitted.json().path("time_elapsed").asString()).matches("[0-9.]+(µs|ms|s)");
        String task = submitted.data().path("task_id").asString();
        assertThat(task).matches("[0-9]{19}");

        Reply done = finished(key, task);
        assertThat(done.data().path("status").asString()).isEqualTo("done");
        assertThat(done.data().path("image_urls").isNull()).isTrue();
        byte[] jpeg = Base64.getDecoder().decode(done.data().path("binary_data_base64").path(0).asString());
        var picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(picture.getWidth()).isEqualTo(640);
        assertThat(picture.getHeight()).isEqualTo(512);
        assertThat(done.data().path("notes").path(0).path("kind").asString()).isEqualTo("seed");
        assertThat(done.data().path("notes").path(0).path("text").asString()).isEqualTo("42");
        assertThat(done.response().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(balance(key)).isEqualTo("0.95");
    }

    @Test
    void givesThePortraitAsALinkThatNeedsNoKey() {
        String key = key("1");
        String task = submit(key, order(""));
        Reply done = finished(key, "{\"task_id\":\"" + task + "\",\"req_json\":\"{\\\"return_url\\\":true}\"}", RESULT);
        assertThat(done.data().path("binary_data_base64")).isEmpty();
        URI link = URI.create(done.data().path("image_urls").path(0).asString());
        Reply picture = get(link);
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.response().headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(picture.response().body()).startsWith(0xff, 0xd8, 0xff);

        assertThat(get(URI.create(link.toString().replaceFirst("e=[0-9]+", "e=9999999999"))).status()).isEqualTo(404);
        assertThat(get(URI.create(link.toString().replaceFirst("&s=.*", ""))).status()).isEqualTo(404);
        assertThat(get(URI.create(link + "x")).status()).isEqualTo(404);
        assertThat(get(URI.create(TestService.address() + "/o/20260101/" + "0".repeat(32) + ".jpg")).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"?response_format=url|''|'{\"task_id\":\"%s\"}'|true",
            "''|\"return_url\":true|'{\"task_id\":\"%s\"}'|true",
            "''|''|'{\"task_id\":\"%s\",\"req_json\":{\"return_url\":true}}'|true",
            "''|\"return_url\":true|'{\"task_id\":\"%s\",\"req_json\":{\"return_url\":false}}'|false",
            "?response_format=url|''|'{\"task_id\":\"%s\",\"req_json\":\"\"}'|true",
            "''|''|'{\"task_id\":\"%s\",\"req_json\":\"{\\\"aigc_meta\\\":{}}\",\"req_key\":\"i2i_portrait_photo\"}'|false"})
    void remembersHowTheResultIsWantedUntilToldOtherwise(String query, String fields, String question, boolean asLink) {
        String key = key("1");
        String task = post(SUBMIT + query, key, order(fields)).data().path("task_id").asString();
        Reply done = finished(key, question.formatted(task), RESULT);
        assertThat(done.data().path("image_urls").isArray()).isEqualTo(asLink);
        assertThat(done.data().path("binary_data_base64").isEmpty()).isEqualTo(asLink);
    }

    @ParameterizedTest
    @ValueSource(strings = {"portrait", "portrait_v30", "portrait_photo", "i2i_portrait_photo", "i2i_portrait",
            "seededit_v30", "seededit_v3.0", "studio_portrait"})
    void answersToEveryNameOfTheService(String name) {
        String key = key("1");
        String task = post("/doubao/drawing/" + name, key, order("")).data().path("task_id").asString();
        Reply done = finished(key, "{\"task_id\":\"" + task + "\"}", "/doubao/drawing/" + name + "_result");
        assertThat(done.data().path("status").asString()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"image_input\":[\"%s\"]}", "{\"image_urls\":[\"%s\"]}",
            "{\"binary_data_base64\":[\"%s\"]}", "{\"image_base64\":\"%s\"}",
            "{\"image_input\":\"data:image/jpeg;base64,%s\"}",
            "{\"image_input\":\"\",\"image_urls\":null,\"binary_data_base64\":[],\"image_base64\":\"%s\"}",
            "{\"image_input\":\"%s\",\"image_urls\":[\"http://127.0.0.1:1/never-fetched.jpg\"]}"})
    void takesThePhotoUnderEveryNameThatClientsUse(String body) {
        String key = key("1");
        String task = submit(key, body.formatted(PHOTO));
        assertThat(finished(key, task).data().path("status").asString()).isEqualTo("done");
    }

    @Test
    void readsJsonWhateverItIsCalled() {
        String key = key("1");
        for (String type : new String[]{"application/x-www-form-urlencoded", "text/plain", "multipart/form-data"}) {
            assertThat(post(SUBMIT, key, order(""), type).status()).as(type).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.likeness.server.WrongOrders#fields")
    void refusesAWrongFieldByNameAndChargesNothing(String fields, int code, String errorCode) {
        String key = key("1");
        Reply reply = post(SUBMIT, key, WrongOrders.order(fields, false));
        assertThat(reply.errorCode()).isEqualTo(errorCode);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.data().isNull()).isTrue();
        assertThat(reply.json().path("message").asString()).hasSizeGreaterThan(20);
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|50206|photo_missing", "{\"image_input\":null}|50206|photo_missing",
            "{\"image_input\":\"\"}|50206|photo_missing",
            "{\"image_input\":\"data:image/png;base64,\"}|50206|photo_missing",
            "{\"image_input\":5}|50204|wrong_type", "{\"image_input\":[\"a\",\"b\"]}|50204|wrong_type",
            "{\"image_input\":\"!!!\"}|50207|photo_unreadable",
            "{\"image_input\":\"aGVsbG8gd29ybGQ=\"}|50207|photo_unreadable",
            "{\"image_input\":\"/9j/4AAQ\"}|50207|photo_unreadable",
            "{\"image_input\":\"AAAAIGZ0eXBxdCAg\"}|50207|photo_unsupported",
            "{\"image_input\":\"iVBORw0KGgoAAAANSUhEUgAAnEAAAJxACAIAAAA=\"}|50205|photo_too_many_pixels",
            "{\"image_input\":\"ftp://example.com/a.jpg\"}|50200|photo_url_refused",
            "{\"image_input\":\"file:///etc/passwd\"}|50200|photo_url_refused",
            "{\"image_input\":\"http://localhost/a.jpg\"}|50200|photo_url_refused",
            "{\"image_input\":\"http://192.168.1.1/a.jpg\"}|50200|photo_url_refused",
            "{\"image_input\":\"http://169.254.169.254/latest/meta-data\"}|50200|photo_url_refused",
            "{\"image_input\":\"http://[::1]/a.jpg\"}|50200|photo_url_refused",
            "{\"image_input\":\"http://2130706433/a.jpg\"}|50200|photo_url_refused",
            "{\"image_input\":\"http://0x7f.1/a.jpg\"}|50200|photo_url_refused",
            "{\"image_input\":\"https://example.com:8443/a.jpg\"}|50200|photo_url_refused",
            "{\"image_input\":\"https://me:secret@example.com/a.jpg\"}|50200|photo_url_refused",
            "{not json|50204|malformed_request", "[]|50204|malformed_request", "\"text\"|50204|malformed_request",
            "''|50204|malformed_request", "{} {}|50204|malformed_request"})
    void refusesAnUnusableBodyAndChargesNothing(String body, int code, String errorCode) {
        String key = key("1");
        Reply reply = post(SUBMIT, key, body);
        assertThat(reply.json().toString()).contains("\"error_code\":\"" + errorCode + "\"");
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @Test
    void refusesABodyThatIsTooLargeAndAPhotoThatIsTooLarge() {
        String key = key("1");
        Reply body = post(SUBMIT, key, "{\"image_input\":\"" + "A".repeat(29 << 20) + "\"}");
        assertThat(body.code()).isEqualTo(50213);
        assertThat(body.status()).isEqualTo(400);
        Reply photo = post(SUBMIT, key, "{\"image_input\":\"" + "A".repeat(27 << 20) + "\"}");
        assertThat(photo.errorCode()).isEqualTo("photo_too_large");
        assertThat(photo.code()).isEqualTo(50205);
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @ParameterizedTest
    @CsvSource({"no face,400,60102,no_face", "two faces,400,50215,several_faces", "crash,500,50500,engine_failed",
            "out of memory,500,50500,engine_failed"})
    void tellsWhyAnOrderFailedAndGivesTheMoneyBack(String prompt, int status, int code, String errorCode) {
        String key = key("1");
        String task = submit(key, order("\"prompt\":\"" + prompt + "\""));
        Reply failed = finished(key, task);
        assertThat(failed.status()).isEqualTo(status);
        assertThat(failed.code()).isEqualTo(code);
        assertThat(failed.errorCode()).isEqualTo(errorCode);
        assertThat(failed.json().toString()).doesNotContain("secret");
        assertThat(balance(key)).isEqualTo("1.00");
    }

    @Test
    void knowsNothingOfTasksOfOthersOrOfTasksThatNeverWere() {
        String task = submit(key("1"), order(""));
        String stranger = key("1");
        for (String id : new String[]{task, "7392616336519610409", "1", "no id"}) {
            Reply reply = post(RESULT, stranger, "{\"task_id\":\"" + id + "\"}");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.code()).isEqualTo(10000);
            assertThat(reply.data().path("status").asString()).isEqualTo("not_found");
        }
        assertThat(post(RESULT, stranger, "{}").code()).isEqualTo(50201);
        assertThat(post(RESULT, stranger, "{\"task_id\":{}}").code()).isEqualTo(50204);
        assertThat(post(RESULT, stranger, "{\"task_id\":\"1\",\"req_json\":\"{“return_url”：true}\"}").code())
                .isEqualTo(50204);
    }

    @Test
    void refusesWhoeverHasNoKeyAWrongKeyOrNoMoneyInTheGatewaysWords() {
        Reply missing = post(SUBMIT, "", order(""));
        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.json().path("error").path("err_code").asInt()).isEqualTo(-10001);
        assertThat(missing.json().path("error").path("message_cn").asString()).isNotEmpty();
        assertThat(missing.json().path("error").path("type").asString()).isEqualTo("api_error");
        Reply wrong = post(RESULT, "not a key", "{}");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.errorCode()).isEqualTo("key_invalid");
        Reply poor = post(SUBMIT, key("0.04"), order(""));
        assertThat(poor.status()).isEqualTo(402);
        assertThat(poor.json().path("error").path("err_code").asInt()).isEqualTo(-10004);
        Reply nowhere = post("/doubao/drawing/nothing", "", order(""));
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.json().path("error").path("err_code").asInt()).isEqualTo(-10009);
        assertThat(get("/nothing", "").json().path("error").path("err_code").asInt()).isEqualTo(-10010);
        assertThat(TestService.rawStatusAndBody("GET /%zz HTTP/1.1")).startsWith("HTTP/1.1 400").contains("-10011");
        Reply wrongMethod = get(SUBMIT, "");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.json().path("error").path("message").asString()).contains("POST");
    }

    @Test
    void acceptsExactlyAsManyOfTwoHundredConcurrentOrdersAsTheMoneyLastsFor() throws InterruptedException {
        String key = key("5");
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (int i = 0; i < 200; i++) {
                threads.execute(() -> {
                    // Orders for an engine that fails would give money back while others still order.
                    int status = post(SUBMIT, key, order("\"width\":512,\"height\":512")).status();
                    (status == 200 ? accepted : status == 402 ? refused : new AtomicInteger()).incrementAndGet();
                });
            }
        }
        assertThat(accepted.get()).isEqualTo(100);
        assertThat(refused.get()).isEqualTo(100);
        assertThat(balance(key)).isEqualTo("0.00");
    }

    @Test
    void keepsNoPhotoOnceThePortraitIsDone() throws IOException {
        String key = key("1");
        byte[] photo = TestService.photo("bmp");
        String task = submit(key, "{\"image_input\":\"" + Base64.getEncoder().encodeToString(photo) + "\"}");
        finished(key, task);
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            try (var files = Files.walk(TestService.folder().resolve("objects/in"))) {
                assertThat(files.filter(Files::isRegularFile).filter(file -> file.toFile().length() == photo.length))
                        .isEmpty();
            }
        });
    }

    @Test
    void tellsThatItIsWellAndWhatIsLeft() {
        Reply health = get("/healthz", "");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("database").asString()).isEqualTo("up");
        assertThat(health.json().path("worker").asString()).isEqualTo("running");
        Reply balance = get("/dashboard/balance", "the key of the first account");
        assertThat(balance.json().path("code").asInt(-1)).isZero();
        assertThat(balance.data().path("balance").asString()).isEqualTo("1000.00");
        assertThat(balance.json().path("total").asInt()).isEqualTo(1000);
        assertThat(balance.json().path("used").asInt()).isZero();
    }
}
