package dev.likeness.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LooksTest {
    static List<Look> all() {
        return Looks.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void plannerFollowsEveryWordOfALook(Look look) {
        assertThat(plan(look).notes()).noneMatch(note -> note.kind() == Note.Kind.NOT_UNDERSTOOD)
                .noneMatch(note -> note.text().contains("gave way"));
    }

    @Test
    void catalogueShowsEverythingTheStudioCanDo() {
        List<Plan> plans = Looks.all().stream().map(look -> plan(look).plan()).toList();
        assertThat(plans).extracting(Plan::backdrop).contains(BackdropName.values());
        assertThat(plans).extracting(Plan::light).contains(LightName.values());
        assertThat(plans).extracting(Plan::grade).contains(GradeName.values());
        assertThat(plans).extracting(Plan::framing).contains(FramingName.values());
        assertThat(plans).extracting(Plan::rendition).contains(RenditionName.values());
        assertThat(Looks.all()).extracting(Look::mode).contains(GenMode.values());
        assertThat(Looks.all()).extracting(Look::name).doesNotHaveDuplicates();
        assertThat(plans).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"library", "LIBRARY", "Library", "书房暖光",
            "old library, Rembrandt light, warm tone, bust portrait"})
    void lookIsFoundByNameTitleOrPrompt(String text) {
        assertThat(Looks.find(text)).map(Look::name).hasValue("library");
    }

    @Test
    void nothingIsFoundForOtherTexts() {
        assertThat(Looks.find("")).isEmpty();
        assertThat(Looks.find("a library")).isEmpty();
    }

    private static Planned plan(Look look) {
        return Planner.plan(
                new PortraitRequest(look.prompt(), FrameSize.DEFAULT, Retouch.DEFAULT, look.mode(), new Seed(1)));
    }
}
