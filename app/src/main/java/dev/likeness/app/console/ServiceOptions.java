package dev.likeness.app.console;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say which service is meant; each wins over the environment variable of the same name. */
public final class ServiceOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Database, pictures and secrets (LIKENESS_DATA; default ~/.likeness).")
    private Optional<Path> data = Optional.empty();

    /** The environment as if the options had been given in it. */
    public Map<String, String> environment(Map<String, Optional<String>> options) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent("LIKENESS_DATA", Path.of(System.getProperty("user.home"), ".likeness").toString());
        data.ifPresent(directory -> environment.put("LIKENESS_DATA", directory.toString()));
        options.forEach((name, value) -> value.ifPresent(given -> environment.put("LIKENESS_" + name, given)));
        return environment;
    }
}
