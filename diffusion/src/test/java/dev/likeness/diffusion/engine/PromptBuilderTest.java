package dev.likeness.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.GenMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptBuilderTest {
    @ParameterizedTest
    @EnumSource
    void theWordsStandFirstAndTheIdentityIsAlwaysKept(GenMode mode) {
        String said = PromptBuilder.of(mode, "  a red coat, snowy street at dusk ", 1);
        assertThat(said).startsWith("a red coat, snowy street at dusk. ").contains("Keep the identity")
                .contains("Photorealistic").doesNotContain("Image 2");
        assertThat(PromptBuilder.of(mode, "", 1)).isNotBlank().contains("Keep the identity").doesNotStartWith(".");
        assertThat(PromptBuilder.of(mode, "a red coat", 2)).contains("Image 1 shows the face").contains("image 2");
    }

    @Test
    void eachModeSaysWhatStays() {
        assertThat(PromptBuilder.of(GenMode.REFERENCE, "", 1))
                .contains("Keep the clothes, the hair, the pose and the background");
        assertThat(PromptBuilder.of(GenMode.REFERENCE_CHAR, "", 1)).contains("same clothes").contains("grey area");
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "", 1)).doesNotContain("same clothes");
    }

    @Test
    void chineseIsLeftAsItIs() {
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "红色汉服，雪夜长街", 1)).startsWith("红色汉服，雪夜长街。 Portrait");
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "红色汉服。", 1)).startsWith("红色汉服。 Portrait");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oil painting on a warm canvas, Rembrandt light", "watercolour, white background",
            "pencil sketch, white background", "charcoal, grey paper", "ink wash, moon gate", "comic, retro",
            "anime, cherry blossom", "pop poster, close-up", "油画肖像，暖色", "水墨风格", "日系动漫少女"})
    void aStyleThatIsNoPhotographIsNotCalledOne(String words) {
        assertThat(PromptBuilder.of(GenMode.CREATIVE, words, 1)).doesNotContain("Photorealistic")
                .contains("in this style");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic portrait on a warm painted canvas, loop light, film", "black silk dress",
            "cyberpunk, neon city at night, mech-style jacket, realistic photo", "at a comics fair, photo",
            "写真，油画质感", "in front of bookshelves"})
    void aPhotographStaysOne(String words) {
        assertThat(PromptBuilder.of(GenMode.CREATIVE, words, 1)).contains("Photorealistic");
    }

    @Test
    void thePhotosOwnBackgroundIsAskedForInWords() {
        assertThat(PromptBuilder.isOwnBackground("original background, soft light, film")).isTrue();
        assertThat(PromptBuilder.isOwnBackground("换上西装，背景不变")).isTrue();
        assertThat(PromptBuilder.isOwnBackground("red background")).isFalse();
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "original background, film", 2))
                .contains("the background of image 2");
    }

    @Test
    void aPhotographersShorthandIsExplained() {
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "warm canvas, soft light, film", 1))
                .startsWith("warm canvas studio backdrop, soft light, photographed on film. ");
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "business headshot on grey paper, soft light", 1))
                .startsWith("business headshot on grey paper studio backdrop, soft light. ");
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "oil painting on a warm canvas, Rembrandt light", 1))
                .startsWith("oil painting on a warm canvas, Rembrandt light. ");
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "on a film set, holding a paper lantern", 1))
                .startsWith("on a film set, holding a paper lantern. ");
    }

    @Test
    void whatTheWordsChangeIsNotAskedToStay() {
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "a red coat", 1)).contains("skin tone, age, hair colour.");
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "long silver hair", 1)).contains("skin tone, age.");
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "染成金发", 1)).contains("skin tone, age.");
        assertThat(PromptBuilder.of(GenMode.CREATIVE, "as a child, blonde", 1)).contains("skin tone.");
        assertThat(PromptBuilder.of(GenMode.REFERENCE, "blurred background", 1))
                .startsWith("blurred background. Apart from that keep the clothes");
    }
}
