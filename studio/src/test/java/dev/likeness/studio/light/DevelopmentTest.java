package dev.likeness.studio.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Photo;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Colours;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.darkroom.retouch.SkinMask;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample sitter, and the same photo spoilt. */
class DevelopmentTest {
    private static Raster photo = Raster.blank(1, 1, 3);
    private static Face face = new Face(0, 0, 1, new Face.Point(0, 0), new Face.Point(1, 0), new Face.Point(0, 1), 0);

    @BeforeAll
    static void findTheFace() throws IOException {
        Path samples = Path.of(System.getProperty("basedir", ".")).resolve("../samples");
        Photo sample = PhotoDecoder.decode(Files.readAllBytes(samples.resolve("astronaut.png")));
        face = new SitterAnalysis().glance(sample.width(), sample.height(), sample.bgr()).orElseThrow();
        try (NativePicture pixels = SitterAnalysis.pixels(sample)) {
            photo = pixels.toRaster();
        }
    }

    @Test
    void aYellowOrABlueCastIsTakenFromTheSkin() {
        double[] yellow = skin(developed(spoilt(c -> new float[]{0.45f, 1.0f, 1.0f}[c])));
        double[] pink = skin(developed(spoilt(c -> new float[]{1.15f, 0.72f, 1.1f}[c])));
        assertThat(hue(skin(spoilt(c -> new float[]{0.45f, 1.0f, 1.0f}[c])))).as("yellow before").isGreaterThan(72);
        assertThat(hue(yellow)).as("yellow").isLessThan(68);
        assertThat(hue(skin(spoilt(c -> new float[]{1.15f, 0.72f, 1.1f}[c])))).as("pink before").isLessThan(20);
        assertThat(hue(pink)).as("pink").isBetween(20.0, 60.0);
    }

    @Test
    void skinInNeutralLightKeepsItsColour() {
        double[] before = skin(spoilt(c -> new float[]{1f, 0.97f, 1.02f}[c]));
        double[] after = skin(developed(spoilt(c -> new float[]{1f, 0.97f, 1.02f}[c])));
        assertThat(after[1]).isCloseTo(before[1], within(2.5));
        assertThat(after[2]).isCloseTo(before[2], within(2.5));
    }

    @Test
    void aDarkPhotoIsLiftedAndAWellExposedOneIsNot() {
        assertThat(skin(spoilt(_ -> 0.06f))[0]).as("before").isLessThan(30);
        assertThat(skin(developed(spoilt(_ -> 0.06f)))[0]).isGreaterThan(50);
        assertThat(skin(developed(spoilt(_ -> 0.03f)))[0]).as("of very little light").isGreaterThan(55);
        assertThat(skin(developed(spoilt(_ -> 1f)))[0]).isCloseTo(skin(photo)[0], within(3.0));
    }

    @Test
    void blackAndWhiteStaysSo() {
        Raster grey = copy();
        for (int i = 0; i < grey.data().length; i += 3) {
            float l = 0.07f * grey.data()[i] + 0.72f * grey.data()[i + 1] + 0.21f * grey.data()[i + 2];
            Arrays.fill(grey.data(), i, i + 3, l);
        }
        Raster after = developed(grey);
        for (int i = 0; i < after.data().length; i += 3) {
            assertThat(after.data()[i + 2]).isEqualTo(after.data()[i]).isEqualTo(after.data()[i + 1]);
        }
    }

    @Test
    void aBurntForeheadGetsColourAndIsNeverWhiterThanItCame() {
        Raster burnt = copy();
        double x0 = face.mesh().x(151);
        double y0 = face.mesh().y(151);
        for (int y = (int) y0 - 5; y <= y0 + 5; y++) {
            for (int x = (int) x0 - 5; x <= x0 + 5; x++) {
                Arrays.fill(burnt.data(), burnt.at(x, y), burnt.at(x, y) + 3, 0.99f);
            }
        }
        Raster after = developed(new Raster(burnt.width(), burnt.height(), 3, burnt.data().clone()));
        int i = burnt.at((int) x0, (int) y0);
        assertThat(after.data()[i + 1]).isLessThan(0.97f);
        assertThat(after.data()[i + 2] - after.data()[i]).as("red over blue").isGreaterThan(0.05f);
    }

    private static Raster developed(Raster picture) {
        Raster done = new Raster(picture.width(), picture.height(), 3, picture.data().clone());
        Development.apply(done, SkinMask.of(done, face), face);
        return done;
    }

    /** Linear light multiplied, by channel. */
    private static Raster spoilt(IntFunction<Float> factor) {
        Raster result = copy();
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] = Srgb.fromLinear(Srgb.toLinear(result.data()[i]) * factor.apply(i % 3));
        }
        return result;
    }

    private static Raster copy() {
        return new Raster(photo.width(), photo.height(), 3, photo.data().clone());
    }

    private static double hue(double[] lab) {
        return Math.toDegrees(Math.atan2(lab[2], lab[1]));
    }

    /** Mean L, a and b of the cheeks. */
    private static double[] skin(Raster picture) {
        Raster lab = Colours.lab(picture);
        double[] sum = new double[3];
        int n = 0;
        for (int point : new int[]{50, 280, 205, 425}) {
            for (int d = -3; d <= 3; d++) {
                int i = lab.at((int) face.mesh().x(point) + d, (int) face.mesh().y(point));
                for (int c = 0; c < 3; c++) {
                    sum[c] += lab.data()[i + c];
                }
                n++;
            }
        }
        return new double[]{sum[0] / n, sum[1] / n, sum[2] / n};
    }
}
