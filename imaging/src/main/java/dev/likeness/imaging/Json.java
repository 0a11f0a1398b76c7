package dev.likeness.imaging;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * JSON text from strings, booleans, numbers, maps and lists, each object's fields in the order of its map: what a file says
 * about itself, and what the command line prints. Written here rather than by Jackson because {@code shoot} needs no
 * more than this, and Jackson loads 1,089 classes for an object of two fields where this loads 77 (JDK 25). What the
 * server says it writes with Jackson, which it reads with anyway.
 */
public final class Json {
    private Json() {}

    /** One line. */
    public static String of(Object value) {
        StringBuilder json = new StringBuilder();
        write(json, value);
        return json.toString();
    }

    private static void write(StringBuilder json, Object value) {
        switch (value) {
            case Map<?, ?> fields -> {
                json.append('{');
                for (Iterator<? extends Map.Entry<?, ?>> all = fields.entrySet().iterator(); all.hasNext();) {
                    Map.Entry<?, ?> field = all.next();
                    quote(json, String.valueOf(field.getKey()));
                    json.append(':');
                    write(json, field.getValue());
                    json.append(all.hasNext() ? "," : "");
                }
                json.append('}');
            }
            case List<?> items -> {
                json.append('[');
                for (int i = 0; i < items.size(); i++) {
                    json.append(i > 0 ? "," : "");
                    write(json, items.get(i));
                }
                json.append(']');
            }
            case Boolean truth -> json.append(truth);
            case Number number -> json.append(number);
            default -> quote(json, value.toString());
        }
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        text.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> json.append('\\').append((char) c);
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", c));
                    } else {
                        json.append((char) c);
                    }
                }
            }
        });
        json.append('"');
    }
}
