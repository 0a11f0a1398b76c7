package dev.likeness.server.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The environment variables that begin with {@code LIKENESS_}, named here without this prefix. */
public record Variables(Map<String, String> environment) {
    private static final String PREFIX = "LIKENESS_";

    public Variables {
        environment = Map.copyOf(environment);
    }

    /** The variable's value; empty when it is not set or blank. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(PREFIX + name)).filter(value -> !value.isBlank());
    }

    /**
     * Parses the variable's value, stripped of spaces around it.
     *
     * @param otherwise result when the variable is not set
     * @throws IllegalArgumentException when the parser throws one; the message names the variable and its value
     */
    public <T> T read(String name, T otherwise, Function<String, ? extends T> reader) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return reader.apply(text.get().strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + name + " is \"" + text.get() + "\", which cannot be used: "
                    + e.getMessage(), e);
        }
    }

    /** As {@link #read}, for a whole number. */
    public int number(String name, int otherwise) {
        return read(name, otherwise, Integer::valueOf);
    }

    /** As {@link #read}, for whole seconds. */
    public Duration seconds(String name, Duration otherwise) {
        return read(name, otherwise, text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /** As {@link #read}, for items separated by commas. */
    public Set<String> list(String name, Set<String> otherwise) {
        return read(name, otherwise, Variables::items);
    }

    /**
     * A switch.
     *
     * @throws IllegalArgumentException when it is neither on nor off
     */
    public static boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw new IllegalArgumentException("use true or false");
        };
    }

    /** Splits a text at its commas. */
    public static Set<String> items(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(item -> !item.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Without the values: keys and passwords are among them. */
    @Override
    public String toString() {
        return "variables " + environment.keySet();
    }
}
