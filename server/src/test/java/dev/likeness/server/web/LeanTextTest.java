package dev.likeness.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a source is sent, and that nothing but comments and indentation is ever left out. */
class LeanTextTest {
    @Test
    void leavesOutIndentationCommentsThatFillTheirLinesAndTheBlanksOfStyles() {
        assertThat(LeanText.lean("a.js", """
                // @ts-check
                /** One line. */
                function a() {
                  /*
                   * `One backtick, and // more.
                   */
                  const b = 1; // stays, it's after code
                  const c = "image/*"; /* stays */
                  return `  a \\` of
                    // the text
                    /* and this ${b} */
                  `;
                }
                """)).isEqualTo("""


                function a() {



                const b = 1; // stays, it's after code
                const c = "image/*"; /* stays */
                return `  a \\` of
                    // the text
                    /* and this ${b} */
                  `;
                }
                """);
        assertThat(LeanText.lean("a.css", "/* Of a` */\n  a:not(.b, c) {\n    --b-c: url(//c) \": {\";\n"))
                .isEqualTo("\na:not(.b, c){\n--b-c:url(//c) \": {\";\n");
        assertThat(LeanText.lean("a.css", "@media (width < 9px) {\n  b: c {\n  d,\n    e: f"))
                .isEqualTo("@media (width < 9px){\nb:c{\nd,\ne:f");
        assertThat(LeanText.lean("en.json", "{\n  \"a\": \"` /* \"\n}")).isEqualTo("{\n\"a\": \"` /* \"\n}");
        for (String whole : List.of("/** @type {A} */ (code());", "/* a */ code(); /* b */",
                "/* a */ code(); /* b */ more();")) {
            assertThat(LeanText.lean("a.js", "  " + whole + "\n  // no\n  more();")).isEqualTo(whole + "\n\nmore();");
        }
        byte[] picture = {1, 32, 32, 2};
        assertThat(LeanText.of("a.jpg", picture)).isSameAs(picture);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*\n a\n */ code();", "/* a */ code(); /* b\n */",
            "code(); /* a\n `b` */", "code(); // an ` alone", "code(); /* an ` alone */",
            "const tick = \"`\";\n// more",
            "/* without an end", "`without an end", "/*/ not an end",
            "/* an ` */ code();"})
    void refusesWhatItsLinesDoNotTell(String source) {
        assertThatIllegalArgumentException().isThrownBy(() -> LeanText.lean("a.js", source))
                .withMessageMatching("a\\.js:\\d: .*");
    }

    @Test
    void leavesNothingElseOutOfAnyFile() throws IOException {
        List<Path> files;
        try (var all = Files.list(Path.of("src/main/resources/dev/likeness/server/web"))) {
            files = all.filter(file -> file.toString().matches(".*\\.(js|css|json)")).toList();
        }
        assertThat(files).hasSizeGreaterThan(40);
        for (Path file : files) {
            String source = Files.readString(file);
            String sent = new String(
                    LeanText.of(file.getFileName().toString(), source.getBytes(StandardCharsets.UTF_8)),
                    StandardCharsets.UTF_8);
            List<String> lines = List.of(source.split("\n", -1));
            List<String> left = List.of(sent.split("\n", -1));
            assertThat(left).as(file.toString()).hasSameSizeAs(lines);
            boolean comment = false;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                String where = file + ":" + (i + 1);
                if (left.get(i).isEmpty() && !line.isEmpty()) {
                    assertThat(comment || line.startsWith("//") || line.startsWith("/*")).as(where).isTrue();
                    comment = (comment || line.startsWith("/*")) && !line.endsWith("*/");
                } else {
                    String blank = file.toString().endsWith(".css") ? " " : "\t";
                    assertThat(left.get(i).strip().replace(blank, "")).as(where).isEqualTo(line.replace(blank, ""));
                    assertThat(comment && !line.isEmpty()).as(where).isFalse();
                }
            }
        }
    }
}
