package dev.likeness.server;

import static dev.likeness.server.SignedClient.order;
import static dev.likeness.server.TestService.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Watermark;
import dev.likeness.server.TestService.Reply;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.TimePasses;
import dev.likeness.service.keys.AccessKey;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The service behind Volcengine's gateway: what the signed actions answer. */
class VolcengineTest {
    @Test
    void givesThePortraitInBase64AndNullForTheLink() throws IOException {
        SignedClient client = SignedClient.owning("1");
        Reply submitted = client.call("CVSync2AsyncSubmitTask", order("\"width\":640,\"height\":512,\"seed\":\"42\""));
        assertThat(submitted.status()).isEqualTo(200);
        assertThat(submitted.json().propertyNames()).containsExactly("code", "data", "message", "request_id", "status",
                "time_elapsed");
        assertThat(submitted.json().path("request_id").asString()).matches("[0-9]{14}[0-9A-F]{20}");
        assertThat(submitted.json().path("time_elapsed").asString()).matches("[0-9.]+(µs|ms|s)");
        assertThat(submitted.data().path("task_id").isString()).isTrue();
        String task = submitted.data().path("task_id").asString();
        assertThat(task).matches("[0-9]{19}");

        Reply done = client.finished(task, "\"\"");
        assertThat(done.code()).isEqualTo(10000);
        assertThat(done.json().path("status").asInt()).isEqualTo(10000);
        assertThat(done.json().path("message").asString()).isEqualTo("Success");
        assertThat(done.data().path("status").asString()).isEqualTo("done");
        assertThat(done.data().path("algorithm_base_resp").path("status_code").asInt(-1)).isZero();
        assertThat(done.data().path("resp_data").asString("none")).isEmpty();
        assertThat(done.data().get("image_urls").isNull()).isTrue();
        assertThat(done.data().get("binary_data_base64")).hasSize(1);
        byte[] jpeg = Base64.getDecoder().decode(done.data().path("binary_data_base64").path(0).asString());
        assertThat(jpeg).startsWith(0xff, 0xd8, 0xff);
        var picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(picture.getWidth()).isEqualTo(640);
        assertThat(done.response().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(new String(done.response().body(), java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("\n");
        assertThat(client.balance()).isEqualTo("0.95");
    }

    @Test
    void givesALinkThatNeedsNoSignatureAndNullForTheBase64() {
        SignedClient client = SignedClient.owning("1");
        Reply done = client.finished(client.submit(""), "\"{\\\"return_url\\\":true}\"");
        assertThat(done.data().get("binary_data_base64").isNull()).isTrue();
        Reply picture = get(URI.create(done.data().path("image_urls").path(0).asString()));
        assertThat(picture.response().headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(picture.response().body()).startsWith(0xff, 0xd8, 0xff);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"return_url\":true|\"\"|true",
            "\"return_url\":true|{\"return_url\":false}|false",
            "\"return_url\":false|{\"return_url\":true}|true", "\"seed\":1|\"\",\"return_url\":true|true",
            "\"seed\":1|\"{\\\"aigc_meta\\\":{}}\"|false", "\"seed\":1|null|false", "\"seed\":1|\"{}\"|false"})
    void remembersHowTheResultIsWantedUntilToldOtherwise(String fields, String reqJson, boolean asLink) {
        SignedClient client = SignedClient.owning("1");
        Reply done = client.finished(client.submit(fields), reqJson);
        assertThat(done.data().get("image_urls").isArray()).isEqualTo(asLink);
        assertThat(done.data().get("binary_data_base64").isNull()).isEqualTo(asLink);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-08-31", "2024-06-06"})
    void cancelsATaskThatIsNotDoneAndGivesTheMoneyBack(String version) {
        SignedClient client = SignedClient.owning("1");
        String task = client.submit("\"prompt\":\"never done\"");
        String question = "{\"req_key\":\"i2i_portrait_photo\",\"task_id\":\"" + task + "\"}";
        Reply pending = Awaitility.await().until(() -> client.call("CVSync2AsyncGetResult", question),
                reply -> reply.data().path("status").asString().equals("generating"));
        JsonNode data = pending.data();
        assertThat(pending.json().path("message").asString()).isEqualTo("Success");
        assertThat(data.get("image_urls").isNull()).isTrue();
        assertThat(data.get("binary_data_base64").isNull()).isTrue();
        assertThat(data.propertyNames()).containsExactly("algorithm_base_resp", "binary_data_base64", "image_urls",
                "resp_data", "status");
        assertThat(client.balance()).isEqualTo("0.95");

        Reply cancelled = client.call("Action=CVCancelTask&Version=" + version, question, SignedClient.usual(question),
                java.util.Map.of());
        assertThat(cancelled.code()).isEqualTo(10000);
        assertThat(cancelled.data().path("task_id").asString()).isEqualTo(task);
        assertThat(client.balance()).isEqualTo("1.00");
        Reply after = client.call("CVSync2AsyncGetResult", question);
        assertThat(after.status()).isEqualTo(400);
        assertThat(after.code()).isEqualTo(50215);
        assertThat(after.errorCode()).isEqualTo("cancelled");
        Reply again = client.call("CVCancelTask", question);
        assertThat(again.code()).isEqualTo(50215);
        assertThat(again.errorCode()).isEqualTo("already_closed");
        assertThat(SignedClient.owning("1").call("CVCancelTask", question).errorCode()).isEqualTo("not_found");
    }

    @Test
    void waitsForThePortraitWhenAskedInOneCall() {
        SignedClient client = SignedClient.owning("1");
        Reply done = client.call("CVProcess", order("\"seed\":3"));
        assertThat(done.code()).isEqualTo(10000);
        assertThat(done.data().get("image_urls").isNull()).isTrue();
        assertThat(Base64.getDecoder().decode(done.data().path("binary_data_base64").path(0).asString()))
                .startsWith(0xff, 0xd8, 0xff);
        Reply linked = client.call("CVProcess", order("\"return_url\":true"));
        assertThat(linked.data().get("binary_data_base64").isNull()).isTrue();
        assertThat(get(URI.create(linked.data().path("image_urls").path(0).asString())).status()).isEqualTo(200);
        assertThat(client.balance()).isEqualTo("0.90");
    }

    @Test
    void givesUpInTimeWhenThePortraitIsNotReadyAndChargesNothing() {
        SignedClient client = SignedClient.owning("1");
        Reply late = client.call("CVProcess", order("\"prompt\":\"never done\""));
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.code()).isEqualTo(50500);
        assertThat(late.errorCode()).isEqualTo("timed_out");
        assertThat(late.data().isNull()).isTrue();
        assertThat(client.balance()).isEqualTo("1.00");
    }

    @ParameterizedTest
    @CsvSource({"no face,400,60102,no_face", "two faces,400,50215,several_faces", "crash,500,50500,engine_failed"})
    void tellsWhyAnOrderFailedAndGivesTheMoneyBack(String prompt, int status, int code, String errorCode) {
        SignedClient client = SignedClient.owning("1");
        Reply polled = client.finished(client.submit("\"prompt\":\"" + prompt + "\""), "\"\"");
        Reply waited = client.call("CVProcess", order("\"prompt\":\"" + prompt + "\""));
        for (Reply failed : new Reply[]{polled, waited}) {
            assertThat(failed.status()).isEqualTo(status);
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.errorCode()).isEqualTo(errorCode);
            assertThat(failed.data().isNull()).isTrue();
            assertThat(failed.json().toString()).doesNotContain("secret");
        }
        assertThat(client.balance()).isEqualTo("1.00");
    }

    @Test
    void theOlderPairOfActionsDoesTheSame() {
        SignedClient client = SignedClient.owning("1");
        String task = client.call("CVSubmitTask", order("")).data().path("task_id").asString();
        Reply done = Awaitility.await().until(() -> client.call("CVGetResult", "{\"task_id\":\"" + task + "\"}"),
                reply -> reply.data().path("status").asString("").equals("done"));
        assertThat(done.data().path("binary_data_base64")).hasSize(1);
    }

    @Test
    void knowsNothingOfTasksOfOthersOrOfTasksThatNeverWere() {
        String task = SignedClient.owning("1").submit("");
        SignedClient stranger = SignedClient.owning("1");
        for (String id : new String[]{task, "7392616336519610409", "1", "no id"}) {
            String body = "{\"req_key\":\"i2i_portrait_photo\",\"task_id\":\"" + id + "\"}";
            Reply unknown = stranger.call("CVSync2AsyncGetResult", body);
            assertThat(unknown.status()).isEqualTo(200);
            assertThat(unknown.data().path("status").asString()).isEqualTo("not_found");
            Reply invalid = stranger.call("CVGetResult", body);
            assertThat(invalid.status()).isEqualTo(400);
            assertThat(invalid.code()).isEqualTo(50215);
            assertThat(invalid.json().path("message").asString()).startsWith("Input invalid for this service.");
        }
        assertThat(stranger.call("CVSync2AsyncGetResult", "{}").code()).isEqualTo(50201);
        assertThat(stranger.call("CVSync2AsyncGetResult", "{\"task_id\":{}}").code()).isEqualTo(50204);
        assertThat(stranger.call("CVSync2AsyncGetResult", "{\"task_id\":\"1\",\"req_json\":\"{“return_url”：true}\"}")
                .code()).isEqualTo(50204);
        assertThat(stranger.call("CVSync2AsyncGetResult", "{\"task_id\":\"1\",\"req_json\":7}").code())
                .isEqualTo(50204);
    }

    @Test
    void aKeyIsTriedByAskingAnotherServiceForATaskThatNeverWas() {
        SignedClient client = SignedClient.owning("1");
        String question = "{\"task_id\":\"%s\",\"req_key\":\"jimeng_t2i_v30\"}";
        Reply good = client.call("CVSync2AsyncGetResult", question.formatted("1"));
        assertThat(good.code()).isEqualTo(10000);
        assertThat(good.data().path("status").asString()).isEqualTo("not_found");
        SignedClient impostor = new SignedClient(new AccessKey(client.key().id(), "not the secret of it"), "");
        Reply bad = impostor.call("CVSync2AsyncGetResult", question.formatted("1"));
        assertThat(bad.status()).isEqualTo(401);
        assertThat(bad.json().toString()).contains("SignatureDoesNotMatch");
        Reply own = client.call("CVSync2AsyncGetResult", question.formatted(client.submit("")));
        assertThat(own.code()).as("a task that is there, asked for by the wrong name").isEqualTo(50204);
    }

    @Test
    void servesTheSiblingThatClientsKnowAsSeededit() {
        SignedClient client = SignedClient.owning("1");
        Reply taken = client.call("CVSync2AsyncSubmitTask", "{\"req_key\":\"seededit_v3.0\",\"binary_data_base64\":[\""
                + TestService.PHOTO + "\"],\"prompt\":\"library\",\"seed\":-1,\"scale\":0.5}");
        String task = taken.data().path("task_id").asString();
        Reply done = Awaitility.await().until(() -> client.call("CVSync2AsyncGetResult",
                "{\"req_key\":\"seededit_v3.0\",\"task_id\":\"" + task + "\"}"),
                reply -> reply.data().path("status").asString("").equals("done"));
        assertThat(done.data().path("binary_data_base64")).hasSize(1);
    }

    @Test
    void forgetsTasksAfterTwelveHours() {
        SignedClient client = SignedClient.owning("1");
        String task = client.submit("");
        client.finished(task, "\"\"");
        TimePasses.since(TestService.database(), task, Duration.ofHours(12));
        Reply old = client.finished(task, "\"\"");
        assertThat(old.status()).isEqualTo(200);
        assertThat(old.data().path("status").asString()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @MethodSource("dev.likeness.server.WrongOrders#fields")
    void refusesAWrongFieldByNameAndChargesNothing(String fields, int code, String errorCode) {
        SignedClient client = SignedClient.owning("1");
        for (String action : new String[]{"CVSync2AsyncSubmitTask", "CVProcess"}) {
            Reply reply = client.call(action, WrongOrders.order(fields, true));
            assertThat(reply.errorCode()).isEqualTo(errorCode);
            assertThat(reply.code()).isEqualTo(code);
            assertThat(reply.json().path("status").asInt()).isEqualTo(code);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.data().isNull()).isTrue();
        }
        assertThat(client.balance()).isEqualTo("1.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"image_input\":\"aGVsbG8=\"}|50201|missing_field",
            "{\"req_key\":\"i2i_portrait_photo\"}|50206|photo_missing", "{not json|50204|malformed_request",
            "[]|50204|malformed_request", "''|50204|malformed_request"})
    void refusesAnUnusableBodyAndChargesNothing(String body, int code, String errorCode) {
        SignedClient client = SignedClient.owning("1");
        Reply reply = client.call("CVSync2AsyncSubmitTask", body);
        assertThat(reply.errorCode()).isEqualTo(errorCode);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(client.balance()).isEqualTo("1.00");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        SignedClient client = SignedClient.owning("1");
        Reply body = client.call("CVSync2AsyncSubmitTask", order("\"x\":\"" + "A".repeat(28 << 20) + "\""));
        assertThat(body.status()).isEqualTo(400);
        assertThat(body.code()).isEqualTo(50213);
    }

    @Test
    void refusesWhoHasTooLittleMoneyOrOrdersTooFastOrTooMuchAtOnce() {
        Reply poor = SignedClient.owning("0.04").call("CVSync2AsyncSubmitTask", order(""));
        assertThat(poor.status()).isEqualTo(402);
        assertThat(poor.code()).isEqualTo(50400);
        assertThat(poor.json().path("message").asString()).startsWith("Access Denied: ");

        SignedClient fast = SignedClient.of("1",
                NewKey.named("fast").with(Limits.NONE.withPerSecond(Optional.of(new BigDecimal("0.001")))));
        fast.submit("");
        Reply tooFast = fast.call("CVSync2AsyncSubmitTask", order(""));
        assertThat(tooFast.status()).isEqualTo(429);
        assertThat(tooFast.code()).isEqualTo(50429);
        assertThat(tooFast.json().path("message").asString())
                .startsWith("Request Has Reached API Limit, Please Try Later");
        assertThat(tooFast.response().headers().firstValue("Retry-After")).isPresent();

        SignedClient greedy = SignedClient.of("1", NewKey.named("greedy").with(Limits.NONE.withOpen(Optional.of(0))));
        Reply tooMany = greedy.call("CVSync2AsyncSubmitTask", order(""));
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.code()).isEqualTo(50430);
        assertThat(tooMany.json().path("message").asString())
                .startsWith("Request Has Reached API Concurrent Limit, Please Try Later");

        SignedClient spent = SignedClient.of("1",
                NewKey.named("spent").with(Limits.NONE.withDaily(Optional.of(Money.ptc("0.01")))));
        assertThat(spent.call("CVSync2AsyncSubmitTask", order("")).code()).isEqualTo(50429);
        assertThat(spent.balance()).isEqualTo("1.00");
    }

    @Test
    void takesTheTextThatItRefusesForItsFontFromTheResultsQuestionToo() {
        SignedClient client = SignedClient.owning("1");
        String task = client.submit("");
        client.finished(task, "\"\"");
        for (String wrong : new String[]{"{\"logo_info\":{\"add_logo\":true,\"logo_text_content\":\"😀\"}}",
                "{\"logo_info\":{\"opacity\":7}}", "{\"logo_info\":{\"logo_text_content\":\""
                        + "x".repeat(Watermark.MAX_TEXT + 1) + "\"}}"}) {
            Reply refused = client.finished(task, wrong);
            assertThat(refused.code()).isEqualTo(50200);
            assertThat(refused.errorCode()).isEqualTo("watermark_invalid");
        }
    }
}
