package dev.likeness.service.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EngineBreakersTest {
    private final EngineBreakers breakers = new EngineBreakers(CircuitBreakerConfig.custom().slidingWindowSize(4)
            .minimumNumberOfCalls(4).failureRateThreshold(50).permittedNumberOfCallsInHalfOpenState(1)
            .waitDurationInOpenState(Duration.ofMillis(50)).build());

    private void tries(int count, boolean well) {
        for (int i = 0; i < count; i++) {
            assertThat(breakers.admits("cloud")).isTrue();
            EngineBreakers.Try trying = breakers.begin("cloud");
            if (well) {
                trying.succeeded();
            } else {
                trying.failed(new IllegalStateException());
            }
            // Only the first counts.
            trying.failed(new IllegalStateException());
        }
    }

    @Test
    void anEngineThatFailsTooOftenIsLeftAloneForAWhileAndThenTriedByOne() {
        tries(2, true);
        tries(2, false);
        assertThat(breakers.admits("cloud")).isFalse();
        assertThat(breakers.admits("studio")).isTrue();
        Awaitility.await().until(() -> breakers.admits("cloud"));
        EngineBreakers.Try trying = breakers.begin("cloud");
        assertThat(breakers.admits("cloud")).as("while one tries it").isFalse();
        trying.dropped();
        assertThat(breakers.admits("cloud")).as("what came to nothing counts for nothing").isTrue();
        breakers.begin("cloud").succeeded();
        assertThat(breakers.admits("cloud")).isTrue();
    }

    @Test
    void anEngineThatWorksIsNotLeftAlone() {
        tries(20, true);
        assertThat(breakers.admits("cloud")).isTrue();
    }
}
