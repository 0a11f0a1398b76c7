package dev.likeness.darkroom.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Drawings;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.face.PhotoCheck.Verdict;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhotoCheckTest {
    @Test
    void takesPhotosForPhotosAlsoWhenTheyAreDarkBlurredGreyOrSmall() {
        for (Photo photo : List.of(Samples.astronaut(), Samples.graceHopper())) {
            for (Photo version : List.of(photo, Variants.levels(photo, 0.15, 0),
                    Variants.blurred(photo, 2), Variants.grey(photo),
                    Variants.scaled(photo, 0.6))) {
                assertThat(verdict(version)).as(version.sha256()).isEqualTo(Verdict.PHOTO);
            }
        }
    }

    @Test
    void neverRefusesANoisyOrOverexposedPhoto() {
        for (Photo photo : List.of(Samples.astronaut(), Samples.graceHopper())) {
            assertThat(verdict(Variants.noisy(photo, 18))).isNotEqualTo(Verdict.NOT_A_PHOTO);
            assertThat(verdict(Variants.levels(photo, 1.5, 25))).isNotEqualTo(Verdict.NOT_A_PHOTO);
        }
    }

    @Test
    void neverRefusesAPhotoOfAPhoto() {
        for (Photo photo : List.of(Samples.astronaut(), Samples.graceHopper())) {
            assertThat(verdict(Variants.printed(photo))).isNotEqualTo(Verdict.NOT_A_PHOTO);
        }
    }

    /** A mask of one colour from the nose down is no drawing. */
    @Test
    void neverRefusesAFaceOfWhichAHalfIsCovered() {
        Photo photo = Samples.graceHopper();
        byte[] bgr = photo.bgr().clone();
        for (int y = 240; y < 372; y++) {
            for (int x = 173; x < 355; x++) {
                bgr[3 * (y * photo.width() + x)] = (byte) 150;
                bgr[3 * (y * photo.width() + x) + 1] = 120;
                bgr[3 * (y * photo.width() + x) + 2] = 70;
            }
        }
        assertThat(verdict(new Photo(photo.width(), photo.height(), bgr, "covered", List.of())))
                .isNotEqualTo(Verdict.NOT_A_PHOTO);
    }

    @Test
    void tellsADrawnFaceFromAPhoto() {
        assertThat(verdict(Variants.drawn())).isEqualTo(Verdict.NOT_A_PHOTO);
        assertThat(verdict(Variants.blurred(Variants.drawn(), 2))).isEqualTo(Verdict.NOT_A_PHOTO);
    }

    @Test
    void tellsAPaintedPortraitFromAPhoto() {
        assertThat(verdict(Variants.painted(Samples.graceHopper()))).isEqualTo(Verdict.NOT_A_PHOTO);
    }

    @Test
    void refusesADrawingAndSaysWhatToSendInstead() {
        SitterAnalysis strict = new SitterAnalysis();
        for (int time = 0; time < 2; time++) { // the second time it is remembered
            assertThatThrownBy(() -> strict.upright(Variants.drawn())).isInstanceOf(UnusablePhoto.class)
                    .hasMessageContaining("drawing").hasMessageContaining("send a photo")
                    .extracting(thrown -> ((PortraitException) thrown).code()).isEqualTo(ErrorCode.NOT_A_PHOTO);
        }
        assertThatThrownBy(() -> strict.analyse(Variants.drawn())).isInstanceOf(UnusablePhoto.class)
                .hasMessageContaining("drawing");
    }

    @Test
    void aDrawingThatIsAllowedCarriesANote() {
        Photo allowed = new SitterAnalysis(Drawings.ALLOWED).upright(Variants.drawn());
        assertThat(allowed.notes()).singleElement()
                .satisfies(note -> assertThat(note.text()).contains("looks like a drawing"));
    }

    private static Verdict verdict(Photo photo) {
        try (NativePicture pixels = SitterAnalysis.pixels(photo)) {
            return PhotoCheck.of(pixels, new FaceFinder().find(pixels));
        }
    }
}
