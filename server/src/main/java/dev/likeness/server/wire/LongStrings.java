package dev.likeness.server.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes the long strings out of a JSON text before it is parsed, and puts them into what was parsed. A parser decides on
 * every character, copies it into a buffer of characters and that into a string: for a photo of 1 MB in base64 that is 1.3
 * million decisions and 8 MB of copies. Here eight bytes are looked at at a time for the first that ends or disqualifies the
 * string (SIMD within a register, Mycroft 1987), and the string stays where it is ({@link LongText}).
 *
 * <p>
 * Only strings without escapes, of printable ASCII, are taken, since of them the bytes are the characters; whatever else
 * there is, names of fields and malformed JSON included, is left to the parser.
 */
final class LongStrings {
    /** Shorter ones are the parser's: bytes. */
    static final int LONG = 4 << 10;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    /** A string of a client that reads like this is as likely as a guessed key. */
    private static final String MARK = mark();

    private final byte[] rest;
    private final List<LongText> taken;

    private LongStrings(byte[] rest, List<LongText> taken) {
        this.rest = rest;
        this.taken = taken;
    }

    private static String mark() {
        byte[] chance = new byte[16];
        new SecureRandom().nextBytes(chance);
        return "long string " + HexFormat.of().formatHex(chance) + " ";
    }

    /** Takes them out; nothing of a text in UTF-16 or UTF-32, which a parser also understands, where a byte is no character. */
    static LongStrings outOf(byte[] json) {
        List<LongText> taken = new ArrayList<>();
        if (isWide(json)) {
            return new LongStrings(json, taken);
        }
        Pieces pieces = new Pieces(json);
        int at = 0;
        while (at < json.length) {
            if (json[at] != '"') {
                at++;
                continue;
            }
            int begin = at + 1;
            int end = stop(json, begin);
            if (end - begin >= LONG && end < json.length && json[end] == '"' && !isName(json, end + 1)) {
                pieces.replace(begin, end, MARK + taken.size());
                taken.add(new LongText(json, begin, end));
                at = end + 1;
            } else {
                at = after(json, end);
            }
        }
        return new LongStrings(taken.isEmpty() ? json : pieces.joined(), taken);
    }

    /** Whether a character takes several bytes: JSON begins with ASCII, of which all bytes but one are 0 then. */
    private static boolean isWide(byte[] json) {
        for (int at = 0; at < Math.min(Integer.BYTES, json.length); at++) {
            if (json[at] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The JSON without them. */
    byte[] rest() {
        return rest;
    }

    /** The parsed rest with them; changes it where it is an object or an array. */
    JsonNode into(JsonNode parsed) {
        if (taken.isEmpty()) {
            return parsed;
        }
        switch (parsed) {
            case ObjectNode object -> object.properties().forEach(field -> put(field));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, into(array.get(i)));
                }
            }
            case StringNode string -> {
                return whole(string);
            }
            default -> {
                return parsed;
            }
        }
        return parsed;
    }

    private void put(Map.Entry<String, JsonNode> field) {
        JsonNode whole = into(field.getValue());
        if (whole != field.getValue()) {
            field.setValue(whole);
        }
    }

    private JsonNode whole(StringNode string) {
        String text = string.stringValue();
        return text.startsWith(MARK) ? taken.get(Integer.parseInt(text.substring(MARK.length()))) : string;
    }

    /** The next byte from here on that is a quote, a backslash, a control character or no ASCII; the length where none is. */
    static int stop(byte[] json, int from) {
        int at = from;
        for (; at + Long.BYTES <= json.length; at += Long.BYTES) {
            long eight = (long) EIGHT.get(json, at);
            long quote = eight ^ QUOTES;
            long backslash = eight ^ BACKSLASHES;
            // The top bit of each byte that is 0 after the exclusive or, below a space, or above ASCII; borrows can only mark
            // bytes above the first true one.
            long found = ((quote - ONES) & ~quote | (backslash - ONES) & ~backslash | (eight - SPACES) & ~eight | eight)
                    & TOPS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Behind the string that goes on at this byte. */
    private static int after(byte[] json, int from) {
        int at = from;
        while (at < json.length && json[at] != '"') {
            at = stop(json, json[at] == '\\' ? at + 2 : at + 1);
        }
        return at + 1;
    }

    private static boolean isName(byte[] json, int from) {
        int at = from;
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at < json.length && json[at] == ':';
    }

    /** A text with some of its parts replaced. */
    private static final class Pieces {
        private final byte[] whole;
        private final java.io.ByteArrayOutputStream joined = new java.io.ByteArrayOutputStream();
        private int copied;

        Pieces(byte[] whole) {
            this.whole = whole;
        }

        void replace(int begin, int end, String by) {
            joined.write(whole, copied, begin - copied);
            joined.writeBytes(by.getBytes(StandardCharsets.US_ASCII));
            copied = end;
        }

        byte[] joined() {
            joined.write(whole, copied, whole.length - copied);
            copied = whole.length;
            return joined.toByteArray();
        }
    }
}
