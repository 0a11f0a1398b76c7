package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.relay.Cloud;
import dev.likeness.server.TestService.Reply;
import dev.likeness.service.keys.IssuedKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** This service in front of itself, in both dialects of the clouds. */
class RelayedPortraitsTest {
    @TempDir
    private static Path data = Path.of("");
    private static IssuedKey upstream = Front.upstreamKey("0");
    private static Front front;

    @BeforeAll
    static void start() {
        upstream = Front.upstreamKey("100");
        front = new Front(data, "relayed", Front.usual(), Front.installed(
                List.of(Front.engine(Cloud.VOLCENGINE, upstream, "COST=0.03", "CONCURRENT=1"),
                        Front.engine(Cloud.AI302, upstream, "IDEMPOTENT=true"))));
    }

    @AfterAll
    static void stop() {
        front.close();
    }

    @ParameterizedTest
    @EnumSource
    void aPortraitOfTheCloudIsPaidForOnceHereAndOnceThere(Cloud cloud) throws Exception {
        String name = cloud.engine();
        String here = front.balance();
        String there = TestService.balance(upstream.key());
        String id = front.ordered("\"engine\":\"" + name + "\",\"prompt\":\"library\",\"seed\":" + Marked.GREY);
        JsonNode portrait = front.closed(id);
        assertThat(portrait.path("status").asString()).as("%s", portrait).isEqualTo("done");
        assertThat(less(here, front.balance())).isEqualTo("0.05");
        assertThat(less(there, TestService.balance(upstream.key()))).isEqualTo("0.05");
        assertThat(portrait.path("request").path("engine").asString()).isEqualTo(name);
        assertThat(portrait.path("notes").toString()).contains("\"engine\"", name + " made it as its task ");
        byte[] file = TestService.get(URI.create(portrait.path("image").path("url").asString())).response().body();
        Marked.in(file, "", "a picture without a mark");
        // Labelled as our own, with our task and the engine's name.
        String packet = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(packet).contains(id).contains(name).contains("trainedAlgorithmicMedia");
        JsonNode day = items(front.get("/v1/upstreams"), name);
        assertThat(day.path("made").asInt()).isPositive();
        assertThat(day.path("cost").asString()).isNotEqualTo("0.00");
        assertThat(day.path("earned").asString()).isNotEqualTo("0.00");
    }

    @Test
    void itsCallsOfTheCloudArePartOfItsRendering() {
        try (RecordedSpans recorded = new RecordedSpans()) {
            String id = front.ordered("\"engine\":\"volcengine\",\"prompt\":\"library\",\"seed\":" + Marked.GREY);
            assertThat(front.closed(id).path("status").asString()).isEqualTo("done");
            SpanData attempt = Awaitility.await().until(() -> recorded.attempt(id), Optional::isPresent).orElseThrow();
            List<SpanData> spans = recorded.of(attempt.getTraceId());
            SpanData render = spans.stream().filter(span -> span.getName().equals("render")).findFirst().orElseThrow();
            assertThat(spans).filteredOn(span -> span.getParentSpanId().equals(render.getSpanId()))
                    .extracting(SpanData::getName).contains("upstream submit", "upstream result");
        }
    }

    private static JsonNode items(Reply list, String engine) {
        assertThat(list.status()).as("%s", list.json()).isEqualTo(200);
        for (JsonNode item : list.json().path("items")) {
            if (item.path("engine").asString(item.path("name").asString()).equals(engine)) {
                return item;
            }
        }
        throw new AssertionError("nothing of " + engine + " in " + list.json());
    }

    @ParameterizedTest
    @EnumSource
    void whatTheCloudRefusesIsToldWithItsCodeAndPaidBack(Cloud cloud) {
        String here = front.balance();
        String id = front.ordered("\"engine\":\"" + cloud.engine() + "\",\"prompt\":\"no face\"");
        JsonNode error = front.closed(id).path("error");
        assertThat(error.path("code").asString()).isEqualTo("no_face");
        assertThat(error.path("upstream_code").asString()).isEqualTo("60102");
        assertThat(error.path("detail").asString()).startsWith(cloud.engine() + ": ").contains("no face");
        assertThat(front.balance()).isEqualTo(here);
        Reply result = front.post(TestService.RESULT, "{\"task_id\":\"" + id + "\"}");
        assertThat(result.status()).isEqualTo(400);
        assertThat(result.code()).isEqualTo(60102);
        assertThat(result.json().path("upstream_code").asString()).isEqualTo("60102");
    }

    @Test
    void anEngineOfACloudSaysWhereItIsAndNeverWithWhat() {
        Reply list = front.get("/v1/engines");
        JsonNode engine = items(list, "volcengine");
        assertThat(engine.path("ready").asBoolean()).isTrue();
        assertThat(engine.path("cloud").path("host").asString())
                .isEqualTo("localhost:" + TestService.address().getPort());
        assertThat(engine.path("cloud").path("credentials").asString()).isEqualTo("present");
        assertThat(list.json().toString()).doesNotContain(upstream.key())
                .doesNotContain(upstream.accessKey().orElseThrow().secret());
    }

    @Test
    void ordersWaitForTheirPlaceInTheCloudAndNoneIsLost() {
        String slow = "\"engine\":\"volcengine\",\"prompt\":\"step by step\"";
        List<String> ids = List.of(front.ordered(slow), front.ordered(slow), front.ordered(slow));
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(openThere()).isOne());
        for (String id : ids) {
            assertThat(front.closed(id).path("status").asString()).isEqualTo("done");
        }
        assertThat(front.count("""
                select max(there) from (select (select count(*) from upstream_submissions o where o.engine = s.engine
                    and o.sent_at <= s.sent_at and o.ended_at > s.sent_at) as there
                from upstream_submissions s where engine = 'volcengine') counted
                """)).isOne();
    }

    private static long openThere() {
        return front.count("select count(*) from upstream_submissions where ended_at is null");
    }

    @Test
    void aCancelledOrderIsPaidBackAtOnce() {
        String here = front.balance();
        String id = front.ordered("\"engine\":\"ai302\",\"prompt\":\"never done\"");
        org.awaitility.Awaitility.await().until(
                () -> front.count("select count(*) from upstream_submissions where upstream_task is not null"
                        + " and task_id = " + id) == 1);
        assertThat(front.delete(Rest.PORTRAITS + "/" + id).status()).isLessThan(300);
        assertThat(front.balance()).isEqualTo(here);
        String task = org.awaitility.Awaitility.await().until(() -> TestService.database().alone(sql -> sql.one(
                "select max(id)::text as id from tasks where prompt = 'never done' and finished_at is null",
                row -> row.getString("id"))), found -> found != null);
        TestService.post("/v1/portraits/" + task + "/cancel", upstream.key(), "");
        Rest.delete(Rest.PORTRAITS + "/" + task, upstream.key());
    }

    private static String less(String before, String after) {
        return new java.math.BigDecimal(before).subtract(new java.math.BigDecimal(after)).toPlainString();
    }
}
