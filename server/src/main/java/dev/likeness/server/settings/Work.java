package dev.likeness.server.settings;

import dev.likeness.service.orders.Intake;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What this process does, and the engines that its orders go through.
 *
 * @param threads portraits rendered at the same time, if the process renders; 1 or more
 * @param drain   how long a process that is told to stop waits for the portraits it is making; what is not done by then goes
 *                back to the queue
 * @param mostWaiting orders that may wait in the queue before no more are taken
 * @param chain   the engines that an order which names none goes through until one makes the portrait; empty for the default
 *                of the installation
 * @param metrics whether {@code /metrics} tells everybody who can reach it how the service fares, its takings included
 */
public record Work(Role role, int threads, Duration drain, int mostWaiting, List<String> chain, boolean metrics) {
    /** Less than what orchestrators wait before they kill. */
    private static final Duration DRAIN = Duration.ofSeconds(20);

    public Work {
        chain = List.copyOf(chain);
        if (chain.stream().distinct().count() < chain.size()) {
            throw new IllegalArgumentException("LIKENESS_ENGINES_DEFAULT names an engine twice: name each once");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a worker needs at least one thread");
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("LIKENESS_DRAIN_SECONDS is 0 or more");
        }
    }

    public Work(Role role, int threads) {
        this(role, threads, DRAIN, Intake.MOST_WAITING, List.of(), false);
    }

    /** With half as many threads as this machine has cores. */
    public static Work as(Role role) {
        return new Work(role, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    public Work withMetrics() {
        return new Work(role, threads, drain, mostWaiting, chain, true);
    }

    public Work withRole(Role other) {
        return new Work(other, threads, drain, mostWaiting, chain, metrics);
    }

    /** With orders that go through these engines. */
    public Work through(String... engines) {
        return new Work(role, threads, drain, mostWaiting, List.of(engines), metrics);
    }

    /**
     * Changed by {@code LIKENESS_ROLE}, {@code LIKENESS_WORKER_THREADS}, {@code LIKENESS_DRAIN_SECONDS}, {@code
     * LIKENESS_MOST_WAITING}, {@code LIKENESS_ENGINES_DEFAULT} and {@code LIKENESS_METRICS}.
     */
    public Work with(Variables variables) {
        return new Work(variables.read("ROLE", role, name -> Role.valueOf(name.toUpperCase(Locale.ROOT))),
                variables.number("WORKER_THREADS", threads), variables.seconds("DRAIN_SECONDS", drain),
                variables.number("MOST_WAITING", mostWaiting),
                variables.read("ENGINES_DEFAULT", chain, text -> Arrays.stream(text.split(",")).map(String::strip)
                        .filter(name -> !name.isEmpty()).toList()),
                variables.read("METRICS", metrics, Variables::isTrue));
    }
}
