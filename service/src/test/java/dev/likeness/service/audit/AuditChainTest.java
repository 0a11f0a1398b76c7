package dev.likeness.service.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.service.audit.AuditTrail.Entry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditChainTest {
    private static final Instant THEN = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void anExportThatNobodyTouchedIsWhole() throws IOException {
        List<String> lines = lines();
        assertThat(lines).hasSize(6).allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
        assertThat(check(lines)).isInstanceOf(AuditChain.Check.Whole.class)
                .extracting("entries").isEqualTo(4L);
    }

    @Test
    void aChangeOfAnyCharacterOfAnyLineIsFoundThere() throws IOException {
        List<String> lines = lines();
        for (int line = 0; line < lines.size(); line++) {
            for (int at = 0; at < lines.get(line).length(); at++) {
                List<String> changed = new ArrayList<>(lines);
                char other = lines.get(line).charAt(at) == '7' ? '8' : '7';
                changed.set(line, lines.get(line).substring(0, at) + other + lines.get(line).substring(at + 1));
                assertThat(check(changed)).as("line %s, character %s", line + 1, at)
                        .isInstanceOf(AuditChain.Check.Broken.class);
            }
        }
    }

    @Test
    void theRemovalOfAnyLineIsFound() throws IOException {
        for (int line = 0; line < lines().size(); line++) {
            List<String> fewer = lines();
            fewer.remove(line);
            assertThat(check(fewer)).as("without line %s", line + 1).isInstanceOf(AuditChain.Check.Broken.class);
        }
        assertThat(check(List.of())).isInstanceOf(AuditChain.Check.Broken.class);
        assertThat(check(lines().subList(0, 4))).isEqualTo(
                new AuditChain.Check.Broken(5, "the end of the export is missing"));
    }

    @Test
    void linesThatWereMovedOrRepeatedAreFound() throws IOException {
        for (int line = 0; line < lines().size() - 1; line++) {
            List<String> moved = lines();
            Collections.swap(moved, line, line + 1);
            assertThat(check(moved)).as("line %s", line + 1).isInstanceOf(AuditChain.Check.Broken.class);
        }
        List<String> twice = lines();
        twice.add(3, twice.get(3));
        assertThat(check(twice)).isInstanceOf(AuditChain.Check.Broken.class);
    }

    @Test
    void whateverConsentsSayStaysWithinItsLine() throws IOException {
        StringBuilder out = new StringBuilder();
        AuditChain chain = new AuditChain(out, THEN, THEN.plusSeconds(1));
        chain.add(entry(1, "a \"name\"\\ with\nlines\r\u2028 and 林 😀"));
        chain.end();
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(out).contains("a \\\"name\\\"\\\\ with\\u000alines\\u000d\\u2028 and 林 \\ud83d\\ude00");
        assertThat(check(out.toString().lines().toList())).isInstanceOf(AuditChain.Check.Whole.class);
    }

    private static List<String> lines() throws IOException {
        StringBuilder out = new StringBuilder();
        AuditChain chain = new AuditChain(out, THEN, THEN.plusSeconds(3600));
        for (int i = 0; i < 4; i++) {
            chain.add(entry(i, "sitter " + i));
        }
        chain.end();
        return new ArrayList<>(out.toString().lines().toList());
    }

    private static Entry entry(long id, String who) {
        return new Entry(id, THEN.plusSeconds(id), "ordered", Optional.of(1_234_567_890_123_456_789L), 1, "studio", "",
                Optional.of(THEN), who, "form 4", "", List.of("prompt:words:passed"), "");
    }

    private static AuditChain.Check check(List<String> lines) throws IOException {
        return AuditChain.verify(new BufferedReader(new StringReader(String.join("\n", lines))));
    }
}
