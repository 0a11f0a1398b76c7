package dev.likeness.server.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Role and threads of this process, and the engines that its orders go through.
 *
 * @param threads portraits rendered at the same time, if the process renders; 1 or more
 * @param chain   the engines that an order which names none goes through until one makes the portrait; empty for the default
 *                of the installation
 */
public record Work(Role role, int threads, List<String> chain) {
    /** With the default engine of the installation. */
    public Work(Role role, int threads) {
        this(role, threads, List.of());
    }

    public Work {
        chain = List.copyOf(chain);
        if (chain.stream().distinct().count() < chain.size()) {
            throw new IllegalArgumentException("LIKENESS_ENGINES_DEFAULT names an engine twice: name each once");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a worker needs at least one thread");
        }
    }

    /** With half as many threads as this machine has cores. */
    public static Work as(Role role) {
        return new Work(role, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    public Work withRole(Role other) {
        return new Work(other, threads, chain);
    }

    /** With orders that go through these engines. */
    public Work through(String... engines) {
        return new Work(role, threads, List.of(engines));
    }

    /** Changed by {@code LIKENESS_ROLE}, {@code LIKENESS_WORKER_THREADS} and {@code LIKENESS_ENGINES_DEFAULT}. */
    public Work with(Variables variables) {
        return new Work(variables.read("ROLE", role, name -> Role.valueOf(name.toUpperCase(Locale.ROOT))),
                variables.number("WORKER_THREADS", threads),
                variables.read("ENGINES_DEFAULT", chain, text -> Arrays.stream(text.split(",")).map(String::strip)
                        .filter(name -> !name.isEmpty()).toList()));
    }
}
