package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.likeness.server.TestService.Reply;
import dev.likeness.server.settings.Tracing;
import dev.likeness.service.traces.Traces;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One trace holds the request of a client, its order and the making of the portrait, and nothing that a client said. */
@Isolated("the tracer and the log are of the whole JVM")
class TracesTest {
    private static final String PARENT = "00f067aa0ba902b7";

    private static String trace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String ordered(String key, String trace, String fields) {
        Reply reply = TestService
                .send(TestService.request(Rest.PORTRAITS, key).header("Content-Type", "application/json")
                        .header("traceparent", "00-" + trace + "-" + PARENT + "-01")
                        .POST(HttpRequest.BodyPublishers.ofString(Rest.order(fields))));
        assertThat(reply.status()).isEqualTo(202);
        return reply.json().path("id").asString();
    }

    private static SpanData named(List<SpanData> spans, String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void aTraceOfTheClientHoldsRequestOrderAttemptAndStages() {
        String key = TestService.key("1");
        String trace = trace();
        try (RecordedSpans recorded = new RecordedSpans()) {
            String id = ordered(key, trace, "\"prompt\":\"zephyrine library\"");
            assertThat(Rest.closed(key, id).path("status").asString()).isEqualTo("done");
            Awaitility.await().until(() -> recorded.of(trace).stream().anyMatch(it -> it.getName().equals("attempt")));
            List<SpanData> spans = recorded.of(trace);
            assertThat(spans).extracting(SpanData::getName).containsExactlyInAnyOrder("POST /v1/portraits", "order",
                    "store photos", "write down", "attempt",
                    "read", "render", "store");
            Map.of("order", "POST /v1/portraits", "store photos", "order", "write down", "order", "attempt", "order",
                    "read", "attempt", "render", "attempt", "store", "attempt").forEach(
                            (part, whole) -> assertThat(named(spans, part).getParentSpanId()).as(part)
                                    .isEqualTo(named(spans, whole).getSpanId()));
            SpanData request = named(spans, "POST /v1/portraits");
            assertThat(request.getParentSpanId()).isEqualTo(PARENT);
            assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(request.getAttributes().toString()).contains("http.response.status_code=202");
            SpanData attempt = named(spans, "attempt");
            assertThat(attempt.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(attempt.getAttributes().toString()).contains("likeness.task=" + id, "likeness.attempt=1");
            assertThat(recorded.of(trace).toString()).doesNotContain("zephyrine", key,
                    TestService.PHOTO.substring(0, 60));
        }
    }

    @Test
    void anAttemptThatFailsSaysTheCodeAndNoMessage() {
        String key = TestService.key("1");
        String trace = trace();
        try (RecordedSpans recorded = new RecordedSpans()) {
            String id = ordered(key, trace, "\"prompt\":\"no face\"");
            assertThat(Rest.closed(key, id).path("status").asString()).isEqualTo("failed");
            Awaitility.await().until(() -> recorded.of(trace).stream().anyMatch(it -> it.getName().equals("attempt")));
            SpanData attempt = named(recorded.of(trace), "attempt");
            assertThat(attempt.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(attempt.getStatus().getDescription()).isEqualTo("no_face");
        }
    }

    @Test
    void aCollectorIsSentThemByHttp() throws Exception {
        String key = TestService.key("1");
        String trace = trace();
        LinkedBlockingQueue<String> sent = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            sent.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + HexFormat.of().formatHex(
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            try (TraceExport export = new TraceExport(new Tracing(Optional.of(
                    URI.create("http://localhost:" + collector.getAddress().getPort())), 0), "1.0", "all")) {
                assertThat(export).isNotNull();
                Rest.closed(key, ordered(key, trace, ""));
                // The client's own decides; without one, this share of none.
                assertThat(TestService.get("/v1/balance", key).status()).isEqualTo(200);
            }
            String batch = sent.poll(10, TimeUnit.SECONDS);
            assertThat(batch).startsWith("application/x-protobuf ").contains(trace, hex("POST /v1/portraits"),
                    hex("service.name"), hex("likeness.task"));
            assertThat(batch + sent).doesNotContain(hex("/v1/balance"), hex(key));
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void aCollectorThatIsNotThereCostsOneLineHoweverManyBatchesAreLost() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        String address = "http://localhost:" + nobody + "/v1/traces";
        List<LogRecord> library = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                library.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger all = Logger.getLogger("");
        all.addHandler(handler);
        try (LogLines lines = LogLines.open();
                ReportedExporter exporter = new ReportedExporter(
                        OtlpHttpSpanExporter.builder().setEndpoint(address).setRetryPolicy(null).build(), address)) {
            for (int i = 0; i < 3; i++) {
                assertThat(exporter.export(List.of()).join(10, TimeUnit.SECONDS).isSuccess()).isFalse();
            }
            assertThat(lines.texts()).filteredOn(line -> line.contains(address)).singleElement()
                    .satisfies(line -> assertThat(line.strip()).contains("LIKENESS_TRACES").hasLineCount(1));
            assertThat(library).filteredOn(line -> line.getLoggerName().startsWith("io.opentelemetry")).isEmpty();
        } finally {
            all.removeHandler(handler);
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whereNothingIsToldNothingIsCarried() {
        try (var piece = Traces.order("order")) {
            assertThat(piece).isSameAs(Traces.piece("other"));
            assertThat(Traces.carried()).isEmpty();
        }
    }
}
