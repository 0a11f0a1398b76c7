package dev.likeness.server;

import static dev.likeness.server.TestService.finished;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.order;
import static dev.likeness.server.TestService.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What those see who run the service. */
class WatchingTest {
    @Test
    void aNodeThatIsWellIsAliveAndReady() {
        assertThat(get(URI.create(TestService.address() + "/livez")).status()).isEqualTo(200);
        assertThat(get(URI.create(TestService.address() + "/readyz")).json().path("database").asString())
                .isEqualTo("up");
    }

    @Test
    void metricsCountWhatTheWorkerClosesAndHowLongItsStagesTake() {
        String key = key("1");
        double before = value("likeness_portraits_total{engine=\"flat\",outcome=\"done\"}");
        finished(key, submit(key, order("\"width\":512,\"height\":512,\"seed\":1")));
        await().until(() -> value("likeness_portraits_total{engine=\"flat\",outcome=\"done\"}") > before);
        for (String stage : new String[]{"read", "render", "store"}) {
            assertThat(value("likeness_stage_seconds_count{engine=\"flat\",stage=\"" + stage + "\"}")).as(stage)
                    .isPositive();
        }
        assertThat(value("likeness_queue_waiting")).isNotNegative();
        assertThat(value("likeness_store_free_bytes")).isPositive();
        assertThat(value("jvm_threads_live_threads")).isPositive();
    }

    /** Nothing of a customer is among the labels. */
    @Test
    void metricsNameNoAccounts() {
        assertThat(metrics()).doesNotContain("account").doesNotContain("key=");
    }

    private static String metrics() {
        return new String(get(URI.create(TestService.address() + "/metrics")).response().body(),
                StandardCharsets.UTF_8);
    }

    /** 0 for what was not measured yet. */
    private static double value(String name) {
        return metrics().lines().filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length()))).findFirst().orElse(0);
    }
}
