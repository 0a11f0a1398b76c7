package dev.likeness.server.volcengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the names of Volcengine's gateway in docs/api.md to {@link VolcengineError}. */
class DocumentedGatewayErrorsTest {
    private static final Pattern ROW = Pattern
            .compile("(?m)^\\| ([0-9]{3}) \\| ([A-Z][A-Za-z]+(?:, [A-Z][A-Za-z]+)*) \\|");

    @Test
    void everyNameIsDocumentedWithItsStatusAndNoOther() throws IOException {
        TreeSet<String> documented = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "api.md")));
        while (row.find()) {
            for (String name : row.group(2).split(", ", -1)) {
                documented.add(row.group(1) + " " + name);
            }
        }
        assertThat(documented).isEqualTo(Arrays.stream(VolcengineError.values())
                .map(error -> error.status() + " " + error.wireName())
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
