package dev.likeness.diffusion.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatentsTest {
    @Test
    void aTokenHoldsASquareOfFourPixels() {
        float[] latent = new float[2 * 2 * 4];
        for (int i = 0; i < latent.length; i++) {
            latent[i] = i;
        }
        float[] tokens = Latents.tokens(latent, 2, 2, 4);
        assertThat(tokens).startsWith(0, 1, 4, 5, 8, 9, 12, 13);
        assertThat(Latents.latent(tokens, 2, 2, 4)).containsExactly(latent);
    }

    @Test
    void normalisingCanBeUndone() {
        LatentNorm norm = LatentNorm.of(new float[]{1, 2}, new float[]{4, 9}, 0);
        float[] tokens = {3, 5, 1, 2};
        assertThat(norm.normalise(tokens)).containsExactly(1, 1, 0, 0);
        assertThat(norm.restore(tokens)).containsExactly(3, 5, 1, 2);
    }

    @Test
    void theSameSeedGivesTheSameNoise() {
        assertThat(Latents.noise(5, 8)).containsExactly(Latents.noise(5, 8)).isNotEqualTo(Latents.noise(6, 8));
    }
}
