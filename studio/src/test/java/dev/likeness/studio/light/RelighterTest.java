package dev.likeness.studio.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.plan.LightName;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A head of the canonical face's shape with shoulders, all of one grey. */
class RelighterTest {
    private static final int SIDE = 400;
    private static final float GREY = 0.5f;

    private static final Face FACE = new Face(125, 90, 150, new Face.Point(167, 150), new Face.Point(233, 150),
            new Face.Point(200, 220), 1);

    @ParameterizedTest
    @EnumSource(value = LightName.class, names = {"LOOP", "REMBRANDT", "SPLIT", "LOW", "RIM", "SOFT", "WINDOW"})
    void sideLightsBrightenTheCheekTheyStandAt(LightName name) {
        Raster gain = light(name, 1.0).gain().whole();
        assertThat(cheek(gain, 155)).isGreaterThan(1.15f * cheek(gain, 245));
    }

    @ParameterizedTest
    @EnumSource(value = LightName.class, names = {"LOOP", "REMBRANDT", "SPLIT", "LOW", "WINDOW"})
    void theKeyMovesToTheCheekThatIsBrighterInThePhoto(LightName name) {
        Raster gain = light(name, 1.3).gain().whole();
        assertThat(cheek(gain, 245)).isGreaterThan(1.15f * cheek(gain, 155));
        assertThat(light(name, 1.3).keyLeft()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = LightName.class, names = {"BUTTERFLY", "FLAT"})
    void frontalLightsAreSymmetrical(LightName name) {
        Raster gain = light(name, 1.0).gain().whole();
        assertThat(cheek(gain, 155)).isCloseTo(cheek(gain, 245), within(0.05f));
    }

    @Test
    void flatLightOfIdentityPhotosShapesNothing() {
        Raster gain = light(LightName.FLAT, 1.0).gain().whole();
        for (int x : new int[]{160, 180, 200, 220, 240}) {
            for (int y : new int[]{120, 170, 190, 230}) {
                assertThat(gain.data()[gain.at(x, y) + 1]).as("%d, %d", x, y).isBetween(0.85f, 1.15f);
            }
        }
    }

    @Test
    void splitDarkensTheFarHalfMoreThanLoopDoes() {
        assertThat(ratio(LightName.SPLIT)).isGreaterThan(1.5f * ratio(LightName.LOOP));
        assertThat(ratio(LightName.REMBRANDT)).isGreaterThan(1.2f * ratio(LightName.SOFT));
    }

    /** A window is close and to the side: darker on the far cheek than soft light, and on the far shoulder than a lamp. */
    @Test
    void aWindowIsToldFromSoftLightAndFallsOffOverTheBody() {
        assertThat(ratio(LightName.WINDOW)).isBetween(1.35f * ratio(LightName.SOFT), 0.8f * ratio(LightName.REMBRANDT));
        LightSetup window = LightSetup.of(LightName.WINDOW);
        LightSetup far = new LightSetup(window.key(), window.power(), window.radius(), window.fill(), window.ambient(),
                window.exposure(), window.strength(), window.rim(), 0);
        assertThat(shoulders(window)).isGreaterThan(1.15f * shoulders(far));
    }

    private static float shoulders(LightSetup setup) {
        Raster gain = Relighter.light(sitting(1), setup, 1, SceneLight.STUDIO).gain().whole();
        return gain.data()[gain.at(130, 360) + 1] / gain.data()[gain.at(270, 360) + 1];
    }

    /** Its own shadows stay; a lamp's beside them would make half the face black. */
    @Test
    void aFaceInHardSunIsLitLessFromTheSideAndNoLessFromTheFront() {
        double soft = stops(LightName.REMBRANDT, 1.3);
        double hard = stops(LightName.REMBRANDT, 3.5);
        assertThat(hard).isBetween(0.2 * soft, 0.55 * soft);
        assertThat(light(LightName.BUTTERFLY, 3.5).gain().whole().data())
                .isEqualTo(light(LightName.BUTTERFLY, 1.3).gain().whole().data());
    }

    /** By how much the gains of the cheeks differ, a logarithm. */
    private static double stops(LightName name, double right) {
        Raster gain = light(name, right).gain().whole();
        return Math.log(cheek(gain, 245) / cheek(gain, 155));
    }

    /** A photo lit from the left is evened out by the fitted light, before any lamp is added. */
    @Test
    void theLightOfThePhotoIsFittedAndTaken() {
        Relief relief = Relief.of(alpha(), FACE);
        Raster linear = Raster.blank(relief.alpha().width(), relief.alpha().height(), 3);
        Raster skin = relief.mesh();
        float[] n = relief.normals().data();
        for (int i = 0; i < linear.data().length; i++) {
            linear.data()[i] = 0.3f * (0.35f + 0.65f * n[i / 3 * 3 + 2] - 0.5f * n[i / 3 * 3]);
        }
        PhotoLight light = PhotoLight.of(relief, linear, skin);
        assertThat(light.sideways()).isCloseTo(-0.5, within(0.1));
        assertThat(light.downwards()).isCloseTo(0, within(0.05));
        Raster taken = light.taken(relief, linear, skin);
        double scale = relief.alpha().width() / (double) SIDE;
        int left = taken.at((int) (155 * scale), (int) (195 * scale)) + 1;
        int right = taken.at((int) (245 * scale), (int) (195 * scale)) + 1;
        double before = linear.data()[left] / linear.data()[right];
        double after = before / (taken.data()[left] / taken.data()[right]);
        assertThat(before).isGreaterThan(1.5);
        assertThat(after).as("most of it is gone").isBetween(1.0, 1 + 0.55 * (before - 1));
    }

    @Test
    void theNoseShadesTheFarCheekAndTheChinTheNeck() {
        Relief relief = Relief.of(alpha(), FACE);
        double scale = relief.alpha().width() / (double) SIDE;
        Raster split = CastShadow.of(relief, LightSetup.of(LightName.SPLIT).key().unit(), 0.1);
        int y = (int) (185 * scale);
        assertThat(split.data()[split.at((int) (168 * scale), y)]).as("near cheek").isGreaterThan(0.8f);
        assertThat(split.data()[split.at((int) (216 * scale), y)]).as("beside the nose").isLessThan(0.4f);
        Raster above = CastShadow.of(relief, new LightSetup.Direction(0, -0.8, 0.6), 0.1);
        assertThat(above.data()[above.at((int) (200 * scale), (int) (150 * scale))]).as("between the eyes")
                .isGreaterThan(0.8f);
        float neck = above.data()[above.at((int) (200 * scale), (int) ((FACE.mesh().chin().y() + 12) * scale))];
        assertThat(neck).as("below the chin").isLessThan(0.75f);
    }

    @Test
    void aWiderLampCastsASofterShadow() {
        Relief relief = Relief.of(alpha(), FACE);
        LightSetup.Direction key = LightSetup.of(LightName.SPLIT).key().unit();
        assertThat(steepest(CastShadow.of(relief, key, 0.3))).isLessThan(steepest(CastShadow.of(relief, key, 0.05)));
    }

    private static float steepest(Raster shadow) {
        int y = shadow.height() * 185 / SIDE;
        float most = 0;
        for (int x = shadow.width() / 2; x < shadow.width() * 240 / SIDE; x++) {
            most = Math.max(most, Math.abs(shadow.data()[shadow.at(x + 1, y)] - shadow.data()[shadow.at(x, y)]));
        }
        return most;
    }

    /** The mesh knows no hats; a lamp from above does. */
    @Test
    void aBrimShadesForeheadAndEyesSoftlyAndNothingElse() {
        Raster hat = alpha();
        for (int y = 92; y < 108; y++) {
            Arrays.fill(hat.data(), y * SIDE + 55, y * SIDE + 345, 1);
        }
        Relighter.Sitting bare = sitting(1);
        Relighter.Sitting hatted = new Relighter.Sitting(bare.bgr(), bare.skin(), hat, FACE, 1);
        Raster without = butterfly(bare);
        Raster with = butterfly(hatted);
        assertThat(with.data()[with.at(200, 120) + 1] / without.data()[without.at(200, 120) + 1]).isBetween(0.5f,
                0.88f);
        assertThat(with.data()[with.at(200, 232) + 1] / without.data()[without.at(200, 232) + 1]).isBetween(0.95f,
                1.1f);
        float steepest = 0;
        for (int y = 112; y < 200; y++) {
            steepest = Math.max(steepest,
                    Math.abs(with.data()[with.at(200, y + 3) + 1] / with.data()[with.at(200, y) + 1]
                            - without.data()[without.at(200, y + 3) + 1] / without.data()[without.at(200, y) + 1]));
        }
        assertThat(steepest).isLessThan(0.12f);
    }

    private static Raster butterfly(Relighter.Sitting sitting) {
        return Relighter.light(sitting, LightSetup.of(LightName.BUTTERFLY), 1, SceneLight.STUDIO).gain().whole();
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        float[] first = light(LightName.REMBRANDT, 1.0).gain().whole().data();
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            float[] alone = pool.submit(() -> light(LightName.REMBRANDT, 1.0).gain().whole().data()).get();
            assertThat(Arrays.equals(alone, first)).isTrue();
        }
    }

    @Test
    void aDoubtfulMatteIsLitLess() {
        Raster sure = light(LightName.SPLIT, 1.0).gain().whole();
        Raster unsure = Relighter.light(sitting(0.5), LightSetup.of(LightName.SPLIT), 1, SceneLight.STUDIO).gain()
                .whole();
        assertThat(cheek(unsure, 155) / cheek(unsure, 245)).isLessThan(0.8f * cheek(sure, 155) / cheek(sure, 245));
    }

    @Test
    void lightFromBehindIsStrongestWhereItIsTheMainLight() {
        assertThat(light(LightName.RIM, 1.0).rim()).isGreaterThan(2 * light(LightName.LOW, 1.0).rim());
        assertThat(light(LightName.FLASH, 1.0).rim()).isGreaterThan(2 * light(LightName.LOW, 1.0).rim());
    }

    /** No shadow that was not in the photo may end like a cut-out. */
    @ParameterizedTest
    @EnumSource(value = LightName.class, names = {"BUTTERFLY", "LOOP", "REMBRANDT", "SPLIT", "SOFT", "WINDOW", "LOW",
            "RIM"})
    void noLightEndsAtAHardEdge(LightName name) {
        Raster gain = light(name, 1.0).gain().whole();
        Raster alpha = alpha();
        double most = 0;
        for (int y = 60; y < SIDE - 4; y++) {
            for (int x = 4; x < SIDE - 4; x++) {
                if (alpha.data()[alpha.at(x - 4, y)] == 1 && alpha.data()[alpha.at(x + 3, y)] == 1
                        && alpha.data()[alpha.at(x, y + 3)] == 1) {
                    double here = Math.log(gain.data()[gain.at(x, y) + 1]);
                    most = Math.max(most, Math.abs(Math.log(gain.data()[gain.at(x + 3, y) + 1]) - here));
                    most = Math.max(most, Math.abs(Math.log(gain.data()[gain.at(x, y + 3) + 1]) - here));
                }
            }
        }
        assertThat(most / Math.log(2)).as("stops in a fiftieth of a face").isLessThan(HARD_EDGE);
    }

    private static final double HARD_EDGE = 0.9;

    @Test
    void gentleLightLeavesThePhotosLightInPeace() {
        Raster gain = light(LightName.GENTLE, 1.0).gain().whole();
        for (int x : new int[]{150, 160, 180, 200, 220, 240, 250}) {
            for (int y : new int[]{120, 170, 190, 230, 320, 380}) {
                assertThat(gain.data()[gain.at(x, y) + 1]).as("%d, %d", x, y).isBetween(0.8f, 1.2f);
            }
        }
    }

    @Test
    void noLightChangesNothing() {
        assertThat(light(LightName.NONE, 1.0).gain().whole().data()).usingElementComparator(
                (a, b) -> Math.abs(a - b) < 1e-4 ? 0 : 1).containsOnly(1f);
    }

    private static float ratio(LightName name) {
        Raster gain = light(name, 1.0).gain().whole();
        return cheek(gain, 155) / cheek(gain, 245);
    }

    private static Relighter.Lighting light(LightName name, double right) {
        return Relighter.light(sitting(1), LightSetup.of(name), right, SceneLight.STUDIO);
    }

    private static Relighter.Sitting sitting(double trust) {
        Raster grey = Raster.blank(SIDE, SIDE, 3);
        Arrays.fill(grey.data(), Srgb.fromLinear(GREY));
        Raster skin = Raster.blank(SIDE, SIDE, 1);
        for (int y = 100; y < 260; y++) {
            Arrays.fill(skin.data(), y * SIDE + 140, y * SIDE + 260, 1);
        }
        return new Relighter.Sitting(grey, skin, alpha(), FACE, trust);
    }

    private static Raster alpha() {
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double head = Math.pow((x - 200) / 85.0, 2) + Math.pow((y - 165) / 115.0, 2);
                boolean body = y > 270 && Math.abs(x - 200) < 60 + (y - 270);
                alpha.data()[y * SIDE + x] = head < 1 || body ? 1 : 0;
            }
        }
        return alpha;
    }

    private static float cheek(Raster gain, int x) {
        return gain.data()[gain.at(x, 195) + 1];
    }
}
