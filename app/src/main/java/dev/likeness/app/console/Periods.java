package dev.likeness.app.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people type them. */
public final class Periods {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([dhms]?)");

    private Periods() {}

    /** {@code 90d}, {@code 12h}, {@code 30m}, {@code 45s} or {@code 0}. */
    public static Duration duration(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            switch (matcher.group(2)) {
                case "d" -> {
                    return Duration.ofDays(number);
                }
                case "h" -> {
                    return Duration.ofHours(number);
                }
                case "m" -> {
                    return Duration.ofMinutes(number);
                }
                case "s" -> {
                    return Duration.ofSeconds(number);
                }
                default -> {
                    if (number == 0) {
                        return Duration.ZERO;
                    }
                }
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is no span of time: write for example 90d, 12h or 30m");
    }

    /** A span from now on, a day ({@code 2027-01-31}, from its beginning in UTC) or an instant of ISO 8601. */
    public static Instant instant(String text) {
        if (FORM.matcher(text.strip()).matches()) {
            return Instant.now().plus(duration(text));
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text.strip())
                    : LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no time: write for example 90d, 2027-01-31 or 2027-01-31T12:00:00Z", e);
        }
    }
}
