package dev.likeness.service.audit;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The consent of the person in the photo, as the client states it.
 *
 * @param who       who agreed: a name, or the client's own number of that person; 1 to 200 characters
 * @param when      when they did
 * @param reference where the client keeps the proof; empty for none; at most 200 characters
 */
public record Consent(String who, Instant when, String reference) {
    private static final int LONGEST = 200;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    public Consent {
        who = who.strip();
        reference = reference.strip();
        if (who.isEmpty()) {
            throw invalid("consent.who is missing: name who agreed");
        }
        if (who.length() > LONGEST || reference.length() > LONGEST || who.indexOf('\0') >= 0
                || reference.indexOf('\0') >= 0) {
            throw invalid("consent.who and consent.reference may have at most " + LONGEST + " characters, and no NUL");
        }
        if (when.isBefore(EARLIEST) || when.isAfter(Instant.now().plus(CLOCKS_DIFFER))) {
            throw invalid("consent.when is not in the past: it is the time at which they agreed");
        }
    }

    /**
     * @param when in ISO 8601 with an offset: {@code 2027-01-31T12:00:00Z}
     * @throws InvalidRequest when one of them cannot be used
     */
    public static Consent of(String who, String when, String reference) {
        try {
            return new Consent(who, OffsetDateTime.parse(when.strip()).toInstant(), reference);
        } catch (DateTimeException e) {
            throw invalid("consent.when is no time: write it as 2027-01-31T12:00:00Z");
        }
    }

    private static InvalidRequest invalid(String message) {
        return new InvalidRequest(ErrorCode.CONSENT_INVALID, message);
    }
}
