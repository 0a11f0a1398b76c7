package dev.likeness.studio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PortraitRequest.GroundPicture;
import dev.likeness.core.PortraitRequest.Setting;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.document.DocumentReport.Outcome;
import dev.likeness.core.document.DocumentReport.Rule;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.document.Documents;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.studio.frame.DocumentMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fields, rather than words, put behind the sitter. */
class CutOutTest {
    private static final StudioEngine ENGINE = new StudioEngine();
    private static final FrameSize SMALL = new FrameSize(512, 512);
    private static Photo photo = new Photo(1, 1, new byte[3], "", List.of());

    @BeforeAll
    static void take() throws IOException {
        photo = PhotoDecoder.decode(Files.readAllBytes(Path.of("..", "samples", "astronaut.png")));
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void aTransparentPortraitIsThePersonAndNothingElse() {
        Rendering cut = shoot("", Setting.withoutBackground(), SMALL);
        assertThat(cut.isTransparent()).isTrue();
        assertThat(alpha(cut, 3, 3)).isZero();
        assertThat(alpha(cut, 508, 3)).isZero();
        assertThat(alpha(cut, 256, 256)).as("the face").isEqualTo(255);
        assertThat(cut.shortfalls()).isEmpty();
        assertThat(shoot("", Setting.withoutBackground(), SMALL).bgr()).as("the same each time").isEqualTo(cut.bgr());
    }

    @Test
    void itsEdgesHaveThePersonsOwnColours() {
        Rendering cut = shoot("", Setting.withoutBackground(), SMALL);
        // Straight colours: just outside the edge they go on as they are inside it, without the dark or light of a background.
        double worst = 0;
        int edges = 0;
        for (int y = 8; y < 504; y += 4) {
            for (int x = 8; x < 504; x++) {
                if (alpha(cut, x, y) > 20 && alpha(cut, x, y) < 120) {
                    edges++;
                    double nearest = 999;
                    for (int d = -8; d <= 8; d++) {
                        for (int e = -8; e <= 8; e += 2) {
                            if (alpha(cut, x + d, y + e) > 240) {
                                nearest = Math.min(nearest, Math.abs(luma(cut, x, y) - luma(cut, x + d, y + e)));
                            }
                        }
                    }
                    worst += nearest == 999 ? 0 : nearest;
                }
            }
        }
        assertThat(edges).isGreaterThan(40);
        assertThat(worst / edges).as("mean difference of an edge from what is beside it, codes").isLessThan(8);
    }

    @Test
    void wordsLeaveTheBackgroundOutToo() {
        Rendering cut = shoot("transparent background, Rembrandt light", Setting.NONE, SMALL);
        assertThat(cut.isTransparent()).isTrue();
        assertThat(cut.notes().toString()).contains("transparent background -> backdrop transparent");
    }

    @Test
    void anOwnPictureCoversTheFrameAndLightsTheSitter() {
        Rendering red = shoot("", Setting.before(new GroundPicture(0, Optional.of(flat(200, 40, 40)))), SMALL);
        Rendering blue = shoot("", Setting.before(new GroundPicture(0, Optional.of(flat(40, 60, 200)))), SMALL);
        assertThat(red.shortfalls()).isEmpty();
        assertThat(channel(red, 4, 4, 2)).as("the picture's red in the corner").isGreaterThan(120);
        assertThat(channel(blue, 4, 4, 0)).isGreaterThan(120);
        double warmer = 0;
        for (int y = 200; y < 280; y++) {
            for (int x = 220; x < 300; x++) {
                warmer += channel(red, x, y, 2) - channel(red, x, y, 0) - channel(blue, x, y, 2)
                        + channel(blue, x, y, 0);
            }
        }
        assertThat(warmer / 6400).as("redder than in the blue place, codes").isGreaterThan(4);
    }

    @Test
    void wordsDoNotOverruleThePicture() {
        Rendering red = shoot("library, warm grade",
                Setting.before(new GroundPicture(1, Optional.of(flat(200, 40, 40)))),
                SMALL);
        assertThat(channel(red, 4, 4, 2)).isGreaterThan(2 * channel(red, 4, 4, 1));
        assertThat(red.notes().toString()).contains("library -> gave way to other words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cn-id", "jp-passport", "us-visa", "fr-passport"})
    void aPhotoForADocumentKeepsTheRulesMeasuredAnew(String id) {
        DocumentSpec document = Documents.find(id).orElseThrow();
        Rendering made = shoot("", Setting.forDocument(document), FrameSize.of(document));
        assertThat(made.width()).isEqualTo(document.pixel().width());
        assertThat(made.height()).isEqualTo(document.pixel().height());
        List<Rule> rules = made.report().orElseThrow().rules();
        assertThat(rules).filteredOn(rule -> List.of("size", "head_height", "face_width", "eye_line", "crown_distance",
                "centred", "background").contains(rule.name())).noneMatch(rule -> rule.outcome() == Outcome.FAIL);
        int rgb = document.background().rgb();
        for (int c = 0; c < 3; c++) {
            assertThat(channel(made, 1, 1, c)).isEqualTo(rgb >> 8 * c & 0xff);
        }
        // The mesh of the finished photo, not the one that placed it.
        DocumentMeasure measure = DocumentMeasure.of(made, document, new FaceFinder());
        assertThat(measure.headOutside(document).orElse(0.0)).as("head outside the rule").isLessThanOrEqualTo(0.015);
        assertThat(measure.tilt()).as("eyes level, degrees").isBetween(-1.0, 1.0);
        assertThat(measure.beside()).as("centred").isLessThanOrEqualTo(0.01);
        assertThat(measure.background()).as("background, codes").isLessThanOrEqualTo(1);
        double scale = document.pixelsPerMillimetre();
        document.eyes().ifPresent(line -> assertThat((made.height() - measure.head().eyes()) / scale).as("eye line, mm")
                .isBetween(line.from() - 0.5, line.to() + 0.5));
    }

    private static Rendering shoot(String prompt, Setting setting, FrameSize size) {
        PortraitRequest request = PortraitRequest.of(prompt, size, Retouch.DEFAULT,
                prompt.isEmpty() ? Optional.of(GenMode.REFERENCE_CHAR) : Optional.of(GenMode.CREATIVE), 1).in(setting)
                .ofFace(OptionalInt.empty());
        return ENGINE.render(request, photo, Progress.NONE, Cancellation.NEVER);
    }

    private static Photo flat(int red, int green, int blue) {
        byte[] bgr = new byte[3 * 64 * 48];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) blue;
            bgr[i + 1] = (byte) green;
            bgr[i + 2] = (byte) red;
        }
        return new Photo(64, 48, bgr, "flat " + red, List.of());
    }

    private static int alpha(Rendering picture, int x, int y) {
        return picture.alpha()[y * picture.width() + x] & 0xff;
    }

    private static int channel(Rendering picture, int x, int y, int c) {
        return picture.bgr()[3 * (y * picture.width() + x) + c] & 0xff;
    }

    private static double luma(Rendering picture, int x, int y) {
        return 0.114 * channel(picture, x, y, 0) + 0.587 * channel(picture, x, y, 1)
                + 0.299 * channel(picture, x, y, 2);
    }
}
