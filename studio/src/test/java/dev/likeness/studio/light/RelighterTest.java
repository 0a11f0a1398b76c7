package dev.likeness.studio.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.studio.plan.LightName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelighterTest {
    private static final int SIDE = 400;
    private static final float[] WHITE = {1, 1, 1};
    private static final Face FACE = new Face(125, 90, 150, new Face.Point(167, 150), new Face.Point(233, 150),
            new Face.Point(200, 220), 5);

    @ParameterizedTest
    @EnumSource(value = LightName.class, names = {"LOOP", "REMBRANDT", "SPLIT", "LOW", "RIM"})
    void sideLightsBrightenTheCheekTheyStandAt(LightName name) {
        Raster gain = light(name, 1.0).gain().whole();
        assertThat(cheek(gain, 160)).isGreaterThan(1.05f * cheek(gain, 240));
    }

    @ParameterizedTest
    @EnumSource(value = LightName.class, names = {"LOOP", "REMBRANDT", "SPLIT", "LOW"})
    void theKeyMovesToTheCheekThatIsBrighterInThePhoto(LightName name) {
        Raster gain = light(name, 1.3).gain().whole();
        assertThat(cheek(gain, 240)).isGreaterThan(1.05f * cheek(gain, 160));
        assertThat(light(name, 1.3).keyLeft()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = LightName.class, names = {"BUTTERFLY", "FLAT"})
    void frontalLightsAreSymmetrical(LightName name) {
        Raster gain = light(name, 1.0).gain().whole();
        assertThat(cheek(gain, 160)).isCloseTo(cheek(gain, 240), within(0.03f));
    }

    @Test
    void lightFromBehindIsStrongestWhereItIsTheMainLight() {
        assertThat(light(LightName.RIM, 1.0).rim()).isGreaterThan(2 * light(LightName.LOW, 1.0).rim());
        assertThat(light(LightName.FLASH, 1.0).rim()).isGreaterThan(2 * light(LightName.LOW, 1.0).rim());
    }

    @Test
    void noLightChangesNothing() {
        assertThat(light(LightName.NONE, 1.0).gain().whole().data()).usingElementComparator(
                (a, b) -> Math.abs(a - b) < 1e-4 ? 0 : 1).containsOnly(1f);
    }

    private static Relighter.Lighting light(LightName name, double right) {
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double head = Math.pow((x - 200) / 85.0, 2) + Math.pow((y - 165) / 115.0, 2);
                boolean body = y > 270 && Math.abs(x - 200) < 60 + (y - 270);
                alpha.data()[y * SIDE + x] = head < 1 || body ? 1 : 0;
            }
        }
        return Relighter.light(alpha, FACE, LightSetup.of(name), right, WHITE);
    }

    private static float cheek(Raster gain, int x) {
        return gain.data()[gain.at(x, 195) + 1];
    }
}
