package dev.likeness.server.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the numbers in docs/api.md to {@link ServiceCode}. */
class DocumentedCodesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "api.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9]{3}) \\| ([0-9]{5}) \\| (.*) \\|$");
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
    private static final Pattern NUMBER = Pattern.compile("\\b(50[0-9]{3}|60[0-9]{3})\\b");
    /** Of templates, webhooks, previews, batches, documents and files there is nothing in these dialects. */
    private static final Set<ErrorCode> NEVER = EnumSet.of(ErrorCode.TEMPLATE_EXISTS, ErrorCode.WEBHOOK_REFUSED,
            ErrorCode.PREVIEW_UNAVAILABLE, ErrorCode.UNKNOWN_TEMPLATE, ErrorCode.TOO_MANY_ORDERS,
            ErrorCode.UNKNOWN_DOCUMENT,
            ErrorCode.TRANSPARENT_NEEDS_ALPHA, ErrorCode.OUTPUT_INVALID, ErrorCode.FILE_SIZE_NOT_MET);

    @Test
    void theTableSaysOfEveryErrorWhichStatusAndNumberItComesWith() throws IOException {
        Map<String, String> documented = new HashMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            Matcher name = NAME.matcher(row.group(3));
            while (name.find()) {
                documented.put(name.group(1), row.group(1) + " " + row.group(2));
            }
        }
        Map<String, String> expected = EnumSet.complementOf(EnumSet.copyOf(NEVER)).stream().collect(Collectors.toMap(
                ErrorCode::wireName, code -> ServiceCode.of(code).status() + " " + ServiceCode.of(code).code()));
        assertThat(documented).isEqualTo(expected);
    }

    @Test
    void noNumberIsNamedThatNoErrorHas() throws IOException {
        Set<Integer> numbers = new TreeSet<>();
        Matcher number = NUMBER.matcher(Files.readString(DOCUMENT));
        while (number.find()) {
            numbers.add(Integer.valueOf(number.group(1)));
        }
        Set<Integer> sent = Arrays.stream(ErrorCode.values()).filter(code -> !NEVER.contains(code))
                .map(code -> ServiceCode.of(code).code()).collect(Collectors.toCollection(TreeSet::new));
        ServiceCode.OF_MODERATION.forEach(code -> sent.add(Integer.valueOf(code)));
        assertThat(numbers).isEqualTo(sent);
    }
}
