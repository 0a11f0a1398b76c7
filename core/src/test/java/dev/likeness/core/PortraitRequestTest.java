package dev.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortraitRequestTest {
    @Test
    void aPreviewKeepsTheProportionsAndIsNoSizeThatCanBeOrdered() {
        FrameSize tall = new FrameSize(1080, 1440).preview();
        assertThat(tall.width()).isEqualTo(384);
        assertThat(tall.height()).isEqualTo(512);
        FrameSize narrow = new FrameSize(2048, 512).preview();
        assertThat(narrow.width()).isEqualTo(512);
        assertThat(narrow.height()).isEqualTo(128);
        assertThatThrownBy(() -> new FrameSize(512, 384)).hasMessageContaining("512 to 2048");
    }

    @Test
    void promptSwitchesToCreativeAndNoPromptToReference() {
        assertThat(order("a library", Optional.empty()).mode()).isEqualTo(GenMode.CREATIVE);
        assertThat(order("", Optional.empty()).mode()).isEqualTo(GenMode.REFERENCE);
        assertThat(order(" \t", Optional.empty()).mode()).isEqualTo(GenMode.REFERENCE);
    }

    @Test
    void namedModeWinsOverThePrompt() {
        assertThat(order("a library", Optional.of(GenMode.REFERENCE)).mode()).isEqualTo(GenMode.REFERENCE);
        assertThat(order("", Optional.of(GenMode.REFERENCE_CHAR)).mode()).isEqualTo(GenMode.REFERENCE_CHAR);
    }

    @Test
    void seedMinusOneIsDrawnOnceAndOthersStandForThemselves() {
        assertThat(order("", Optional.empty()).seed().value()).isNotNegative();
        assertThat(Seed.requested(0).value()).isZero();
        assertThat(code(() -> Seed.requested(-2))).isEqualTo(ErrorCode.SEED_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({"511,512", "512,2049", "0,0", "-1,600"})
    void refusesSizesOutOfRange(int width, int height) {
        assertThat(code(() -> new FrameSize(width, height))).isEqualTo(ErrorCode.SIZE_OUT_OF_RANGE);
    }

    @Test
    void acceptsTheGridOfStrengthsAndCleansFloatNoise() {
        assertThat(new Retouch(0.1f, 0.7f, 1).skin()).isEqualTo(0.7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.45, 0.05, 0.999})
    void refusesStrengthsOffTheGrid(double gpen) {
        assertThat(code(() -> new Retouch(gpen, 0, 0))).isEqualTo(ErrorCode.STRENGTH_OFF_GRID);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 2, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesStrengthsOutOfRange(double skin) {
        assertThat(code(() -> new Retouch(0, skin, 0))).isEqualTo(ErrorCode.STRENGTH_OUT_OF_RANGE);
    }

    @Test
    void refusesPromptsThatAreTooLongCountingCharactersNotBytes() {
        assertThat(order("像".repeat(PortraitRequest.MAX_PROMPT), Optional.empty()).prompt()).hasSize(2000);
        assertThat(code(() -> order("a".repeat(5000), Optional.empty()))).isEqualTo(ErrorCode.PROMPT_TOO_LONG);
    }

    @Test
    void theTemplatesTextComesBeforeTheClientsWordsAndEachMayBeAsLongAsAPrompt() {
        Template longest = new Template("longest", "", "", List.of(), "像".repeat(PortraitRequest.MAX_PROMPT),
                GenMode.CREATIVE, Retouch.DEFAULT);
        PortraitRequest both = order("b".repeat(PortraitRequest.MAX_PROMPT), Optional.empty()).with(longest);
        assertThat(both.words()).hasSize(2 * PortraitRequest.MAX_PROMPT + ", ".length()).startsWith("像")
                .endsWith(", " + both.prompt());
        assertThat(both.with(new Seed(9)).with(new FrameSize(512, 640)).words()).isEqualTo(both.words());
        assertThat(both.calledBy(longest).words()).isEqualTo(longest.prompt());
        assertThat(order("rain", Optional.empty()).words()).isEqualTo("rain");
    }

    @Test
    void refusesUnknownModesByName() {
        assertThat(GenMode.ofWireName("reference_char")).isEqualTo(GenMode.REFERENCE_CHAR);
        assertThatThrownBy(() -> GenMode.ofWireName("portrait")).hasMessageContaining("creative, reference");
    }

    private static PortraitRequest order(String prompt, Optional<GenMode> mode) {
        return PortraitRequest.of(prompt, FrameSize.DEFAULT, Retouch.DEFAULT, mode, -1);
    }

    private static ErrorCode code(Runnable call) {
        try {
            call.run();
        } catch (PortraitException refusal) {
            return refusal.code();
        }
        throw new AssertionError("accepted");
    }
}
