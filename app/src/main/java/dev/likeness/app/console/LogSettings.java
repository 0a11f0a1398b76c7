package dev.likeness.app.console;

import dev.likeness.server.settings.Variables;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the environment says of the log, checked before Logback reads its configuration: Logback itself would take an empty
 * name for a name, write nothing under an unknown one, and take an unknown level for DEBUG.
 *
 * @param form  {@code text} or {@code json}
 * @param level of the program's own lines
 */
public record LogSettings(String form, String level) {
    private static final Set<String> FORMS = Set.of("text", "json");
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

    /**
     * From {@code LIKENESS_LOG} and {@code LIKENESS_LOG_LEVEL}, in capitals or not; what is blank is as if not set.
     *
     * @throws IllegalArgumentException when one is something else; the message names it
     */
    public static LogSettings in(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new LogSettings(
                variables.read("LOG", "text", text -> oneOf(FORMS, text.toLowerCase(Locale.ROOT), "text or json")),
                variables.read("LOG_LEVEL", "INFO",
                        text -> oneOf(LEVELS, text.toUpperCase(Locale.ROOT),
                                "TRACE, DEBUG, INFO, WARN, ERROR or OFF")));
    }

    /** The names under which logback.xml reads them. */
    public Map<String, String> properties() {
        return Map.of("likeness.log.form", form, "likeness.log.level", level);
    }

    private static String oneOf(Set<String> known, String text, String all) {
        if (!known.contains(text)) {
            throw new IllegalArgumentException("use " + all);
        }
        return text;
    }
}
