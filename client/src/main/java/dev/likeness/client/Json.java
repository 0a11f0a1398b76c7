package dev.likeness.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A value of JSON (RFC 8259): as much of it as this client needs, so that it needs no library. Numbers are kept as they are
 * written, so that none loses digits.
 */
public sealed interface Json {
    /** Members in their order. */
    record Obj(Map<String, Json> members) implements Json {}

    /** Elements. */
    record Arr(List<Json> elements) implements Json {}

    /** A text. */
    record Text(String value) implements Json {}

    /** A number, true, false or null, as it is written. */
    record Plain(String literal) implements Json {}

    /** Deepest nesting that is read. */
    int DEEPEST = 100;

    /**
     * @throws IllegalArgumentException when it is no JSON; the message says where
     */
    static Json read(String text) {
        Reader reader = new Reader(text);
        Json value = reader.value(0);
        reader.blank();
        if (reader.at != text.length()) {
            throw reader.wrong();
        }
        return value;
    }

    /** The member of this name; empty when there is none, or it is null. */
    default Optional<Json> get(String name) {
        return this instanceof Obj(Map<String, Json> members)
                ? Optional.ofNullable(members.get(name)).filter(it -> !it.equals(new Plain("null")))
                : Optional.empty();
    }

    /** The text or literal of the member of this name; empty when there is none. */
    default String text(String name) {
        return get(name).map(it -> switch (it) {
            case Text(String value) -> value;
            case Plain(String literal) -> literal;
            case Obj object -> object.toString();
            case Arr array -> array.toString();
        }).orElse("");
    }

    /** The elements of the member of this name; empty when it is no array. */
    default List<Json> list(String name) {
        return get(name).map(it -> it instanceof Arr(List<Json> elements) ? elements : List.<Json>of())
                .orElse(List.of());
    }

    /**
     * Writes maps, lists, texts, numbers, booleans and {@code Json} in one line.
     */
    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> {
                out.append('{');
                String between = "";
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    out.append(between).append(quoted(member.getKey().toString())).append(':');
                    write(member.getValue(), out);
                    between = ",";
                }
                out.append('}');
            }
            case Iterable<?> list -> {
                out.append('[');
                String between = "";
                for (Object element : list) {
                    out.append(between);
                    write(Objects.requireNonNull(element, "an element"), out);
                    between = ",";
                }
                out.append(']');
            }
            case Obj(Map<String, Json> members) -> write(members, out);
            case Arr(List<Json> elements) -> write(elements, out);
            case Text(String text) -> out.append(quoted(text));
            case Plain(String literal) -> out.append(literal);
            case Number number -> out.append(number);
            case Boolean flag -> out.append(flag);
            default -> out.append(quoted(value.toString()));
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            switch (each) {
                case '"', '\\' -> out.append('\\').append(each);
                default -> {
                    if (each < ' ' || Character.isSurrogate(each)) {
                        out.append(String.format("\\u%04x", (int) each));
                    } else {
                        out.append(each);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** Where the reading of a text is. */
    final class Reader {
        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private Json value(int depth) {
            blank();
            if (depth > DEEPEST || at >= text.length()) {
                throw wrong();
            }
            return switch (text.charAt(at)) {
                case '{' -> object(depth);
                case '[' -> array(depth);
                case '"' -> new Text(string());
                default -> literal();
            };
        }

        private Obj object(int depth) {
            Map<String, Json> members = new LinkedHashMap<>();
            at++;
            if (!taken('}')) {
                do {
                    blank();
                    String name = string();
                    take(':');
                    members.put(name, value(depth + 1));
                } while (taken(','));
                take('}');
            }
            return new Obj(members);
        }

        private Arr array(int depth) {
            List<Json> elements = new ArrayList<>();
            at++;
            if (!taken(']')) {
                do {
                    elements.add(value(depth + 1));
                } while (taken(','));
                take(']');
            }
            return new Arr(elements);
        }

        private String string() {
            StringBuilder read = new StringBuilder();
            if (at >= text.length() || text.charAt(at++) != '"') {
                throw wrong();
            }
            while (at < text.length()) {
                char each = text.charAt(at++);
                if (each == '"') {
                    return read.toString();
                }
                if (each < ' ') {
                    throw wrong();
                }
                read.append(each == '\\' ? escaped() : each);
            }
            throw wrong();
        }

        private char escaped() {
            if (at >= text.length()) {
                throw wrong();
            }
            char each = text.charAt(at++);
            return switch (each) {
                case '"', '\\', '/' -> each;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                        throw wrong();
                    }
                    at += 4;
                    yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
                }
                default -> throw wrong();
            };
        }

        private Plain literal() {
            int from = at;
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String read = text.substring(from, at);
            if (!read.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
                at = from;
                throw wrong();
            }
            return new Plain(read);
        }

        private void blank() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private boolean taken(char wanted) {
            blank();
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private void take(char wanted) {
            if (!taken(wanted)) {
                throw wrong();
            }
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("this is no JSON at character " + at);
        }
    }
}
