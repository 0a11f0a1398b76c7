package dev.likeness.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static dev.likeness.studio.plan.Planning.planned;
import static dev.likeness.studio.plan.Planning.text;

import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the modes that keep something of the photo leave of a prompt. */
class PlannerModesTest {
    @Test
    void referenceMakesARenditionOfThePhotoAsItIs() {
        assertThat(planned("pencil drawing", GenMode.REFERENCE).plan()).isEqualTo(new Plan(BackdropName.OWN,
                LightName.NONE, GradeName.NEUTRAL, FramingName.BUST, RenditionName.PENCIL, List.of()));
    }

    @Test
    void referenceKeepsTheClothes() {
        Planned planned = planned("red jacket", GenMode.REFERENCE);
        assertThat(planned.plan().dyes()).isEmpty();
        assertThat(text(planned, Note.Kind.NOT_UNDERSTOOD)).isEqualTo("mode reference keeps the clothes: red jacket");
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
}
