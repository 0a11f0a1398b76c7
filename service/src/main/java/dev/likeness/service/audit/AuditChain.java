package dev.likeness.service.audit;

import dev.likeness.service.audit.AuditTrail.Entry;
import dev.likeness.service.database.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Entries of the audit trail as lines of JSON, each of which holds the hash of the line before it and its own: {@code
 * "hash"} is the SHA-256 of everything that stands before it in its line. The first line says which time is exported, the
 * last one how many entries there are, so that lines missing at the end are noticed too.
 *
 * <p>Whoever changes a line has to change all that follow, and so the last hash: keep that elsewhere, and compare.
 */
public final class AuditChain {
    private static final String START = "0".repeat(64);
    private static final Pattern LINE = Pattern.compile(
            "(\\{.*,\"previous\":\"([0-9a-f]{64})\"),\"hash\":\"([0-9a-f]{64})\"\\}");
    private static final Pattern END = Pattern.compile("\\{\"type\":\"end\",\"entries\":([0-9]{1,18}),.*");

    private final Appendable out;
    private String last = START;
    private long entries;

    /** Begins a chain. */
    public AuditChain(Appendable out, Instant from, Instant to) throws IOException {
        this.out = out;
        line("{\"type\":\"begin\",\"version\":1,\"from\":" + text(from.toString()) + ",\"to\":" + text(to.toString()));
    }

    public void add(Entry entry) throws IOException {
        StringBuilder json = new StringBuilder("{\"type\":\"entry\",\"id\":").append(entry.id()).append(",\"at\":")
                .append(text(entry.at().toString())).append(",\"event\":").append(text(entry.event()));
        entry.task().ifPresent(task -> json.append(",\"task\":\"").append(task).append('"'));
        json.append(",\"account\":").append(entry.account()).append(",\"engine\":").append(text(entry.engine()));
        unlessEmpty(json, "template", entry.template());
        entry.consentWhen().ifPresent(when -> json.append(",\"consent\":{\"who\":").append(text(entry.consentWho()))
                .append(",\"when\":").append(text(when.toString())).append(",\"reference\":")
                .append(text(entry.consentReference())).append('}'));
        unlessEmpty(json, "photo_sha256", entry.photo());
        json.append(",\"verdicts\":[")
                .append(entry.verdicts().stream().map(AuditChain::text).collect(Collectors.joining(","))).append(']');
        unlessEmpty(json, "code", entry.code());
        line(json.toString());
        entries++;
    }

    /**
     * Ends the chain.
     *
     * @return the last hash
     */
    public String end() throws IOException {
        line("{\"type\":\"end\",\"entries\":" + entries);
        return last;
    }

    /** How many entries were added. */
    public long entries() {
        return entries;
    }

    private void line(String begun) throws IOException {
        String hashed = begun + ",\"previous\":\"" + last + "\"";
        last = hash(hashed);
        out.append(hashed).append(",\"hash\":\"").append(last).append("\"}\n");
    }

    /** What the check of a chain has found. */
    public sealed interface Check {
        record Whole(long entries, String hash) implements Check {}

        /**
         * @param line the first that is wrong, from 1 on; the one after the last where the end is missing
         */
        record Broken(long line, String why) implements Check {}
    }

    /** Checks every line of a chain. */
    public static Check verify(BufferedReader lines) throws IOException {
        String last = START;
        long number = 0;
        Optional<Long> promised = Optional.empty();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (promised.isPresent()) {
                return new Check.Broken(number, "something follows the end of the export");
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                return new Check.Broken(number, "it is no line of an export");
            }
            if (number == 1 && !line.startsWith("{\"type\":\"begin\"")) {
                return new Check.Broken(number, "the beginning of the export is missing");
            }
            if (!matcher.group(2).equals(last)) {
                return new Check.Broken(number, "it does not follow the line before it: lines were removed, added or"
                        + " moved");
            }
            last = hash(matcher.group(1));
            if (!last.equals(matcher.group(3))) {
                return new Check.Broken(number, "it was changed");
            }
            Matcher end = END.matcher(line);
            promised = end.matches() ? Optional.of(Long.valueOf(end.group(1))) : Optional.empty();
        }
        if (promised.isEmpty()) {
            return new Check.Broken(number + 1, "the end of the export is missing");
        }
        return promised.get() == number - 2
                ? new Check.Whole(promised.get(), last)
                : new Check.Broken(number, "the export has " + (number - 2) + " entries, and its end says "
                        + promised.get());
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    private static void unlessEmpty(StringBuilder json, String name, String value) {
        if (!value.isEmpty()) {
            json.append(",\"").append(name).append("\":").append(text(value));
        }
    }

    private static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char each : value.toCharArray()) {
            switch (each) {
                case '"', '\\' -> quoted.append('\\').append(each);
                default -> {
                    // Line separators too, so that a line is a line for everybody.
                    if (each < ' ' || each == 0x7f || each == 0x85 || each == 0x2028 || each == 0x2029
                            || Character.isSurrogate(each)) {
                        quoted.append(String.format("\\u%04x", (int) each));
                    } else {
                        quoted.append(each);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
