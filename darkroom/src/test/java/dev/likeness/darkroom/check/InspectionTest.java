package dev.likeness.darkroom.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Drawings;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.check.Advice;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.core.check.PhotoReport.Verdict;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private static final SitterAnalysis ANALYSIS = new SitterAnalysis(Drawings.ALLOWED);
    private static final Inspection INSPECTION = new Inspection(ANALYSIS);
    private static final Photo PLAIN = Samples.graceHopper();

    @Test
    void aGoodPhotoIsUsableAndOnlyItsSizeIsToBeBettered() {
        PhotoReport report = check(PLAIN);
        assertThat(report.verdict()).isEqualTo(Verdict.USABLE_WITH_ADVICE);
        assertThat(report.advice()).containsExactly(Advice.FACE_SMALL);
        assertThat(report.taken()).hasValue(0);
        assertThat(report.faces()).hasSize(1);
        assertThat(report.faces().getFirst().area().width()).isBetween(190, 215);
        assertThat(report.measures().orElseThrow().cutout()).isTrue();
        assertThat(report.measures().orElseThrow().mouth()).isLessThan(0.05);
        assertThat(check(Samples.astronaut()).measures().orElseThrow().mouth()).as("a smile with teeth")
                .isGreaterThan(0.1);
    }

    @Test
    void saysWhatIsWrongWithTheLight() {
        assertThat(check(changed("dark", (i, v) -> v / 4)).advice()).contains(Advice.TOO_DARK)
                .doesNotContain(Advice.TOO_BRIGHT);
        assertThat(check(changed("bright", (i, v) -> v * 19 / 10 + 40)).advice()).contains(Advice.TOO_BRIGHT)
                .doesNotContain(Advice.TOO_DARK);
        double middle = face().eyesX();
        assertThat(check(changed("half", (i, v) -> x(i) > middle ? v / 4 : v)).advice())
                .contains(Advice.UNEVEN_LIGHT);
    }

    @Test
    void saysThatAPhotoIsBlurredHoweverItIsBlurred() {
        assertThat(check(PLAIN).measures().orElseThrow().resolvedWidth()).isGreaterThan(180);
        for (double blur : new double[]{0.02, 0.03, 0.04}) {
            Photo blurred = blurred(blur * face().width());
            assertThat(check(blurred).advice()).as("by %s of the face", blur).contains(Advice.BLURRED);
        }
    }

    @Test
    void saysThatEyesOrMouthAreHidden() {
        assertThat(check(painted("sunglasses", 25, Contour.LEFT_LIDS, Contour.RIGHT_LIDS)).advice())
                .contains(Advice.EYES_COVERED).doesNotContain(Advice.LOWER_FACE_COVERED);
        float[] oval = Contour.OVAL.mask(face().mesh(), PLAIN.width(), PLAIN.height()).data();
        double nose = face().mesh().nose().y();
        Photo masked = changed("mask", (i, v) -> oval[i / 3] > 0.5 && i / 3 / PLAIN.width() > nose
                ? new int[]{190, 160, 110}[i % 3]
                : v);
        assertThat(check(masked).advice()).contains(Advice.LOWER_FACE_COVERED).doesNotContain(Advice.EYES_COVERED);
    }

    @Test
    void anIdentityPhotoIsHeldAgainstWhatAuthoritiesRefuse() {
        PhotoReport smiling = INSPECTION.of(Samples.astronaut(), OptionalInt.empty(), true, Cancellation.NEVER);
        assertThat(smiling.advice()).contains(Advice.ID_MOUTH_OPEN, Advice.ID_FACE_SMALL)
                .doesNotContain(Advice.ID_HEAD_TURNED, Advice.ID_HEAD_TILTED, Advice.ID_EYES_NOT_OPEN);
        assertThat(check(Samples.astronaut()).advice()).noneMatch(advice -> advice.wireName().startsWith("id_"));
    }

    @Test
    void aPhotoThatWouldBeRefusedIsToldWithTheReasonAndTheFaces() {
        PhotoReport none = check(Samples.blank(600, 400));
        assertThat(none.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(none.refusal().orElseThrow().code()).isEqualTo(ErrorCode.NO_FACE);
        Photo two = Samples.beside(PLAIN, PLAIN, 0.9);
        PhotoReport several = check(two);
        assertThat(several.refusal().orElseThrow().code()).isEqualTo(ErrorCode.SEVERAL_FACES);
        assertThat(several.faces()).hasSize(2);
        assertThat(several.taken()).isEmpty();
        PhotoReport second = INSPECTION.of(two, OptionalInt.of(1), false, Cancellation.NEVER);
        assertThat(second.refusal()).isEmpty();
        assertThat(second.taken()).hasValue(1);
        assertThat(second.faces()).isEqualTo(several.faces());
    }

    @Test
    void whoStandsBesideTheChosenOneIsNotPartOfTheSitter() {
        Photo two = Samples.beside(PLAIN, PLAIN, 0.9);
        for (int chosen = 0; chosen < 2; chosen++) {
            Sitter sitter = ANALYSIS.analyse(two, OptionalInt.of(chosen), Cancellation.NEVER);
            List<Face> faces = ANALYSIS.faces(two).all();
            assertThat(sitter.face()).isEqualTo(faces.get(chosen));
            assertThat(alpha(sitter, faces.get(chosen))).as("the chosen one, %d", chosen).isGreaterThan(0.95f);
            assertThat(alpha(sitter, faces.get(1 - chosen))).as("the other one of %d", chosen).isLessThan(0.05f);
        }
    }

    private static float alpha(Sitter sitter, Face face) {
        Raster alpha = sitter.matte().alpha();
        double x = sitter.matte().fromPhoto().x(face.eyesX());
        double y = sitter.matte().fromPhoto().y(face.eyesY());
        return x < 0 || y < 0 || x >= alpha.width() || y >= alpha.height()
                ? 0
                : alpha.data()[alpha.at((int) x, (int) y)];
    }

    private static PhotoReport check(Photo photo) {
        return INSPECTION.of(photo, OptionalInt.empty(), false, Cancellation.NEVER);
    }

    private static Face face() {
        return ANALYSIS.faces(PLAIN).all().getFirst();
    }

    private static int x(int sample) {
        return sample / 3 % PLAIN.width();
    }

    /** Every sample changed, given its place and itself. */
    private static Photo changed(String name, IntBinaryOperator change) {
        byte[] bgr = PLAIN.bgr().clone();
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) Math.clamp(change.applyAsInt(i, bgr[i] & 0xff), 0, 255);
        }
        return new Photo(PLAIN.width(), PLAIN.height(), bgr, PLAIN.sha256() + name, List.of());
    }

    private static Photo painted(String name, int tone, Contour... outlines) {
        Raster mask = Raster.blank(PLAIN.width(), PLAIN.height(), 1);
        for (Contour outline : outlines) {
            outline.paint(face().mesh(), mask);
        }
        Raster grown = Filters.box(mask, (int) (0.04 * face().width()));
        return changed(name, (i, v) -> grown.data()[i / 3] > 0.1 ? tone : v);
    }

    private static Photo blurred(double sigma) {
        Raster picture = new Raster(PLAIN.width(), PLAIN.height(), 3, new float[PLAIN.bgr().length]);
        for (int i = 0; i < picture.data().length; i++) {
            picture.data()[i] = PLAIN.bgr()[i] & 0xff;
        }
        float[] soft = Filters.gauss(picture, sigma).data();
        return changed("blurred " + sigma, (i, v) -> Math.round(soft[i]));
    }
}
