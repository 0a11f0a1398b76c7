package dev.likeness.app.console;

import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options that limit a key; each a number or {@code none}. */
public final class LimitOptions {
    @Option(names = "--rate", paramLabel = "N", description = "Orders a second.")
    private Optional<String> rate = Optional.empty();

    @Option(names = "--concurrent", paramLabel = "N", description = "Orders open at once.")
    private Optional<String> concurrent = Optional.empty();

    @Option(names = "--total", paramLabel = "PTC", description = "Quota all in all.")
    private Optional<String> total = Optional.empty();

    @Option(names = "--monthly", paramLabel = "PTC", description = "Quota of a month.")
    private Optional<String> monthly = Optional.empty();

    @Option(names = "--daily", paramLabel = "PTC", description = "Quota of a day.")
    private Optional<String> daily = Optional.empty();

    @Option(names = "--hourly", paramLabel = "PTC", description = "Quota of an hour.")
    private Optional<String> hourly = Optional.empty();

    public Optional<String> rate() {
        return rate;
    }

    public Optional<String> concurrent() {
        return concurrent;
    }

    public Optional<String> total() {
        return total;
    }

    public Optional<String> monthly() {
        return monthly;
    }

    public Optional<String> daily() {
        return daily;
    }

    public Optional<String> hourly() {
        return hourly;
    }

    public boolean given() {
        return Stream.of(rate, concurrent, total, monthly, daily, hourly).anyMatch(Optional::isPresent);
    }
}
