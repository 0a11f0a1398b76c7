package dev.likeness.server;

import static dev.likeness.server.TestService.RESULT;
import static dev.likeness.server.TestService.SUBMIT;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.order;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What 302.ai's gateway says before any drawing is made. */
class Ai302GatewayTest {
    private static final Optional<Money> A_CENT = Optional.of(Money.ptc("0.01"));

    @Test
    void numbersEveryRefusalOfAKeyInItsOwnEnvelope() {
        assertError(post(SUBMIT, "", order("")), 401, -10001, "key_missing");
        assertError(post(SUBMIT, "sk-unknown-to-everybody", order("")), 401, -10001, "key_invalid");
        assertError(post(SUBMIT, of(NewKey.named("old").until(Instant.now().minusSeconds(1))), order("")), 401, -10005,
                "key_expired");
        String reader = of(NewKey.named("reader").with(Set.of(Scope.PORTRAITS_READ)));
        assertError(post(SUBMIT, reader, order("")), 403, -10002, "scope_missing");
        assertError(get("/dashboard/balance", reader), 403, -10002, "scope_missing");
        assertError(post(SUBMIT, key("0.04"), order("")), 402, -10004, "balance_short");
    }

    @Test
    void numbersEveryQuota() {
        Limits none = Limits.NONE;
        Map<Limits, Integer> quotas = Map.of(none.withTotal(A_CENT), -10006, none.withDaily(A_CENT), -10007,
                none.withMonthly(A_CENT), -10018, none.withHourly(A_CENT), -10012);
        quotas.forEach((limits, number) -> {
            Reply refused = post(SUBMIT, of(NewKey.named("quota").with(limits)), order(""));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().path("error").path("err_code").asInt()).isEqualTo(number);
        });
    }

    @Test
    void passesOnTheServicesOwnLimits() {
        String fast = of(NewKey.named("fast").with(Limits.NONE.withPerSecond(Optional.of(new BigDecimal("0.001")))));
        post(SUBMIT, fast, order(""));
        Reply tooFast = post(SUBMIT, fast, order(""));
        assertThat(tooFast.status()).isEqualTo(429);
        assertThat(tooFast.code()).isEqualTo(50429);
        assertThat(tooFast.response().headers().firstValue("Retry-After")).isPresent();
        Reply tooMany = post(SUBMIT, of(NewKey.named("many").with(Limits.NONE.withOpen(Optional.of(0)))), order(""));
        assertThat(tooMany.code()).isEqualTo(50430);
    }

    @Test
    void numbersWhatIsNotThere() {
        assertError(post("/doubao/drawing/jimengv30", key("1"), order("")), 404, -10009, "not_found");
        assertError(get("/somewhere", ""), 404, -10010, "not_found");
        assertError(get(SUBMIT, ""), 405, -10011, "malformed_request");
        assertError(get(RESULT, ""), 405, -10011, "malformed_request");
    }

    @ParameterizedTest
    @CsvSource({"cn,缺少 302 API 密钥", "jp,302 APIキーがありません", "en,Missing API key", "xx,Missing API key"})
    void speaksTheLanguageOfTheHeaderAndCarriesAllOfThem(String lang, String text) {
        Reply refused = TestService.send(HttpRequest.newBuilder(URI.create(TestService.address() + SUBMIT))
                .header("Lang", lang).POST(HttpRequest.BodyPublishers.ofString(order(""))));
        JsonNode error = refused.json().path("error");
        assertThat(error.path("message").asString()).startsWith(text);
        assertThat(error.path("message_cn").asString()).isEqualTo("缺少 302 API 密钥");
        assertThat(error.path("message_jp").asString()).isEqualTo("302 APIキーがありません");
        assertThat(error.path("type").asString()).isEqualTo("api_error");
    }

    @Test
    void tellsTheBalanceAsTextWithinAndAsNumbersAtTheTop() {
        String key = key("1");
        TestService.submit(key, order(""));
        Reply balance = get("/dashboard/balance", key);
        assertThat(balance.status()).isEqualTo(200);
        assertThat(balance.json().path("code").asInt(-1)).isZero();
        assertThat(balance.data().path("balance").asString()).isEqualTo("0.95");
        assertThat(balance.json().path("balance").decimalValue()).isEqualByComparingTo("0.95");
        assertThat(balance.json().path("total").decimalValue()).isEqualByComparingTo("1");
        assertThat(balance.json().path("used").decimalValue()).isEqualByComparingTo("0.05");
    }

    @Test
    void aSiblingsClientsKeepTheirOwnReqKey() {
        String key = key("1");
        Reply taken = post("/doubao/drawing/seededit_v30", key, order("\"req_key\":\"seededit_v3.0\""));
        assertThat(taken.code()).isEqualTo(10000);
        Reply asked = post("/doubao/drawing/seededit_v30_result", key, "{\"req_key\":\"seededit_v3.0\",\"task_id\":\""
                + taken.data().path("task_id").asString() + "\"}");
        assertThat(asked.code()).isEqualTo(10000);
        assertThat(post(RESULT, key, "{\"req_key\":\"seededit_v3.0\",\"task_id\":\""
                + taken.data().path("task_id").asString() + "\"}").code()).isEqualTo(10000);
    }

    @Test
    void aKeyIsTriedByAskingAnotherServiceForATaskThatNeverWas() {
        String key = key("1");
        String question = "{\"req_key\":\"jimeng_t2i_v30\",\"task_id\":\"%s\"}";
        Reply good = post(RESULT, key, question.formatted("7392616336519610409"));
        assertThat(good.code()).isEqualTo(10000);
        assertThat(good.data().path("status").asString()).isEqualTo("not_found");
        assertError(post(RESULT, "sk-unknown-to-everybody", question.formatted("1")), 401, -10001, "key_invalid");
        Reply own = post(RESULT, key, question.formatted(TestService.submit(key, order(""))));
        assertThat(own.code()).as("a task that is there, asked for by the wrong name").isEqualTo(50204);
        assertThat(own.json().path("message").asString()).contains("req_key");
    }

    private static String of(NewKey order) {
        return key("1", order).key();
    }

    private static void assertError(Reply reply, int status, int number, String code) {
        JsonNode error = reply.json().path("error");
        assertThat(error.path("error_code").asString(reply.json().toString())).isEqualTo(code);
        assertThat(error.path("err_code").asInt()).isEqualTo(number);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(error.path("message").asString()).hasSizeGreaterThan(15);
        assertThat(error.path("message_cn").asString()).isNotEmpty();
        assertThat(error.path("message_jp").asString()).isNotEmpty();
        assertThat(error.path("type").asString()).isEqualTo("api_error");
    }
}
