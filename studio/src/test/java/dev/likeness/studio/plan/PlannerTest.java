package dev.likeness.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # the classic
            a portrait                                        | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            studio portrait                                   | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            影棚人像                                           | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            cool tones                                        | CANVAS_COOL  | LOOP      | COOL            | CLOSE
            studio, cool tone                                 | CANVAS_COOL  | LOOP      | COOL            | CLOSE
            canvas, cool tone                                 | CANVAS_COOL  | LOOP      | COOL            | CLOSE
            橄榄绿画布，伦勃朗光                                | CANVAS_OLIVE | REMBRANDT | FILM            | CLOSE
            Rembrandt lighting                                | CANVAS_OLIVE | REMBRANDT | FILM            | CLOSE
            # every backdrop brings its own light
            in a library                                      | LIBRARY      | REMBRANDT | WARM            | CLOSE
            在图书馆里的人像                                    | LIBRARY      | REMBRANDT | WARM            | CLOSE
            surrounded by books                               | LIBRARY      | REMBRANDT | WARM            | CLOSE
            night skyline of the city                         | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            都市夜景                                           | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            neon cyberpunk                                    | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            赛博朋克霓虹                                       | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            at the beach                                      | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            海边的黄昏                                         | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            golden hour                                       | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            夕阳下                                             | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            grey                                              | PAPER_GREY   | BUTTERFLY | NEUTRAL         | CLOSE
            gray background, half-body                        | PAPER_GREY   | BUTTERFLY | NEUTRAL         | HALF
            LinkedIn                                          | PAPER_GREY   | BUTTERFLY | NEUTRAL         | CLOSE
            black background                                  | LOW_KEY      | LOW       | FILM            | CLOSE
            黑底                                               | LOW_KEY      | LOW       | FILM            | CLOSE
            暗调                                               | LOW_KEY      | LOW       | FILM            | CLOSE
            olive                                             | CANVAS_OLIVE | REMBRANDT | FILM            | CLOSE
            # identity photos
            passport photo                                    | ID_WHITE     | FLAT      | NEUTRAL         | ID
            证件照 蓝底                                        | ID_BLUE      | FLAT      | NEUTRAL         | ID
            蓝底证件照                                         | ID_BLUE      | FLAT      | NEUTRAL         | ID
            ID photo with red background                      | ID_RED       | FLAT      | NEUTRAL         | ID
            纯白背景                                           | ID_WHITE     | FLAT      | NEUTRAL         | ID
            蓝底半身                                           | ID_BLUE      | FLAT      | NEUTRAL         | HALF
            # fields are independent
            black and white library with butterfly light      | LIBRARY      | BUTTERFLY | BLACK_AND_WHITE | CLOSE
            黑白图书馆，蝴蝶光，半身                             | LIBRARY      | BUTTERFLY | BLACK_AND_WHITE | HALF
            warm soft light on grey paper, headshot           | PAPER_GREY   | SOFT      | WARM            | CLOSE
            dramatic cinematic portrait, upper body           | LOW_KEY      | SPLIT     | FILM            | BUST
            cyberpunk, rembrandt                              | CITY_NIGHT   | REMBRANDT | COOL            | CLOSE
            high key                                          | ID_WHITE     | SOFT      | NEUTRAL         | ID
            low-key, vintage                                  | LOW_KEY      | LOW       | FILM            | CLOSE
            Ａ Ｌｉｂｒａｒｙ                                   | LIBRARY      | REMBRANDT | WARM            | CLOSE
            # later words win, implied wishes give way to said ones
            library beach                                     | BEACH_DUSK   | SOFT      | WARM            | CLOSE
            beach library                                     | LIBRARY      | REMBRANDT | WARM            | CLOSE
            warm or rather cold                               | CANVAS_COOL  | LOOP      | COOL            | CLOSE
            city night with blurred background                | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            library, low key                                  | LIBRARY      | LOW       | WARM            | CLOSE
            # what the studio cannot change keeps its adjectives
            dark suit                                         | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            grey dress in the library                         | LIBRARY      | REMBRANDT | WARM            | CLOSE
            黑白照，穿灰色的西装                                | CANVAS_WARM  | LOOP      | BLACK_AND_WHITE | CLOSE
            white shirt, city                                 | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            # whole words only
            party                                             | CITY_NIGHT   | LOOP      | COOL            | CLOSE
            greyhound                                         | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            nightingale                                       | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            capacity                                          | CANVAS_WARM  | LOOP      | FILM            | CLOSE
            """)
    void creativePromptDecides(String prompt, BackdropName backdrop, LightName light, GradeName grade,
            FramingName framing) {
        assertThat(planned(prompt, GenMode.CREATIVE).plan()).usingRecursiveComparison().ignoringFields("dyes")
                .isEqualTo(new Plan(backdrop, light, grade, framing));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            library, no city                   | LIBRARY
            no city, library                   | LIBRARY
            library without any books          | LIBRARY
            not a beach but a library          | LIBRARY
            don't use the city                 | CANVAS_WARM
            no books or city lights            | CANVAS_WARM
            no books, city lights              | CITY_NIGHT
            不要图书馆                          | CANVAS_WARM
            不要书房，海边                       | BEACH_DUSK
            不要书房和夜景                       | CANVAS_WARM
            没有灰色背景                         | CANVAS_WARM
            不错的图书馆                         | LIBRARY
            特别的夜景                           | CITY_NIGHT
            """)
    void negationDropsTheNextWord(String prompt, BackdropName backdrop) {
        assertThat(planned(prompt, GenMode.CREATIVE).plan().backdrop()).isEqualTo(backdrop);
    }

    @Test
    void apisOwnSamplePromptBecomesANightWithFlashAndAdmitsTheRest() {
        Planned planned = planned("演唱会现场的合照，闪光灯拍摄", GenMode.CREATIVE);
        assertThat(planned.plan())
                .isEqualTo(new Plan(BackdropName.CITY_NIGHT, LightName.BUTTERFLY, GradeName.COOL, FramingName.CLOSE));
        assertThat(text(planned, Note.Kind.UNDERSTOOD)).isEqualTo(
                "演唱会现场 -> nearest: backdrop city night; 闪光灯拍摄 -> nearest: butterfly light");
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEqualTo("not followed: 合照 (people)");
    }

    @Test
    void notesSayWhatEachWordLedTo() {
        Planned planned = planned("Library, Rembrandt light, dark blue jeans, flumph", GenMode.CREATIVE);
        assertThat(text(planned, Note.Kind.UNDERSTOOD))
                .isEqualTo("library -> backdrop library; rembrandt light -> rembrandt light");
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD))
                .isEqualTo("not followed: dark blue jeans (clothes); flumph");
    }

    @Test
    void wordsThatLoseAreSaidToGiveWay() {
        assertThat(text(planned("beach, library", GenMode.CREATIVE), Note.Kind.UNDERSTOOD))
                .isEqualTo("beach -> gave way to other words; library -> backdrop library");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            red jacket                                         | OUTER RED
            a navy suit                                        | OUTER NAVY
            blue tie                                           | TIE BLUE
            green dress                                        | OUTER GREEN
            white shirt                                        | SHIRT WHITE
            红色外套                                            | OUTER RED
            蓝色领带                                            | TIE BLUE
            穿着深蓝色的西装                                     | OUTER NAVY
            dark blue suit, white shirt and a red tie          | OUTER NAVY, SHIRT WHITE, TIE RED
            elegant dark green dress                           | OUTER GREEN
            the suit in beige, with a tie turned to dark red   | OUTER BEIGE, TIE BURGUNDY
            change the colour of the jacket to red             | OUTER RED
            把外套换成红色                                       | OUTER RED
            领带是绿色的                                         | TIE GREEN
            把外套换成红色，白底                                  | OUTER RED
            red jacket, no, a green jacket                     | OUTER GREEN
            # a colour of something else
            suit on grey paper                                 |
            suit, red background                               |
            suit in front of a red wall                        |
            a suit in a black studio                           |
            red background                                     |
            black and white                                    |
            no red jacket                                      |
            blue jeans                                         |
            jacket                                             |
            """)
    void coloursBelongToGarments(String prompt, String dyes) {
        assertThat(planned(prompt, GenMode.CREATIVE).plan().dyes().stream()
                .map(dye -> dye.garment().name() + " " + dye.colour().name()).collect(Collectors.joining(", ")))
                .isEqualTo(dyes == null ? "" : dyes);
    }

    @Test
    void greyKeepsItsOtherMeaningBehindAGarment() {
        Plan plan = planned("grey suit, grey background", GenMode.CREATIVE).plan();
        assertThat(plan.backdrop()).isEqualTo(BackdropName.PAPER_GREY);
        assertThat(plan.dyes()).containsExactly(new Dye(Garment.OUTER, ClothColour.GREY, "grey suit"));
        assertThat(planned("black suit", GenMode.CREATIVE).plan().backdrop()).isEqualTo(BackdropName.CANVAS_WARM);
    }

    @Test
    void referenceKeepsTheClothes() {
        Planned planned = planned("red jacket", GenMode.REFERENCE);
        assertThat(planned.plan().dyes()).isEmpty();
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEqualTo("mode reference keeps the clothes: red jacket");
    }

    @Test
    void deniedWordsAreNoted() {
        Planned planned = planned("no neon, without glasses", GenMode.CREATIVE);
        assertThat(text(planned, Note.Kind.UNDERSTOOD)).isEqualTo("no neon -> left out");
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEqualTo("not followed: no glasses (accessories)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in the snow", "樱花树下", "ink wash painting", "starry sky", "油画", "watercolour", "pencil",
            "comic", "wearing a dress", "red boots", "穿汉服", "smile", "long hair", "younger", "a cat", "zorgblatt",
            "лес",
            "踢足球"})
    void whatItCannotDoIsAdmitted(String prompt) {
        assertThat(text(planned(prompt, GenMode.CREATIVE), Note.Kind.NOT_UNDERSTOOD)).startsWith("not followed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a beautiful high quality 8k portrait photo of the person, 85mm lens, f/1.4",
            "帮我拍一张好看的照片", "!!! ..."})
    void emptyTalkNeedsNoNote(String prompt) {
        assertThat(planned(prompt, GenMode.CREATIVE).notes()).isEmpty();
    }

    @Test
    void longListsAreCountedNotListed() {
        String prompt = "aa bb cc dd ee ff gg hh ii jj kk ll nn oo";
        assertThat(text(planned(prompt, GenMode.CREATIVE), Note.Kind.NOT_UNDERSTOOD)).endsWith("ll; and 2 more");
    }

    @Test
    void referenceKeepsThePhotoAsItIs() {
        Planned planned = planned("", GenMode.REFERENCE);
        assertThat(planned.plan())
                .isEqualTo(new Plan(BackdropName.OWN, LightName.NONE, GradeName.NEUTRAL, FramingName.BUST));
        assertThat(planned.notes()).isEmpty();
    }

    @Test
    void referenceTakesLightGradeAndFramingButRefusesABackdrop() {
        Planned planned = planned("library, soft light, film, close-up", GenMode.REFERENCE);
        assertThat(planned.plan())
                .isEqualTo(new Plan(BackdropName.OWN, LightName.SOFT, GradeName.FILM, FramingName.CLOSE));
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD))
                .isEqualTo("mode reference keeps the background: library");
    }

    @Test
    void referenceThrowsItsBackgroundOutOfFocusWhenAsked() {
        assertThat(planned("背景虚化", GenMode.REFERENCE).plan().backdrop()).isEqualTo(BackdropName.OWN_BLURRED);
        assertThat(planned("bokeh, low key", GenMode.REFERENCE).plan())
                .isEqualTo(new Plan(BackdropName.OWN_BLURRED, LightName.LOW, GradeName.NEUTRAL, FramingName.BUST));
    }

    @Test
    void referenceRefusesOnlyTheBackdropOfASunset() {
        Planned planned = planned("sunset", GenMode.REFERENCE);
        assertThat(planned.plan())
                .isEqualTo(new Plan(BackdropName.OWN, LightName.NONE, GradeName.WARM, FramingName.BUST));
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEqualTo("mode reference keeps the background: sunset");
    }

    @Test
    void referenceCharReplacesTheBackdropAndShowsTheBust() {
        assertThat(planned("", GenMode.REFERENCE_CHAR).plan())
                .isEqualTo(new Plan(BackdropName.CANVAS_WARM, LightName.LOOP, GradeName.FILM, FramingName.BUST));
        assertThat(planned("夜景", GenMode.REFERENCE_CHAR).plan())
                .isEqualTo(new Plan(BackdropName.CITY_NIGHT, LightName.LOOP, GradeName.COOL, FramingName.BUST));
    }

    private static Planned planned(String prompt, GenMode mode) {
        return Planner.plan(new PortraitRequest(prompt, FrameSize.DEFAULT, Retouch.DEFAULT, mode, new Seed(1)));
    }

    private static String text(Planned planned, Note.Kind kind) {
        return planned.notes().stream().filter(note -> note.kind() == kind).map(Note::text)
                .collect(Collectors.joining(" / "));
    }
}
