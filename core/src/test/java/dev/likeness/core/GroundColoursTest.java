package dev.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest.Setting;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroundColoursTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"#F4E1D2|#f4e1d2", "#fed|#ffeedd", "#008080 to #f4e1d2|#008080 to #f4e1d2",
            "#008080,#f4e1d2|#008080 to #f4e1d2", "#088 - #FED|#008888 to #ffeedd",
            "#008080到#f4e1d2|#008080 to #f4e1d2"})
    void readsOneColourOrTwo(String text, String read) {
        assertThat(GroundColours.of(text)).hasToString(read);
        assertThat(GroundColours.of(read)).isEqualTo(GroundColours.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"teal", "#12", "#12345", "008080", "#008080 to", "#008080 #f4e1d2", "#008080 to teal",
            "#008080,#fff,#000", "url(#abc)"})
    void refusesEverythingElseAndSaysWhatIsRead(String text) {
        assertThatThrownBy(() -> Setting.background(text)).isInstanceOfSatisfying(InvalidRequest.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OUTPUT_INVALID))
                .hasMessageContainingAll("transparent", "#008080 to #f4e1d2");
    }

    @Test
    void aFieldSaysTransparentNothingOrColours() {
        assertThat(Setting.background(" Transparent ")).isEqualTo(Setting.withoutBackground());
        assertThat(Setting.background("auto")).isEqualTo(Setting.NONE);
        assertThat(Setting.background("#102030").colours()).contains(GroundColours.of("#102030"));
        assertThatThrownBy(() -> new Setting(true, Optional.empty(), Optional.empty(),
                Optional.of(GroundColours.of("#000")))).isInstanceOf(InvalidRequest.class);
    }
}
