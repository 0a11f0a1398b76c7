package dev.likeness.studio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static dev.likeness.studio.engine.Shooting.PHOTO;
import static dev.likeness.studio.engine.Shooting.pixel;
import static dev.likeness.studio.engine.Shooting.sample;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.studio.plan.Plan;
import dev.likeness.studio.plan.Planner;
import dev.likeness.studio.plan.Templates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StudioEngineTest {
    private static final StudioEngine ENGINE = new StudioEngine();
    private static final Photo CAP_AND_GLASSES = sample("grace_hopper.jpg");
    private static final FrameSize SMALL = new FrameSize(512, 512);
    /** Eight bands of rows: enough for four threads to get in each other's way. */
    private static final FrameSize TINY = new FrameSize(256, 256, FrameSize.Purpose.PREVIEW);
    /** The smallest that there is. */
    private static final FrameSize THUMBNAIL = new FrameSize(128, 128, FrameSize.Purpose.PREVIEW);

    @Test
    void sameSeedGivesTheSameBytesWhateverTheNumberOfThreads() throws Exception {
        byte[] first = shoot("city at night", SMALL, 7).bgr();
        assertThat(shoot("city at night", SMALL, 7).bgr()).isEqualTo(first);
        for (int threads : new int[]{1, 2, 4}) {
            try (StudioEngine fresh = new StudioEngine()) {
                byte[] again = withThreads(threads, () -> Shooting.shoot(fresh, "city at night", SMALL, 7).bgr());
                assertThat(again).as("%d threads", threads).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateMakesAPictureOfASitterWithCapAndGlasses(Template template) {
        double[] spread = spread(ENGINE.render(order(template, THUMBNAIL), CAP_AND_GLASSES, Progress.NONE,
                Cancellation.NEVER));
        assertThat(spread[0]).as("mean brightness").isBetween(8.0, 240.0);
        assertThat(spread[1]).as("contrast").isGreaterThan(15);
    }

    /** Places are painted the same with any number of threads; BackdropsTest holds it. Here is everything else. */
    @ParameterizedTest
    @MethodSource("templatesWithEverythingBetweenThem")
    void oneThreadAndFourMakeTheSamePicture(Template template) throws Exception {
        Callable<byte[]> picture = () -> ENGINE.render(order(template, TINY), CAP_AND_GLASSES, Progress.NONE,
                Cancellation.NEVER).bgr();
        assertThat(withThreads(4, picture)).isEqualTo(withThreads(1, picture));
    }

    static Stream<Template> templates() {
        return Templates.all().stream();
    }

    /** Few templates that have, between them, every part of a plan that any template has, but for painted places. */
    static List<Template> templatesWithEverythingBetweenThem() {
        List<Template> chosen = new ArrayList<>();
        Set<Object> missing = new HashSet<>();
        Templates.all().forEach(template -> missing.addAll(parts(template)));
        while (!missing.isEmpty()) {
            Template most = Collections.max(Templates.all(),
                    Comparator.comparingLong(template -> parts(template).stream().filter(missing::contains).count()));
            missing.removeAll(parts(most));
            chosen.add(most);
        }
        return chosen;
    }

    private static Set<Object> parts(Template template) {
        Plan plan = Planner.plan(order(template, TINY)).plan();
        Set<Object> parts = new HashSet<>(List.of(plan.light(), plan.grade(), plan.framing(), plan.rendition(),
                plan.air(), template.mode(), template.retouch().equals(new Retouch(0, 0, 0))));
        plan.dyes().forEach(dye -> parts.add(dye.garment()));
        if (!plan.backdrop().isPainted() || plan.backdrop().isFlat()) {
            parts.add(plan.backdrop());
        }
        return parts;
    }

    private static PortraitRequest order(Template template, FrameSize size) {
        return PortraitRequest.of(template.prompt(), size, template.retouch(), Optional.of(template.mode()), 3);
    }

    @ParameterizedTest
    @CsvSource({"512, 2048", "2048, 512", "1080, 1920", "2048, 1536"})
    void previewsEveryProportionThatCanBeOrdered(int width, int height) {
        FrameSize size = new FrameSize(width, height).preview();
        for (String prompt : List.of("", "city at night", "oil painting in a library", "red suit, white background")) {
            Rendering preview = shoot(prompt, size, 7);
            assertThat(preview.width()).isEqualTo(size.width());
            assertThat(preview.height()).isEqualTo(size.height());
        }
    }

    private static <T> T withThreads(int threads, Callable<T> work) throws Exception {
        int before = opencv_core.getNumThreads();
        opencv_core.setNumThreads(threads);
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(work).get();
        } finally {
            opencv_core.setNumThreads(before);
        }
    }

    @Test
    void anotherSeedGivesAnotherBackdropAndTheSamePerson() {
        Rendering first = shoot("city at night", SMALL, 7);
        Rendering second = shoot("city at night", SMALL, 8);
        assertThat(difference(first, second, 0, 0, 100, 100)).as("backdrop").isGreaterThan(4);
        assertThat(difference(first, second, 236, 220, 276, 260)).as("face").isLessThan(4);
    }

    @ParameterizedTest
    @CsvSource({"512,512", "512,2048", "2048,512", "2048,2048"})
    void makesEverySizeAndTheSmallestInEveryMode(int width, int height) {
        GenMode[] modes = width == height && width == 512 ? GenMode.values() : new GenMode[]{GenMode.CREATIVE};
        for (GenMode mode : modes) {
            Rendering rendering = ENGINE.render(PortraitRequest.of("blue background", new FrameSize(width, height),
                    Retouch.DEFAULT, Optional.of(mode), 1), PHOTO, Progress.NONE, Cancellation.NEVER);
            assertThat(rendering.width()).isEqualTo(width);
            assertThat(rendering.height()).isEqualTo(height);
            if (mode != GenMode.REFERENCE) {
                assertThat(pixel(rendering, 3, 3)).as("exact ID blue").containsExactly(0xdb, 0x8e, 0x43);
                assertThat(pixel(rendering, width / 2, height - 2)).as("the body reaches the lower edge")
                        .isNotEqualTo(new int[]{0xdb, 0x8e, 0x43});
            }
        }
    }

    @Test
    void saysWhatItUnderstoodWhatNotAndWhichSeedItUsed() {
        List<Note> notes = shoot("library, Rembrandt light, red boots", SMALL, 42).notes();
        assertThat(notes).anyMatch(n -> n.kind() == Note.Kind.UNDERSTOOD && n.text().contains("library"));
        assertThat(notes).anyMatch(n -> n.kind() == Note.Kind.NOT_UNDERSTOOD && n.text().contains("boots"));
        assertThat(notes).contains(new Note(Note.Kind.SEED, "seed 42"));
        assertThat(notes).as("the astronaut's face is 93 pixels wide").anyMatch(n -> n.kind() == Note.Kind.SMALL_FACE);
    }

    @Test
    void dyesTheJacketAndNothingElse() {
        Photo photo = CAP_AND_GLASSES;
        Rendering plain = ENGINE.render(Shooting.order("original background", SMALL, 1), photo, Progress.NONE,
                Cancellation.NEVER);
        Rendering red = ENGINE.render(Shooting.order("original background, red jacket", SMALL, 1), photo, Progress.NONE,
                Cancellation.NEVER);
        assertThat(difference(plain, red, 0, 0, 512, 300)).as("cap, face and background").isLessThan(0.1);
        int[] before = cloth(plain, 80, 480);
        int[] after = cloth(red, 80, 480);
        assertThat(before[2] - before[0]).as("a black uniform is not red").isLessThan(25);
        assertThat(after[2] - Math.max(after[0], after[1])).as("a red one is").isGreaterThan(40);
        assertThat(red.notes()).contains(new Note(Note.Kind.UNDERSTOOD, "red jacket -> outer garment in red"));
    }

    @Test
    void saysWhenAGarmentIsNotThere() {
        List<Note> notes = shoot("blue tie", SMALL, 1).notes();
        assertThat(notes)
                .anyMatch(n -> n.kind() == Note.Kind.NOT_UNDERSTOOD && n.text().startsWith("blue tie: no tie"));
    }

    @Test
    void aBlackAndWhitePhotoStaysSoInAnyStudioLight() {
        byte[] grey = PHOTO.bgr().clone();
        for (int i = 0; i < grey.length; i += 3) {
            byte light = (byte) (((grey[i] & 255) + 6 * (grey[i + 1] & 255) + 3 * (grey[i + 2] & 255)) / 10);
            grey[i] = light;
            grey[i + 1] = light;
            grey[i + 2] = light;
        }
        Photo photo = new Photo(PHOTO.width(), PHOTO.height(), grey, "grey", List.of());
        for (String prompt : List.of("grey paper, Rembrandt light", "original background, split light")) {
            Rendering rendering = ENGINE.render(Shooting.order(prompt + ", natural colours", SMALL, 1), photo,
                    Progress.NONE,
                    Cancellation.NEVER);
            for (int y = 180; y < 340; y += 4) {
                for (int x = 200; x < 320; x += 4) {
                    int[] bgr = pixel(rendering, x, y);
                    assertThat(Math.abs(bgr[0] - bgr[2])).as("%s at %d, %d", prompt, x, y).isLessThanOrEqualTo(3);
                }
            }
        }
    }

    /** Half a face in the shade: flat light for documents, not for a portrait. */
    @Test
    void anIdentityPhotoIsFlatAndASplitLightIsNot() {
        Rendering flat = ENGINE.render(PortraitRequest.of("id photo, white background, flat light", SMALL,
                new Retouch(0, 0, 0), Optional.empty(), 1), PHOTO, Progress.NONE, Cancellation.NEVER);
        Rendering split = ENGINE.render(PortraitRequest.of("id photo, white background, split light", SMALL,
                new Retouch(0, 0, 0), Optional.empty(), 1), PHOTO, Progress.NONE, Cancellation.NEVER);
        assertThat(cheeks(flat)).isBetween(0.6, 1.7);
        assertThat(Math.abs(Math.log(cheeks(split)))).isGreaterThan(Math.abs(Math.log(cheeks(flat))) + 0.7);
    }

    /** Brightness of the left cheek over that of the right one, encoded values. */
    private static double cheeks(Rendering rendering) {
        Face face = new SitterAnalysis()
                .glance(rendering.width(), rendering.height(), rendering.bgr()).orElseThrow();
        double[] sums = new double[2];
        for (int side = 0; side < 2; side++) {
            int point = side == 0 ? 205 : 425;
            for (int d = -6; d <= 6; d++) {
                sums[side] += pixel(rendering, (int) face.mesh().x(point) + d, (int) face.mesh().y(point))[1];
            }
        }
        return sums[0] / sums[1];
    }

    @Test
    void referenceModeKeepsThePhotosColours() {
        Rendering rendering = ENGINE.render(PortraitRequest.of("", new FrameSize(1024, 1024), new Retouch(0, 0, 0),
                Optional.empty(), 1), PHOTO, Progress.NONE, Cancellation.NEVER);
        assertThat(spread(rendering)[0]).isCloseTo(meanOf(PHOTO), org.assertj.core.data.Offset.offset(25.0));
    }

    @Test
    void progressNeverFallsAndEndsAtOne() {
        List<Double> reported = new ArrayList<>();
        ENGINE.render(Shooting.order("library", SMALL, 1), PHOTO, (fraction, stage) -> reported.add(fraction),
                Cancellation.NEVER);
        assertThat(reported).isSorted().endsWith(1.0).hasSizeGreaterThan(4);
    }

    @Test
    void stopsBetweenStagesWhenCancelled() {
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> ENGINE.render(Shooting.order("library", SMALL, 1), PHOTO, Progress.NONE,
                () -> asked.incrementAndGet() > 2)).isInstanceOf(PortraitException.Cancelled.class);
        assertThat(asked).hasValue(3);
    }

    private static Rendering shoot(String prompt, FrameSize size, long seed) {
        return Shooting.shoot(ENGINE, prompt, size, seed);
    }

    /** Mean of 41 x 41 pixels: the weave of a single thread says nothing. */
    private static int[] cloth(Rendering rendering, int x, int y) {
        int[] sum = new int[3];
        for (int dy = -20; dy <= 20; dy++) {
            for (int dx = -20; dx <= 20; dx++) {
                for (int c = 0; c < 3; c++) {
                    sum[c] += pixel(rendering, x + dx, y + dy)[c];
                }
            }
        }
        return new int[]{sum[0] / 1681, sum[1] / 1681, sum[2] / 1681};
    }

    private static double difference(Rendering a, Rendering b, int left, int top, int right, int bottom) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                for (int c = 0; c < 3; c++) {
                    sum += Math.abs(pixel(a, x, y)[c] - pixel(b, x, y)[c]);
                }
            }
        }
        return sum / ((right - left) * (bottom - top) * 3);
    }

    /** Mean and standard deviation of all samples. */
    private static double[] spread(Rendering rendering) {
        double sum = 0;
        double squares = 0;
        for (byte b : rendering.bgr()) {
            int v = b & 255;
            sum += v;
            squares += v * v;
        }
        double mean = sum / rendering.bgr().length;
        return new double[]{mean, Math.sqrt(squares / rendering.bgr().length - mean * mean)};
    }

    private static double meanOf(Photo photo) {
        double sum = 0;
        for (byte b : photo.bgr()) {
            sum += b & 255;
        }
        return sum / photo.bgr().length;
    }
}
