package dev.likeness.server;

import static dev.likeness.server.Rest.closed;
import static dev.likeness.server.Rest.delete;
import static dev.likeness.server.Rest.ordered;
import static dev.likeness.server.Rest.patch;
import static dev.likeness.server.Rest.problem;
import static dev.likeness.server.Rest.put;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Our own API: keys, balance, ledger, usage, prices. */
class KeysAndBooksTest {
    private static final String SMALL = "\"width\":512,\"height\":512";

    @Test
    void anAdministratorMakesRotatesAndRevokesKeys() {
        String admin = admin();
        String account = "shop-" + UUID.randomUUID();
        Reply made = post("/v1/keys", admin, "{\"account\":\"" + account
                + "\",\"name\":\"till\",\"scopes\":[\"books\",\"portraits:read\"],\"secrets\":[\"bearer\",\"access_key\"],"
                + "\"limits\":{\"per_second\":2,\"daily\":\"1.5\"},\"expires_at\":\"2099-01-01T00:00:00Z\"}");
        assertThat(made.status()).as(() -> made.json().toString()).isEqualTo(201);
        JsonNode key = made.json();
        String id = key.path("id").asString();
        String secret = key.path("issued").path("bearer").asString();
        assertThat(key.path("issued").path("secret_access_key").asString()).hasSizeGreaterThan(20);
        assertThat(key.path("limits").path("daily").asString()).isEqualTo("1.50");
        assertThat(get("/v1/balance", secret).json().path("balance").asString()).isEqualTo("0.00");
        assertThat(get("/v1/keys/" + id, admin).json().has("issued")).isFalse();
        assertThat(get("/v1/keys?account=" + account, admin).json().path("items")).hasSize(1);

        assertThat(post("/v1/accounts/" + account + "/deposits", admin, "{\"amount\":\"2.5\"}").json().path("balance")
                .asString()).isEqualTo("2.50");
        assertThat(get("/v1/balance", secret).json().path("balance").asString()).isEqualTo("2.50");

        JsonNode changed = patch("/v1/keys/" + id, admin, "{\"scopes\":[\"books\"],\"expires_at\":\"\",\"limits\":{}}")
                .json();
        assertThat(changed.has("expires_at")).isFalse();
        assertThat(changed.path("limits")).isEmpty();
        assertThat(problem(get("/v1/portraits", secret))).isEqualTo("scope_missing");

        String newer = post("/v1/keys/" + id + "/rotate", admin, "{\"overlap_seconds\":60}").json().path("issued")
                .path("bearer").asString();
        assertThat(get("/v1/balance", newer).status()).isEqualTo(200);
        assertThat(get("/v1/balance", secret).status()).as("during the overlap").isEqualTo(200);
        assertThat(delete("/v1/keys/" + id, admin).status()).isEqualTo(204);
        Reply revoked = get("/v1/balance", newer);
        assertThat(revoked.status()).isEqualTo(401);
        assertThat(problem(revoked)).isEqualTo("key_revoked");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"per_second|2.5|7", "open|3|0",
            "total|\"1.00\"|\"2.50\"", "monthly|\"1.00\"|\"0.00\"", "daily|\"1.00\"|\"2.50\"",
            "hourly|\"1.00\"|\"2.50\""})
    void everyLimitOfAKeyCanBeSetChangedAndRemoved(String limit, String first, String second) {
        String admin = admin();
        String id = post("/v1/keys", admin, "{\"name\":\"till\"}").json().path("id").asString();
        String other = limit.equals("open") ? "\"hourly\":\"9.00\"" : "\"open\":9";
        assertThat(limits(admin, id, "{\"" + limit + "\":" + first + "}"))
                .isEqualTo("{\"" + limit + "\":" + first + "}");
        limits(admin, id, "{\"" + limit + "\":" + second + "," + other + "}");
        String kept = patch("/v1/keys/" + id, admin, "{\"scopes\":[\"books\"]}").json().path("limits").toString();
        assertThat(kept).as("what is not sent stays").contains("\"" + limit + "\":" + second).contains(other);
        assertThat(limits(admin, id, "{" + other + "}")).as("left out, it is removed").isEqualTo("{" + other + "}");
        limits(admin, id, "{\"" + limit + "\":" + first + "}");
        assertThat(limits(admin, id, "{\"" + limit + "\":null}")).as("null removes it as well").isEqualTo("{}");
        assertThat(get("/v1/keys/" + id, admin).json().path("limits")).isEmpty();
    }

    private static String limits(String admin, String id, String limits) {
        Reply reply = patch("/v1/keys/" + id, admin, "{\"limits\":" + limits + "}");
        assertThat(reply.status()).as(() -> reply.json().toString()).isEqualTo(200);
        return reply.json().path("limits").toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{}|malformed_request",
            "{\"name\":\"k\",\"scopes\":[\"fly\"]}|malformed_request",
            "{\"name\":\"k\",\"secrets\":[]}|malformed_request",
            "{\"name\":\"k\",\"secrets\":[\"pin\"]}|malformed_request",
            "{\"name\":\"k\",\"expires_at\":\"soon\"}|wrong_type",
            "{\"name\":\"k\",\"limits\":{\"daily\":\"much\"}}|malformed_request",
            "{\"name\":\"k\",\"limits\":{\"open\":-1}}|malformed_request",
            "{\"name\":\"k\",\"limits\":{\"weekly\":\"1\"}}|malformed_request"})
    void keysThatMakeNoSenseAreRefused(String body, String code) {
        assertThat(problem(post("/v1/keys", admin(), body))).isEqualTo(code);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String admin = admin();
        assertThat(problem(get("/v1/keys/987654321", admin))).isEqualTo("not_found");
        assertThat(problem(delete("/v1/keys/x", admin))).isEqualTo("not_found");
        assertThat(problem(post("/v1/accounts/nobody/deposits", admin, "{\"amount\":\"1\"}"))).isEqualTo("not_found");
        assertThat(problem(put("/v1/prices/flat", admin, "{\"price\":\"-1\"}"))).isEqualTo("wrong_type");
        assertThat(problem(put("/v1/prices/flat", admin, "{}"))).isEqualTo("wrong_type");
    }

    @Test
    void theLedgerTellsWhatWasDoneWithTheMoney() {
        String key = key("1");
        closed(key, ordered(key, SMALL));
        closed(key, ordered(key, "\"prompt\":\"no face\""));
        JsonNode balance = get("/v1/balance", key).json();
        assertThat(balance.path("balance").asString()).isEqualTo("0.95");
        assertThat(balance.path("deposited").asString()).isEqualTo("1.00");
        assertThat(balance.path("used").asString()).isEqualTo("0.05");
        JsonNode page = get("/v1/ledger?limit=3", key).json();
        JsonNode rest = get("/v1/ledger?cursor=" + page.path("next").asString(), key).json();
        assertThat(StreamSupport.stream(page.path("items").spliterator(), false)
                .map(entry -> entry.path("kind").asString() + entry.path("amount").asString()))
                .containsExactly("release0.05", "hold-0.05", "settle0.00");
        assertThat(rest.path("items")).hasSize(2);
        assertThat(rest.path("items").path(1).path("kind").asString()).isEqualTo("deposit");
        assertThat(problem(get("/v1/ledger?cursor=x", key))).isEqualTo("malformed_request");

        JsonNode usage = get("/v1/usage", key).json().path("items");
        assertThat(usage).hasSize(1);
        assertThat(usage.path(0).path("portraits").asInt()).isEqualTo(1);
        assertThat(usage.path(0).path("spent").asString()).isEqualTo("0.05");
        assertThat(problem(get("/v1/usage?from=2026-01-02&to=2026-01-01", key))).isEqualTo("malformed_request");
        assertThat(problem(get("/v1/usage?from=yesterday", key))).isEqualTo("wrong_type");
        assertThat(get("/v1/prices", key).json().path("prices").path("*").asString()).isEqualTo("0.05");
    }

    private static String admin() {
        return key("0", NewKey.named("admin").with(Scope.ALL)).key();
    }
}
