package dev.likeness.studio.light;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HighlightsTest {
    @Test
    void whatIsBrighterStaysBrighterAndWhatIsBurntGetsNothing() {
        for (float gain : new float[]{1.1f, 1.6f, 2.2f}) {
            float last = 0;
            for (float light = 0.005f; light <= 1; light += 0.005f) {
                float lit = light * Highlights.gain(gain, Highlights.share(light, gain));
                assertThat(lit).as("light on %f", light).isGreaterThan(last - 1e-4f).isLessThanOrEqualTo(1);
                last = lit;
            }
            assertThat(Highlights.gain(gain, Highlights.share(0.96f, gain))).isEqualTo(1);
        }
    }

    @Test
    void shadowsAndMidTonesTakeTheWholeGainAndShadeIsShade() {
        assertThat(Highlights.gain(1.5f, Highlights.share(0.2f, 1.5f))).isEqualTo(1.5f);
        assertThat(Highlights.gain(0.7f, Highlights.share(0.99f, 0.7f))).isEqualTo(0.7f);
    }
}
