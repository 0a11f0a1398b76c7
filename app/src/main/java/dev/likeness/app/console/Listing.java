package dev.likeness.app.console;

import dev.likeness.imaging.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of the same columns, for people or for scripts. */
public record Listing(List<Map<String, Object>> rows) {
    public Listing {
        rows = List.copyOf(rows);
    }

    /** One row from names and values by turns. */
    public static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return row;
    }

    public String json() {
        return Json.of(rows);
    }

    /** A heading, then a line each, in columns as wide as they need to be. */
    public List<String> lines() {
        if (rows.isEmpty()) {
            return List.of("nothing yet");
        }
        List<List<String>> table = new ArrayList<>();
        table.add(rows.getFirst().keySet().stream().map(name -> name.replace('_', ' ')).toList());
        rows.forEach(row -> table.add(row.values().stream().map(Listing::text).toList()));
        List<String> lines = new ArrayList<>();
        for (List<String> cells : table) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < cells.size(); column++) {
                int place = column;
                int width = table.stream().mapToInt(each -> each.get(place).length()).max().orElse(0);
                line.append(String.format("%-" + (width + 2) + "s", cells.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String text(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(Object::toString).collect(Collectors.joining(" "));
            case Map<?, ?> map -> map.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(" "));
            default -> value.toString();
        };
    }
}
