package dev.likeness.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static dev.likeness.studio.plan.Planning.order;
import static dev.likeness.studio.plan.Planning.planned;
import static dev.likeness.studio.plan.Planning.text;

import dev.likeness.core.Ability;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.PromptTerm.Outcome;
import dev.likeness.core.PromptTerm.Role;
import dev.likeness.core.Seed;
import dev.likeness.core.Template;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a prompt: which words were followed, as what, and where they stand. */
class PlannerToldTest {
    @Test
    void tellsBeforehandWhatBecomesOfEachWordAndWhereItStands() {
        String prompt = "Warm library, no window, red jacket, holding a parrot";
        assertThat(Planner.read(order(prompt, GenMode.CREATIVE)))
                .extracting(PromptTerm::words, PromptTerm::outcome, PromptTerm::meaning, PromptTerm::role,
                        term -> term.place().map(place -> prompt.substring(place.from(), place.to())).orElse(""))
                .containsExactly(tuple("warm", Outcome.FOLLOWED, "grade warm", Role.GRADE, "Warm"),
                        tuple("library", Outcome.FOLLOWED, "backdrop library", Role.SCENE, "library"),
                        tuple("window", Outcome.FOLLOWED, "left out", Role.SCENE, "window"),
                        tuple("red jacket", Outcome.FOLLOWED, "dyed, where the photo shows it", Role.WARDROBE,
                                "red jacket"),
                        tuple("holding", Outcome.NOT_FOLLOWED, "cannot be followed", Role.SITTER, "holding"),
                        tuple("parrot", Outcome.NOT_FOLLOWED, "cannot be followed", Role.OBJECT, "parrot"));
        assertThat(Planner.read(order("in a library", GenMode.REFERENCE)))
                .extracting(PromptTerm::words, PromptTerm::outcome, PromptTerm::meaning)
                .containsExactly(tuple("library", Outcome.NOT_FOLLOWED, "mode reference keeps the background"));
        assertThat(Planner.read(order("", GenMode.REFERENCE))).isEmpty();
    }

    @Test
    void wordsOfTheTemplateHaveNoPlaceInTheClientsText() {
        Template dusk = Templates.all().stream().filter(template -> template.name().equals("beach-dusk")).findFirst()
                .orElseThrow();
        assertThat(Planner.read(order("City at night", GenMode.CREATIVE).with(dusk)))
                .extracting(PromptTerm::words, PromptTerm::outcome, term -> term.place().isPresent())
                .containsExactly(tuple("beach at dusk", Outcome.NOT_FOLLOWED, false),
                        tuple("soft light", Outcome.FOLLOWED, false), tuple("warm tone", Outcome.FOLLOWED, false),
                        tuple("half body", Outcome.FOLLOWED, false), tuple("city at night", Outcome.FOLLOWED, true));
    }

    @Test
    void placesCountWhatTheClientWroteNotItsNormalForm() {
        String prompt = "\uff21\u3000 \uff2cibrary \u2014\u2014 \ud83d\ude00 sm\u00efle, 樱花\u3000柔光";
        assertThat(Planner.read(order(prompt, GenMode.CREATIVE)))
                .extracting(term -> term.place().map(place -> prompt.substring(place.from(), place.to())).orElse(""))
                .contains("\uff2cibrary", "樱花", "柔光");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gery backgroud         | grey background       | gery backgroud
            profesional cherryblossom | cherry blossom      | cherryblossom
            blackand white         | black and white       | blackand white
            rembrant ligth         | rembrandt light       | rembrant ligth
            """)
    void misspeltWordsAreReadAsTheyAreMeantAndMarkedAsTheyAreWritten(String prompt, String words, String written) {
        PromptTerm term = Planner.read(order(prompt, GenMode.CREATIVE)).getLast();
        assertThat(term.words()).isEqualTo(words);
        assertThat(term.outcome()).isEqualTo(Outcome.FOLLOWED);
        PromptTerm.Place place = term.place().orElseThrow();
        assertThat(prompt.substring(place.from(), place.to())).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bather", "battle", "boost", "banana", "bitter", "backboard", "mussels", "deserve",
            "oliver",
            "blaze", "slater"})
    void otherEnglishWordsAreNoMisspelling(String word) {
        assertThat(Planner.read(order(word, GenMode.CREATIVE))).extracting(PromptTerm::words, PromptTerm::outcome)
                .containsExactly(tuple(word, Outcome.NOT_FOLLOWED));
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

    @Test
    void deniedWordsAreNoted() {
        Planned planned = planned("no neon, without glasses", GenMode.CREATIVE);
        assertThat(text(planned, Note.Kind.UNDERSTOOD)).isEqualTo("no neon -> left out");
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEqualTo("not followed: no glasses (accessories)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in a castle", "城堡", "pixel art", "at the stadium", "浮世绘", "claymation", "wearing a dress",
            "red boots", "穿汉服", "smile", "long hair", "younger", "a cat", "zorgblatt", "лес",
            "踢足球"})
    void whatItCannotDoIsAdmitted(String prompt) {
        assertThat(text(planned(prompt, GenMode.CREATIVE), Note.Kind.NOT_UNDERSTOOD)).startsWith("not followed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a beautiful portrait photo of the person, 85mm lens, f/1.4",
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
    void redWordsNameTheNearestThingAndWhatAnEngineNeedsForThem() {
        List<PromptTerm> terms = Planner.read(order("sunglasses, in a castle, pixar", GenMode.CREATIVE));
        assertThat(terms).extracting(PromptTerm::outcome).containsOnly(Outcome.NOT_FOLLOWED);
        assertThat(terms).extracting(term -> term.needs().orElseThrow()).containsExactly(Ability.CLOTHES,
                Ability.SCENE, Ability.SCENE);
        for (PromptTerm term : terms) {
            term.instead().ifPresent(words -> assertThat(Planner.read(order(words, GenMode.CREATIVE)))
                    .as(words + " instead of " + term.words()).isNotEmpty().allMatch(PromptTerm::followed));
        }
        assertThat(terms.getLast().instead()).contains("watercolour");
    }

    @Test
    void apisOwnSamplePromptBecomesAConcertWithFlashAndAdmitsTheRest() {
        Planned planned = planned("演唱会现场的合照，闪光灯拍摄", GenMode.CREATIVE);
        assertThat(planned.plan())
                .isEqualTo(new Plan(BackdropName.STAGE, LightName.FLASH, GradeName.FILM, FramingName.CLOSE));
        assertThat(text(planned, Note.Kind.UNDERSTOOD)).isEqualTo(
                "演唱会现场 -> backdrop stage; 闪光灯拍摄 -> flash light");
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEqualTo("not followed: 合照 (people)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            (library:1.4), <lora:face:0.6>, soft light                     | LIBRARY
            library --ar 2:3 --v 6 --style raw                             | LIBRARY
            library. Negative prompt: beach, city, bad hands. Steps: 20, Sampler: Euler a, Seed: 1 | LIBRARY
            负面提示词：城市，模糊。正面：书房                                  | LIBRARY
            lowres, bad anatomy, blurry, city, worst quality, library      | LIBRARY
            library --no beach                                             | LIBRARY
            """)
    void theNotationOfOtherToolsIsKnownAndNotRead(String prompt, BackdropName backdrop) {
        Planned planned = planned(prompt, GenMode.CREATIVE);
        assertThat(planned.plan().backdrop()).isEqualTo(backdrop);
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEmpty();
        assertThat(text(planned, Note.Kind.UNDERSTOOD)).containsAnyOf("unwanted", "another tool", "weights",
                "left out");
    }
}
