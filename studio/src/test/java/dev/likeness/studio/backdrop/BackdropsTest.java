package dev.likeness.studio.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.plan.BackdropName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BackdropsTest {
    private static final int WIDTH = 252;
    private static final int HEIGHT = 318;
    private static final Focus FACE = new Focus(126, 132, 90);
    private static final Map<BackdropName, Scene> FIRST = new EnumMap<>(BackdropName.class);

    static List<BackdropName> painted() {
        return Stream.of(BackdropName.values()).filter(name -> name.isPainted() && !name.hasColour())
                .toList();
    }

    static List<BackdropName> places() {
        return painted().stream().filter(name -> !name.isIdentity()).toList();
    }

    @ParameterizedTest
    @MethodSource("painted")
    void fillsTheFrameWithPossibleLight(BackdropName name) {
        Scene scene = paint(name, 1);
        assertThat(scene.light().width()).isEqualTo(WIDTH);
        assertThat(scene.light().height()).isEqualTo(HEIGHT);
        float[] extremes = extremes(scene.light().data());
        assertThat(extremes[0]).isNotNegative();
        assertThat(extremes[1]).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("painted")
    void sameSeedGivesTheSameSamplesWhateverTheNumberOfThreads(BackdropName name) {
        float[] many = paint(name, 1).light().data();
        int threads = opencv_core.getNumThreads();
        opencv_core.setNumThreads(1);
        try (ForkJoinPool single = new ForkJoinPool(1)) {
            float[] one = single.submit(() -> painted(name, 1)).join().light().data();
            assertThat(one).isEqualTo(many);
        } finally {
            opencv_core.setNumThreads(threads);
        }
    }

    static List<BackdropName> variedBySeed() {
        return places().stream().filter(name -> name != BackdropName.PAPER_GREY).toList();
    }

    /**
     * The mean difference, of 255 steps of sRGB, between small and blurred pictures of two seeds: what is left where
     * every detail differs but layout, hour and palette recur. By eye on sheets: below 5 two pictures are taken for one,
     * below 8 for the same place a minute later. What is nearly black cannot differ by as much.
     */
    @ParameterizedTest
    @MethodSource("variedBySeed")
    void noTwoSeedsAreTakenForOne(BackdropName name) {
        List<float[]> seeds = LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> glimpse(name, seed)).toList();
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < SEEDS; i++) {
            for (int k = i + 1; k < SEEDS; k++) {
                differences.add(255 * difference(seeds.get(i), seeds.get(k)));
            }
        }
        Collections.sort(differences);
        assertThat(differences.getFirst()).as("nearest two").isGreaterThan(name == BackdropName.LOW_KEY ? 4 : 7);
        assertThat(differences.get(differences.size() / 2)).as("usual two")
                .isGreaterThan(name == BackdropName.LOW_KEY ? 7 : 11.5);
    }

    /**
     * Correlation of brightness between glimpses of two seeds, each without its mean and its slope, which the hour varies:
     * what recurs then is where things are. By eye: from 0.9 on it is one picture in another light.
     */
    @ParameterizedTest
    @EnumSource(names = {"AURORA", "STARRY_NIGHT", "LANTERN_STREET", "TEMPLE", "BRICK", "DESERT"})
    void seedsDifferInLayoutAndNotInLightAlone(BackdropName name) {
        List<double[]> layouts = LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> layout(glimpse(name, seed)))
                .toList();
        List<Double> alike = new ArrayList<>();
        for (int i = 0; i < SEEDS; i++) {
            for (int k = i + 1; k < SEEDS; k++) {
                double sum = 0;
                for (int at = 0; at < layouts.get(i).length; at++) {
                    sum += layouts.get(i)[at] * layouts.get(k)[at];
                }
                alike.add(sum);
            }
        }
        Collections.sort(alike);
        assertThat(alike.getLast()).as("most alike").isLessThan(0.88);
        assertThat(alike.get(alike.size() / 2)).as("usual two").isLessThan(0.72);
    }

    /** Brightness less the plane through it, of length 1. */
    private static double[] layout(float[] bgr) {
        double[] y = new double[15 * 20];
        double[] mean = new double[3];
        for (int i = 0; i < y.length; i++) {
            y[i] = Srgb.luminance(bgr[3 * i], bgr[3 * i + 1], bgr[3 * i + 2]);
            mean[0] += y[i] / y.length;
            mean[1] += y[i] * (i % 15 - 7) / (y.length * 56 / 3.0);
            mean[2] += y[i] * (i / 15 - 9.5) / (y.length * 33.25);
        }
        double square = 0;
        for (int i = 0; i < y.length; i++) {
            y[i] -= mean[0] + mean[1] * (i % 15 - 7) + mean[2] * (i / 15 - 9.5);
            square += y[i] * y[i];
        }
        for (int i = 0; i < y.length; i++) {
            y[i] /= Math.sqrt(square);
        }
        return y;
    }

    private static final int SEEDS = 5;

    /** 15 by 20 pixels, sRGB 0 to 1. */
    private static float[] glimpse(BackdropName name, long seed) {
        float[] small = Resampling.averaged(Backdrops.of(name).paint(120, 160, new Seed(seed), new Focus(60, 66, 42))
                .light(), 15, 20).data();
        for (int i = 0; i < small.length; i++) {
            small[i] = Srgb.fromLinear(Math.min(1, small[i]));
        }
        return small;
    }

    private static double difference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    @ParameterizedTest
    @MethodSource("places")
    void noPlaceIsBrighterThanAFaceOnAverage(BackdropName name) {
        assertThat(mean(paint(name, 1), 0, 0, WIDTH, HEIGHT)).isBetween(0.004, 0.45);
    }

    @ParameterizedTest
    @CsvSource({"ID_BLUE,67,142,219", "ID_WHITE,255,255,255", "ID_RED,217,0,27"})
    void identityBackgroundsAreOneExactColour(BackdropName name, int red, int green, int blue) {
        float[] data = paint(name, 5).light().data();
        assertThat(code(data[0])).isEqualTo(blue);
        assertThat(code(data[1])).isEqualTo(green);
        assertThat(code(data[2])).isEqualTo(red);
        assertThat(Arrays.mismatch(data, 3, data.length, data, 0, data.length - 3)).as("one colour").isNegative();
    }

    @Test
    void aGradientOfTwoColoursReachesBothAndIsEvenBetweenThem() {
        Scene scene = new TwoColourBackdrop(Tone.ofSrgb(0x008080), Tone.ofSrgb(0xf4e1d2))
                .paint(64, 512, new Seed(3), new Focus(32, 200, 100));
        float[] data = scene.light().data();
        int[] rows = {0, 255, 511};
        int[][] wanted = {{0x80, 0x80, 0x00}, {0, 0, 0}, {0xd2, 0xe1, 0xf4}};
        for (int i = 0; i < 3; i += 2) {
            for (int c = 0; c < 3; c++) {
                assertThat(code(data[rows[i] * 64 * 3 + c])).isCloseTo(wanted[i][c], within(2));
            }
        }
        for (int y = 40; y < 470; y += 20) { // red only grows
            assertThat(data[(y + 20) * 64 * 3 + 2]).isGreaterThan(data[y * 64 * 3 + 2]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OWN", "OWN_BLURRED", "PLAIN", "GRADIENT"})
    void nobodyPaintsThePhotosOwnBackgroundNorAPlainOneWithoutAColour(BackdropName name) {
        assertThatThrownBy(() -> Backdrops.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void canvasIsLitBehindTheSitterAndFallsOffToTheCorners() {
        Scene scene = paint(BackdropName.CANVAS_WARM, 1);
        assertThat(mean(scene, 78, 72, 204, 198)).isGreaterThan(1.5 * mean(scene, 0, 0, 48, 48));
    }

    /** Rows from 0 at the top to 1; colours from the strongest channel to the weakest. */
    @ParameterizedTest
    @CsvSource({"FOLIAGE,0,1,GRB", "SAKURA,0,0.7,RBG", "AUTUMN,0,1,RGB", "LAVENDER,0.8,1,BRG", "UNDERWATER,0,1,BGR",
            "SKYLINE,0.4,0.6,RGB", "WHEAT_FIELD,0.8,1,RGB", "DESERT,0.8,1,RGB", "BAMBOO,0,1,GRB",
            "MOUNTAINS,0.9,1,GRB", "SEA_DAY,0,0.15,BGR", "RED_CARPET,0.9,1,RBG", "AURORA,0.25,0.55,GBR",
            "PASTEL_PINK,0,1,RBG", "PASTEL_PURPLE,0,1,BRG", "PASTEL_YELLOW,0,1,RGB"})
    void placeHasItsColour(BackdropName name, double from, double to, String order) {
        for (long seed = 1; seed <= 5; seed++) {
            double[] bgr = colour(
                    Backdrops.of(name).paint(WIDTH / 2, HEIGHT / 2, new Seed(seed), new Focus(63, 66, 45)),
                    from, to);
            double[] sorted = order.chars().mapToDouble(channel -> bgr["BGR".indexOf(channel)]).toArray();
            assertThat(sorted[0]).isGreaterThan(1.05 * sorted[1]);
            assertThat(sorted[1]).isGreaterThan(1.05 * sorted[2]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FOLIAGE", "SAKURA", "AUTUMN", "LAVENDER", "SKYLINE", "WHEAT_FIELD", "NEON_ALLEY"})
    void sunlightIsBrighterThanPaperSoThatItBlooms(BackdropName name) {
        // Larger than the others: a glint of two pixels is dimmed by its neighbours. One in two takes is brighter.
        double brightest = LongStream.of(3, 4).mapToDouble(seed -> extremes(Backdrops.of(name)
                .paint(420, 530, new Seed(seed), new Focus(210, 220, 150)).light().data())[1]).max().orElseThrow();
        assertThat(brightest).isGreaterThan(1);
    }

    @Test
    void moonGateIsARoundHoleInAGreyWallOntoAGreenGarden() {
        for (long seed = 1; seed <= 5; seed++) {
            Raster light = paint(BackdropName.MOON_GATE, seed).light();
            int green = 0;
            int widest = 0;
            int tallest = 0;
            int[] columns = new int[WIDTH];
            for (int y = (int) (FACE.centreY() - 0.7 * FACE.faceWidth()); y < HEIGHT; y++) {
                int row = 0;
                for (int x = (int) (FACE.centreX() - FACE.faceWidth()); x < FACE.centreX() + FACE.faceWidth(); x++) {
                    int at = light.at(x, y);
                    if (light.data()[at + 1] > 1.25 * light.data()[at + 2]) {
                        green++;
                        row++;
                        columns[x]++;
                    }
                }
                widest = Math.max(widest, row);
            }
            for (int column : columns) {
                tallest = Math.max(tallest, column);
            }
            assertThat((double) green / (widest * tallest)).as("share of its box that a disc fills").isBetween(0.45,
                    0.9);
            assertThat(widest).isGreaterThan((int) FACE.faceWidth());
        }
    }

    @Test
    void pastelHasNoEdges() {
        Raster light = paint(BackdropName.PASTEL, 1).light();
        float steepest = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 1; x < WIDTH; x++) {
                steepest = Math.max(steepest,
                        Math.abs(light.data()[light.at(x, y)] - light.data()[light.at(x - 1, y)]));
            }
        }
        assertThat(steepest).isLessThan(0.05f);
    }

    @ParameterizedTest
    @CsvSource({"240,60", "60,240", "97,146"})
    void everyShapeOfFrameCanBePainted(int width, int height) {
        for (BackdropName name : painted()) {
            Scene scene = Backdrops.of(name).paint(width, height, new Seed(1),
                    new Focus(width / 2.0, height * 0.45, Math.min(width / 2.15, height / 3.0)));
            assertThat(scene.light().data()).hasSize(width * height * 3);
        }
    }

    @Test
    void lightsFarBehindTheSitterBlurToTheSizeOfTheAperture() {
        Optics lens = new Optics(Optics.FACE * 1000, 0.04);
        assertThat(lens.blurAt(1e9)).isCloseTo(20, org.assertj.core.data.Offset.offset(0.01));
        assertThat(lens.blurAt(Optics.SITTER)).isZero();
        assertThat(lens.scaleAt(Optics.SITTER)).isEqualTo(1000);
    }

    /** Scenes of the first seed are painted once and not changed. */
    private static Scene paint(BackdropName name, long seed) {
        return seed == 1 ? FIRST.computeIfAbsent(name, _ -> painted(name, 1)) : painted(name, seed);
    }

    private static Scene painted(BackdropName name, long seed) {
        return Backdrops.of(name).paint(WIDTH, HEIGHT, new Seed(seed), FACE);
    }

    private static double mean(Scene scene, int left, int top, int right, int bottom) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += scene.light().data()[scene.light().at(x, y) + 1];
            }
        }
        return sum / ((right - left) * (bottom - top));
    }

    /** Mean B, G, R of the rows between two shares of the height. */
    private static double[] colour(Scene scene, double from, double to) {
        int width = scene.light().width();
        int height = scene.light().height();
        double[] sum = new double[3];
        for (int i = (int) (from * height) * width; i < (int) (to * height) * width; i++) {
            for (int c = 0; c < 3; c++) {
                sum[c] += scene.light().data()[3 * i + c];
            }
        }
        return sum;
    }

    /** The least and the most of them; not a number if any is none. */
    private static float[] extremes(float[] samples) {
        float[] extremes = {samples[0], samples[0]};
        for (float sample : samples) {
            extremes[0] = Math.min(extremes[0], sample);
            extremes[1] = Math.max(extremes[1], sample);
        }
        return extremes;
    }

    private static int code(float light) {
        double v = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(v * 255);
    }
}
