package dev.likeness.server.rest.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the table of problems in docs/rest.md to {@link Problem}. */
class DocumentedProblemsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "rest.md");
    private static final Pattern ROW = Pattern.compile("\\| ([0-9]{3}(?:, [0-9]{3})*) \\| (.*) \\|");
    private static final Pattern CODE = Pattern.compile("`([a-z_…]+)`");
    /** Only the dialects that answer when the portrait is done run out of patience. */
    private static final Set<ErrorCode> NEVER = EnumSet.of(ErrorCode.TIMED_OUT);

    @Test
    void everyCodeThatCanComeIsDocumentedWithItsStatusAndNoOther() throws IOException {
        Set<ErrorCode> documented = new HashSet<>();
        String table = Files.readString(DOCUMENT).split("\\*\\*Problems\\*\\*", 2)[1].split("\n# ", 2)[0];
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            Set<Integer> statuses = Arrays.stream(row.group(1).split(", ", -1)).map(Integer::valueOf)
                    .collect(Collectors.toSet());
            Matcher code = CODE.matcher(row.group(2));
            while (code.find()) {
                if (code.group(1).contains("_")) {
                    documented.addAll(named(code.group(1), statuses));
                } else if (Arrays.stream(ErrorCode.values()).anyMatch(it -> it.wireName().equals(code.group(1)))) {
                    documented.addAll(named(code.group(1), statuses));
                }
            }
        }
        Set<ErrorCode> expected = EnumSet.complementOf(EnumSet.copyOf(NEVER));
        assertThat(documented).isEqualTo(expected);
    }

    private static Set<ErrorCode> named(String name, Set<Integer> statuses) {
        Pattern wanted = Pattern.compile(name.replace("…", "[a-z_]+"));
        Set<ErrorCode> codes = Arrays.stream(ErrorCode.values())
                .filter(code -> wanted.matcher(code.wireName()).matches()).collect(Collectors.toSet());
        assertThat(codes).as("%s is no code", name).isNotEmpty();
        assertThat(codes).as("%s has another status", name)
                .allMatch(code -> statuses.contains(Problem.of(code, "").status()));
        return codes;
    }
}
