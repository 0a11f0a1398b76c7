package dev.likeness.studio.wardrobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OklabTest {
    @Test
    void agreesWithPublishedValues() {
        assertThat(Oklab.of(0xffffff)).containsExactly(new float[]{1, 0, 0}, within(2e-4f));
        assertThat(Oklab.of(0xff0000)).containsExactly(new float[]{0.62796f, 0.22486f, 0.12585f}, within(2e-4f));
        assertThat(Oklab.of(0x0000ff)).containsExactly(new float[]{0.45201f, -0.03246f, -0.31153f}, within(2e-4f));
        assertThat(Oklab.of(0x000000)).containsExactly(new float[]{0, 0, 0}, within(2e-4f));
    }

    @Test
    void goesThereAndBack() {
        float[] lab = new float[3];
        float[] light = new float[3];
        for (float b = 0; b <= 1; b += 0.125f) {
            for (float g = 0; g <= 1; g += 0.125f) {
                for (float r = 0; r <= 1; r += 0.125f) {
                    Oklab.of(b, g, r, lab, 0);
                    Oklab.toLinear(lab[0], lab[1], lab[2], light, 0);
                    assertThat(light).containsExactly(new float[]{b, g, r}, within(1e-3f));
                }
            }
        }
    }
}
