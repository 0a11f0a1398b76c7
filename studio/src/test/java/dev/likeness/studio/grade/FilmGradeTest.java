package dev.likeness.studio.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.studio.backdrop.Backdrops;
import dev.likeness.studio.backdrop.Focus;
import dev.likeness.studio.plan.BackdropName;
import dev.likeness.studio.plan.GradeName;
import java.util.concurrent.ForkJoinPool;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FilmGradeTest {
    private static final Focus FACE = new Focus(128, 110, 60);
    private static final Grading BARE = new Grading(FACE, new Seed(1), false, false);
    private static final Grading FULL = new Grading(FACE, new Seed(1), true, true);

    @Test
    void neutralWithoutGrainAndVignetteReturnsEveryCode() {
        Raster ramp = Raster.blank(256, 16, 3);
        for (int i = 0; i < ramp.data().length; i++) {
            ramp.data()[i] = linear(i / 3 % 256);
        }
        byte[] result = FilmGrade.apply(ramp, GradeName.NEUTRAL, BARE);
        for (int i = 0; i < result.length; i++) {
            assertThat(result[i] & 255).isEqualTo(i / 3 % 256);
        }
    }

    @ParameterizedTest
    @CsvSource({"ID_BLUE,67,142,219", "ID_WHITE,255,255,255", "ID_RED,217,0,27"})
    void identityBackgroundSurvivesToTheByte(BackdropName name, int red, int green, int blue) {
        Raster light = Backdrops.of(name).paint(256, 256, new Seed(9), FACE).light();
        byte[] bgr = FilmGrade.apply(light, GradeName.NEUTRAL, BARE);
        for (int at = 0; at < bgr.length; at += 3) {
            assertThat(bgr[at] & 255).isEqualTo(blue);
            assertThat(bgr[at + 1] & 255).isEqualTo(green);
            assertThat(bgr[at + 2] & 255).isEqualTo(red);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedGivesTheSameBytesWhateverTheNumberOfThreads(GradeName name) {
        Raster light = flat(120, 140, 160);
        byte[] many = FilmGrade.apply(light, name, FULL);
        int threads = opencv_core.getNumThreads();
        opencv_core.setNumThreads(1);
        try (ForkJoinPool single = new ForkJoinPool(1)) {
            assertThat(single.submit(() -> FilmGrade.apply(light, name, FULL)).join()).isEqualTo(many);
        } finally {
            opencv_core.setNumThreads(threads);
        }
        Grading other = new Grading(FACE, new Seed(2), true, true);
        assertThat(FilmGrade.apply(light, name, other)).isNotEqualTo(many);
    }

    @Test
    void blackAndWhiteHasOnlyTheFaintestToneOfPaper() {
        byte[] bgr = FilmGrade.apply(flat(40, 90, 190), GradeName.BLACK_AND_WHITE, FULL);
        for (int at = 0; at < bgr.length; at += 3) {
            assertThat(Math.abs((bgr[at] & 255) - (bgr[at + 2] & 255))).isLessThanOrEqualTo(3);
        }
    }

    /** The noise of black hair is coloured, and raised blacks must not make it so that it is seen. */
    @ParameterizedTest
    @EnumSource
    void blackStaysNeutral(GradeName name) {
        byte[] black = FilmGrade.apply(flat(0, 0, 0), name, BARE);
        byte[] noisy = FilmGrade.apply(flat(12, 0, 0), name, BARE);
        int base = (black[0] & 255) - (black[2] & 255);
        assertThat((noisy[0] & 255) - (noisy[2] & 255) - base).isLessThanOrEqualTo(18);
    }

    @Test
    void vignetteDarkensTheCornersAndLeavesTheFace() {
        Grading vignette = new Grading(FACE, new Seed(1), false, true);
        byte[] bgr = FilmGrade.apply(flat(128, 128, 128), GradeName.NEUTRAL, vignette);
        assertThat(bgr[(110 * 256 + 128) * 3] & 255).isEqualTo(128);
        assertThat(bgr[(255 * 256 + 255) * 3] & 255).isBetween(110, 124);
    }

    @Test
    void grainIsStrongestInMidTones() {
        assertThat(roughness(110)).isGreaterThan(2 * roughness(8)).isGreaterThan(1.3 * roughness(248));
    }

    /** Skin of several depths: red, green, blue. */
    @ParameterizedTest
    @CsvSource({"236,200,178", "224,172,140", "190,135,104", "141,92,66", "92,60,44"})
    void skinKeepsItsHueInEveryColourGrade(int red, int green, int blue) {
        for (GradeName name : new GradeName[]{GradeName.FILM, GradeName.WARM, GradeName.COOL}) {
            byte[] bgr = FilmGrade.apply(flat(blue, green, red), name, BARE);
            int at = (110 * 256 + 128) * 3;
            double hue = hue(bgr[at + 2] & 255, bgr[at + 1] & 255, bgr[at] & 255);
            assertThat(hue).as("%s of %d %d %d", name, red, green, blue).isCloseTo(hue(red, green, blue), within(7.0));
        }
    }

    @Test
    void warmIsWarmerThanCool() {
        byte[] warm = FilmGrade.apply(flat(128, 128, 128), GradeName.WARM, BARE);
        byte[] cool = FilmGrade.apply(flat(128, 128, 128), GradeName.COOL, BARE);
        assertThat(balance(warm)).isGreaterThan(4);
        assertThat(balance(cool)).isLessThan(-4);
    }

    @Test
    void brightLightBloomsIntoItsSurroundings() {
        Raster dark = flat(30, 30, 30);
        for (int y = 100; y < 130; y++) {
            for (int x = 100; x < 130; x++) {
                dark.data()[dark.at(x, y) + 1] = 1.5f;
            }
        }
        byte[] bgr = FilmGrade.apply(dark, GradeName.FILM, BARE);
        assertThat(bgr[(115 * 256 + 134) * 3 + 1] & 255).isGreaterThan((bgr[(20 * 256 + 230) * 3 + 1] & 255) + 5);
    }

    @Test
    void curvesNeverTurnBackOrOvershoot() {
        Curve curve = Curve.through(0, 0.03, 0.2, 0.1, 0.25, 0.5, 0.8, 0.52, 1, 0.97);
        float before = curve.at(0);
        assertThat(before).isCloseTo(0.03f, within(1e-6f));
        for (int i = 1; i <= 1000; i++) {
            float value = curve.at(i / 1000f);
            assertThat(value).isBetween(before - 1e-6f, 0.97f + 1e-6f);
            before = value;
        }
        assertThat(curve.at(0.25f)).isCloseTo(0.5f, within(2e-3f));
    }

    private static int balance(byte[] bgr) {
        int at = (110 * 256 + 128) * 3;
        return (bgr[at + 2] & 255) - (bgr[at] & 255);
    }

    private static double roughness(int code) {
        byte[] bgr = FilmGrade.apply(flat(code, code, code), GradeName.BLACK_AND_WHITE,
                new Grading(FACE, new Seed(1), true, false));
        double sum = 0;
        double square = 0;
        for (int at = 0; at < bgr.length; at += 3) {
            int value = bgr[at + 1] & 255;
            sum += value;
            square += value * value;
        }
        double n = bgr.length / 3.0;
        return Math.sqrt(square / n - sum / n * (sum / n));
    }

    /** Angle of the colour in the plane of opponent axes, degrees. */
    private static double hue(int red, int green, int blue) {
        double r = linear(red);
        double g = linear(green);
        double b = linear(blue);
        double l = Math.cbrt(0.4122 * r + 0.5363 * g + 0.0514 * b);
        double m = Math.cbrt(0.2119 * r + 0.6807 * g + 0.1074 * b);
        double s = Math.cbrt(0.0883 * r + 0.2817 * g + 0.6300 * b);
        return Math.toDegrees(
                Math.atan2(0.0259 * l + 0.7828 * m - 0.8087 * s, 1.9780 * l - 2.4286 * m + 0.4506 * s));
    }

    private static Raster flat(int blue, int green, int red) {
        Raster raster = Raster.blank(256, 256, 3);
        for (int at = 0; at < raster.data().length; at += 3) {
            raster.data()[at] = linear(blue);
            raster.data()[at + 1] = linear(green);
            raster.data()[at + 2] = linear(red);
        }
        return raster;
    }

    private static float linear(int code) {
        double v = code / 255.0;
        return (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
    }
}
