package dev.likeness.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.core.Template;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    static List<Template> all() {
        return Templates.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void plannerFollowsEveryWordUnlessTheTemplateSaysPartly(Template template) {
        List<Note> notes = planned(template.prompt(), template).notes();
        if (template.tags().contains("partly")) {
            assertThat(notes).as("admits what it cannot do").anyMatch(n -> n.kind() == Note.Kind.NOT_UNDERSTOOD)
                    .as("and does the rest").anyMatch(n -> n.kind() == Note.Kind.UNDERSTOOD);
        } else {
            assertThat(notes).noneMatch(note -> note.kind() == Note.Kind.NOT_UNDERSTOOD)
                    .noneMatch(note -> note.text().contains("gave way"));
        }
    }

    @Test
    void catalogueShowsEverythingTheStudioCanDo() {
        List<Plan> plans = all().stream().map(template -> planned(template.prompt(), template).plan()).toList();
        assertThat(plans).extracting(Plan::backdrop).containsAll(Arrays.stream(BackdropName.values())
                // These three are said in fields of an order, or end as a file that no template can choose.
                .filter(name -> name != BackdropName.TRANSPARENT && name != BackdropName.PICTURE
                        && name != BackdropName.ID_DOCUMENT)
                .toList());
        assertThat(plans).extracting(Plan::light).contains(LightName.values());
        assertThat(plans).extracting(Plan::grade).contains(GradeName.values());
        assertThat(plans).extracting(Plan::framing).contains(FramingName.values());
        assertThat(plans).extracting(Plan::rendition).contains(RenditionName.values());
        assertThat(all()).extracting(Template::mode).contains(GenMode.values());
    }

    @Test
    void noTwoTemplatesPromiseTheSame() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(40).extracting(Template::name).doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
        assertThat(all()).extracting(Template::prompt).doesNotHaveDuplicates();
        assertThat(all()).extracting(Template::title).doesNotHaveDuplicates();
        assertThat(all()).extracting(Template::titleZh).doesNotHaveDuplicates()
                .allMatch(title -> title.codePoints()
                        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN));
        assertThat(all()).extracting(template -> planned(template.prompt(), template).plan())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"business", "id", "beauty", "family", "child", "festive", "film", "art", "city", "nature",
            "studio", "old", "own"})
    void thereIsSomethingForEveryOccasion(String tag) {
        assertThat(all()).filteredOn(template -> template.tags().contains(tag)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"美漫", "赛博朋克", "异域风情", "草帽少年自拍", "未来感美漫", "高级感写真", "赛场上"})
    void knownStylePresetsAreThere(String title) {
        assertThat(called(title)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"library", "LIBRARY", "Library", "书房暖光",
            "old library, Rembrandt light, warm tone, bust portrait"})
    void templateIsFoundByNameTitleOrPrompt(String text) {
        assertThat(called(text)).extracting(Template::name).containsExactly("library");
    }

    @Test
    void plannerFollowsTheTemplateOfTheOrderAndNamesIt() {
        Planned planned = Planner.plan(order("", library()));
        assertThat(planned.plan()).isEqualTo(
                new Plan(BackdropName.LIBRARY, LightName.REMBRANDT, GradeName.WARM, FramingName.BUST));
        assertThat(planned.notes().getFirst().text()).isEqualTo("template library");
    }

    @Test
    void theClientsOwnWordsWinOverTheTemplate() {
        Planned planned = Planner.plan(order("butterfly light, cool tone", library()));
        assertThat(planned.plan()).isEqualTo(
                new Plan(BackdropName.LIBRARY, LightName.BUTTERFLY, GradeName.COOL, FramingName.BUST));
        assertThat(planned.notes().getFirst().text()).isEqualTo("template library");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTemplateAndItsTextAsThePromptGiveTheSamePlan(Template template) {
        assertThat(Planner.plan(order("", template)).plan()).isEqualTo(planned(template.prompt(), template).plan());
        assertThat(Planner.plan(order("rain, film", template)).plan())
                .isEqualTo(planned(template.prompt() + ", rain, film", template).plan());
        assertThat(Planner.read(order("film grain", template))).extracting(PromptTerm::words)
                .isEqualTo(Planner.read(words(template.prompt() + ", film grain", template)).stream()
                        .map(PromptTerm::words).toList());
    }

    @Test
    void thePlannerLooksNoPromptUp() {
        assertThat(planned("city-night", library()).notes()).extracting(Note::text)
                .noneMatch(text -> text.startsWith("template "));
        Template own = new Template("mine", "Mine", "", List.of(), "library", GenMode.CREATIVE, Retouch.DEFAULT);
        assertThat(Planner.plan(order("", own)).plan()).as("the word, not the template of that name")
                .isEqualTo(planned("in a library", own).plan());
    }

    @Test
    void nothingIsFoundForOtherTexts() {
        assertThat(called("")).isEmpty();
        assertThat(called("a library")).isEmpty();
    }

    private static List<Template> called(String text) {
        return all().stream().filter(template -> template.answersTo(text)).toList();
    }

    private static Template library() {
        return called("library").getFirst();
    }

    private static PortraitRequest order(String words, Template template) {
        return words(words, template).with(template);
    }

    private static PortraitRequest words(String prompt, Template template) {
        return new PortraitRequest(prompt, FrameSize.DEFAULT, Retouch.DEFAULT, template.mode(), new Seed(1));
    }

    private static Planned planned(String prompt, Template template) {
        return Planner.plan(words(prompt, template));
    }
}
