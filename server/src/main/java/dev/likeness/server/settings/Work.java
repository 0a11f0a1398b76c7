package dev.likeness.server.settings;

import java.util.Locale;

/**
 * Role and threads of this process.
 *
 * @param threads portraits rendered at the same time, if the process renders; 1 or more
 */
public record Work(Role role, int threads) {
    public Work {
        if (threads < 1) {
            throw new IllegalArgumentException("a worker needs at least one thread");
        }
    }

    /** With half as many threads as this machine has cores. */
    public static Work as(Role role) {
        return new Work(role, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    public Work withRole(Role other) {
        return new Work(other, threads);
    }

    /** Changed by {@code LIKENESS_ROLE} and {@code LIKENESS_WORKER_THREADS}. */
    public Work with(Variables variables) {
        return new Work(variables.read("ROLE", role, name -> Role.valueOf(name.toUpperCase(Locale.ROOT))),
                variables.number("WORKER_THREADS", threads));
    }
}
