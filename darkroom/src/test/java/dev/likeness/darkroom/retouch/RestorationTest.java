package dev.likeness.darkroom.retouch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Photo;
import dev.likeness.core.Retouch;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.face.Contour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A portrait whose truth is known, made small, sharpened and noisy, and enlarged again. */
class RestorationTest {
    /** Face width in the truth and in the small photo, pixels. */
    private static final double FACE = 240;
    private static final double SMALL = 90;

    private static Raster truth = Raster.blank(1, 1, 3);
    private static Raster bad = Raster.blank(1, 1, 3);
    private static Raster skin = Raster.blank(1, 1, 1);
    private static Raster everything = Raster.blank(1, 1, 1);
    private static Face face = new Face(0, 0, 1, new Face.Point(0, 0), new Face.Point(1, 0), new Face.Point(0, 1), 0);

    @BeforeAll
    static void makeAPhotoBad() {
        Photo sample = Samples.graceHopper();
        try (NativePicture pixels = SitterAnalysis.pixels(sample)) {
            Face found = new FaceFinder().find(pixels);
            double scale = FACE / found.width();
            Placement placed = new Placement(scale, 256 - scale * found.eyesX(), 220 - scale * found.eyesY());
            truth = Resampling.photo(pixels.bgr(), pixels.width(), pixels.height(), placed, 512, 512);
            face = found.on(placed);
        }
        int side = (int) Math.round(512 * SMALL / FACE);
        Raster small = Resampling.averaged(truth, side, side);
        Raster soft = Filters.gauss(small, 1);
        Random random = new Random(1);
        for (int i = 0; i < small.data().length; i++) { // sharpened as phones do, haloes and noise with it
            small.data()[i] += small.data()[i] - soft.data()[i] + (float) (0.02 * random.nextGaussian());
        }
        bad = Resampling.cubic(small, 512, 512);
        for (int i = 0; i < bad.data().length; i++) {
            bad.data()[i] = Math.clamp(bad.data()[i], 0f, 1f);
        }
        skin = SkinMask.of(bad, face);
        everything = Raster.blank(512, 512, 1);
        Arrays.fill(everything.data(), 1);
    }

    @Test
    void aSmallBadFaceComesNearerToTheTruthThanDeconvolutionBringsIt() {
        double shown = error(bad);
        Raster lab = Colours.lab(bad);
        Clarity.apply(lab, skin, everything, face, 1);
        assertThat(error(Colours.fromLab(lab))).isGreaterThan(1.02 * shown);
        assertThat(error(clarified(1, SMALL))).isLessThan(0.8 * shown);
        assertThat(error(clarified(0.5, SMALL))).isLessThan(0.9 * shown);
    }

    @Test
    void theSamePhotoIsRestoredToTheSameBytes() {
        assertThat(clarified(0.6, SMALL).data()).isEqualTo(clarified(0.6, SMALL).data());
    }

    @Test
    void aLargeFaceIsLeftToDeconvolution() {
        Raster lab = Colours.lab(truth);
        Raster alone = Colours.lab(truth);
        assertThat(Need.of(lab, face, 400)).isEqualTo(new Need(0, 1));
        Clarity.apply(alone, skin, everything, face, 0.6);
        Raster picture = new Raster(512, 512, 3, truth.data().clone());
        Retoucher.apply(picture, subject(400), new Retouch(0.6, 0, 0));
        assertThat(bytes(picture)).isEqualTo(bytes(Colours.fromLab(alone)));
    }

    /** Every pixel goes one way, a share of it at a share of the strength, and keeps its colour. */
    @Test
    void aStrengthIsAShareOfTheChangeAndColoursStay() {
        Raster before = Colours.lab(bad);
        Raster half = Colours.lab(bad);
        Restoration.apply(half, everything, face, 0.5);
        Raster whole = Colours.lab(bad);
        Restoration.apply(whole, everything, face, 1);
        double most = 0;
        for (int i = 0; i < before.data().length; i += 3) {
            float l = before.data()[i];
            double change = whole.data()[i] - l;
            if (whole.data()[i] > 0 && whole.data()[i] < 100) {
                assertThat((double) half.data()[i] - l).isCloseTo(change / 2, within(1e-3));
            }
            assertThat(whole.data()[i + 1]).isEqualTo(before.data()[i + 1]);
            assertThat(whole.data()[i + 2]).isEqualTo(before.data()[i + 2]);
            most = Math.max(most, Math.abs(change));
        }
        assertThat(most).isGreaterThan(5);
    }

    @Test
    void aLargeFaceThatIsSoftNeedsTheNetworkAsASmallOneDoes() {
        Raster soft = Colours.lab(Filters.gauss(truth, 3));
        assertThat(Need.of(soft, face, 400).network()).isEqualTo(1);
        assertThat(Need.of(Colours.lab(truth), face, 100)).isEqualTo(new Need(1, 0));
        double between = Need.of(Colours.lab(truth), face, 250).network();
        assertThat(between).isBetween(0.2, 0.8);
    }

    @Test
    void theGroundIsLeftAsItIs() {
        Raster lab = Colours.lab(bad);
        Restoration.apply(lab, Raster.blank(512, 512, 1), face, 1);
        assertThat(lab.data()).isEqualTo(Colours.lab(bad).data());
    }

    private static Raster clarified(double gpen, double photographed) {
        Raster copy = new Raster(512, 512, 3, bad.data().clone());
        Retoucher.apply(copy, subject(photographed), new Retouch(gpen, 0, 0));
        return copy;
    }

    private static Retoucher.Subject subject(double photographed) {
        return new Retoucher.Subject(everything, skin, face, photographed);
    }

    private static byte[] bytes(Raster bgr) {
        byte[] bytes = new byte[bgr.data().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(255 * Math.clamp(bgr.data()[i], 0f, 1f));
        }
        return bytes;
    }

    /** Mean square error of the lightness on the face. */
    private static double error(Raster picture) {
        Raster oval = Contour.OVAL.mask(face.mesh(), 512, 512);
        float[] one = Colours.lab(picture).data();
        float[] other = Colours.lab(truth).data();
        double sum = 0;
        double area = 0;
        for (int i = 0; i < oval.data().length; i++) {
            double d = one[3 * i] - other[3 * i];
            sum += oval.data()[i] * d * d;
            area += oval.data()[i];
        }
        return sum / area;
    }
}
