package dev.likeness.core.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** One decoded {@code name=value} of a query. */
public record QueryPair(String name, String value) {
    private static final String UNRESERVED = "-_.~";
    private static final Comparator<QueryPair> BY_NAME_THEN_VALUE = Comparator.comparing(QueryPair::name)
            .thenComparing(QueryPair::value);

    /** In the order received; a name without "=" has an empty value. */
    public static List<QueryPair> parse(String query) {
        return Arrays.stream(query.split("&")).filter(part -> !part.isEmpty()).map(part -> {
            int equals = part.indexOf('=');
            return equals < 0
                    ? new QueryPair(decode(part), "")
                    : new QueryPair(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
        }).toList();
    }

    /**
     * The canonical query: sorted by name, then value, encoded after RFC 3986. Signers use it however they encode the
     * query that they send.
     */
    public static String canonical(List<QueryPair> pairs) {
        return pairs.stream().sorted(BY_NAME_THEN_VALUE).map(pair -> encode(pair.name()) + "=" + encode(pair.value()))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '%' && high >= 0 && low >= 0) {
                decoded.write(high << 4 | low);
                i += 2;
            } else {
                decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
