package dev.likeness.service.work;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Leaves an engine alone that has failed too often lately, in this process: orders that go through several engines do not
 * wait for it to fail once more. After a while one order tries it again. An order of that engine alone always does.
 */
public final class EngineBreakers {
    /** Half of the last ten, and no fewer than four, must fail; then it is left alone for half a minute. */
    private static final CircuitBreakerConfig USUAL = CircuitBreakerConfig.custom().slidingWindowSize(10)
            .minimumNumberOfCalls(4).failureRateThreshold(50).permittedNumberOfCallsInHalfOpenState(1)
            .waitDurationInOpenState(Duration.ofSeconds(30)).build();

    private final CircuitBreakerRegistry breakers;

    public EngineBreakers() {
        this(USUAL);
    }

    EngineBreakers(CircuitBreakerConfig config) {
        breakers = CircuitBreakerRegistry.of(config);
    }

    /** One order's try of an engine; the first of these calls counts. */
    interface Try {
        /** Of an order that tries no other engine. */
        Try UNCOUNTED = new Try() {
            @Override
            public void succeeded() {}

            @Override
            public void failed(Throwable why) {}

            @Override
            public void dropped() {}
        };

        /** The engine did its work, even if the photo was no good. */
        void succeeded();

        void failed(Throwable why);

        /** It came to neither. */
        void dropped();
    }

    /** Whether an order may try the engine now; if so, {@link #begin} has to follow. */
    boolean admits(String engine) {
        return breakers.circuitBreaker(engine).tryAcquirePermission();
    }

    Try begin(String engine) {
        CircuitBreaker breaker = breakers.circuitBreaker(engine);
        long start = System.nanoTime();
        return new Try() {
            private boolean told;

            @Override
            public void succeeded() {
                if (first()) {
                    breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                }
            }

            @Override
            public void failed(Throwable why) {
                if (first()) {
                    breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, why);
                }
            }

            @Override
            public void dropped() {
                if (first()) {
                    breaker.releasePermission();
                }
            }

            private boolean first() {
                boolean first = !told;
                told = true;
                return first;
            }
        };
    }
}
