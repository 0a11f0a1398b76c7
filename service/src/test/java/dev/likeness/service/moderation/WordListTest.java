package dev.likeness.service.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {
    private static final WordList LIST = WordList.read(List.of(Path.of("../samples/moderation/words-en.txt"),
            Path.of("../samples/moderation/words-zh.txt")));

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"nude", "a NUDE portrait", "ｎｕｄｅ", "n u d e", "n.u.d.e!", "n-u-d-e", "ｎ　ｕ　ｄ　ｅ",
            "nu\u200bde",
            "núde", "two swastika-flags", "女人的裸体", "裸 体", "裸·体", "裸\u200b体", "在Ｃａｓｉｎｏ赌博", "a 色情 picture"})
    void findsWordsWhateverTheirCaseWidthAndSpaces(String text) {
        assertThat(LIST.holds(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a denuded hill", "seen with the naked eye", "a nudge", "e d u n", "裸体矿工的照片", "体裸",
            "a portrait in a library", "大学毕业照", "n u"})
    void leavesInnocentWordsAlone(String text) {
        assertThat(LIST.holds(text)).isFalse();
    }

    @Test
    void aWordThatIsListedBesideAnInnocentOneIsFound() {
        assertThat(LIST.holds("naked, seen with the naked eye")).isTrue();
        assertThat(LIST.holds("裸体矿工旁边的裸体")).isTrue();
    }

    @Test
    void looksAtTextsOnlyAndRefusesWithTheCodeOfThePoint() {
        assertThat(LIST.looksAt(Point.PHOTO)).isFalse();
        assertThat(LIST.judge(Point.PROMPT, new Subject.Words("nude")))
                .isEqualTo(new Moderator.Verdict.Refused(dev.likeness.core.ErrorCode.WORDS_REJECTED));
        assertThat(LIST.judge(Point.OUTPUT_TEXT, new Subject.Words("nude")))
                .isEqualTo(new Moderator.Verdict.Refused(dev.likeness.core.ErrorCode.OUTPUT_TEXT_REJECTED));
    }

    @Test
    void aListThatIsMissingEmptyOrNotInUtf8IsAnErrorAtTheStart() throws IOException {
        assertThatThrownBy(() -> WordList.read(List.of(folder.resolve("none.txt"))))
                .hasMessageContaining("no word list");
        Path empty = Files.writeString(folder.resolve("empty.txt"), "# nothing\n");
        assertThatThrownBy(() -> WordList.read(List.of(empty))).hasMessageContaining("lists nothing");
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[]{'n', (byte) 0xfc, 'd', 'e'});
        assertThatThrownBy(() -> WordList.read(List.of(latin))).hasMessageContaining("not in UTF-8");
    }
}
