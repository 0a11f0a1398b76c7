package dev.likeness.server.volcengine;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The actions of the dialect, named as in requests. */
enum Action {
    CVSync2AsyncSubmitTask, CVSync2AsyncGetResult, CVProcess, CVSubmitTask, CVGetResult, CVCancelTask;

    private static final Set<String> VERSIONS = Set.of("2022-08-31", "2024-06-06");

    static Optional<Action> of(String name, String version) {
        return Arrays.stream(values()).filter(action -> action.name().equals(name) && VERSIONS.contains(version))
                .findFirst();
    }
}
