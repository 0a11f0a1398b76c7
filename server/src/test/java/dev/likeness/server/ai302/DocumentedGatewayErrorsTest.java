package dev.likeness.server.ai302;

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

/** Holds the numbers of 302.ai's gateway in docs/api.md to {@link Ai302Error}. */
class DocumentedGatewayErrorsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9, ]+) \\| (-1[-0-9, ]*) \\|");

    @Test
    void everyNumberIsDocumentedWithItsStatusAndNoOther() throws IOException {
        TreeSet<String> documented = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "api.md")));
        while (row.find()) {
            for (String status : row.group(1).split(", ", -1)) {
                for (String number : row.group(2).split(", ", -1)) {
                    documented.add(status + " " + number);
                }
            }
        }
        assertThat(documented).isEqualTo(Arrays.stream(Ai302Error.values())
                .map(error -> error.status() + " " + error.body(dev.likeness.core.ErrorCode.INTERNAL, "", "en")
                        .values().stream().map(inner -> ((java.util.Map<?, ?>) inner).get("err_code")).findFirst()
                        .orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
