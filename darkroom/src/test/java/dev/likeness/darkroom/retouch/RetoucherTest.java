package dev.likeness.darkroom.retouch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Photo;
import dev.likeness.core.Retouch;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RetoucherTest {
    private static Raster photo = Raster.blank(1, 1, 3);
    private static Raster skin = Raster.blank(1, 1, 1);
    private static Face face = new Face(0, 0, 1, new Face.Point(0, 0), new Face.Point(1, 0), new Face.Point(0, 1), 0);

    @BeforeAll
    static void findTheFace() {
        Photo sample = Samples.graceHopper();
        try (NativePicture pixels = SitterAnalysis.pixels(sample)) {
            face = new FaceFinder().find(pixels);
            photo = pixels.toRaster();
            skin = SkinMask.of(photo, face);
        }
    }

    @Test
    void skinIsCheeksAndForeheadButNotEyesOrWall() {
        double iod = face.eyeDistance();
        assertThat(mask(face.eyesX() - 0.55 * iod, face.eyesY() + 0.6 * iod)).isGreaterThan(0.6f);
        assertThat(mask(face.leftEye().x(), face.leftEye().y())).isLessThan(0.15f);
        assertThat(mask(face.eyesX() + 2.5 * iod, face.eyesY())).isLessThan(0.05f);
    }

    @Test
    void zeroStrengthsChangeNothing() {
        assertThat(change(new Retouch(0, 0, 0))).isZero();
    }

    @Test
    void everyStrengthGrowsStepByStep() {
        assertGrows(s -> new Retouch(s, 0, 0));
        assertGrows(s -> new Retouch(0, s, 0));
        assertGrows(s -> new Retouch(0, 0, s));
    }

    /** The fine band, pores and hairs, survives the strongest evening out. */
    @Test
    void poresStayAtFullStrength() {
        Raster even = retouched(new Retouch(0, 0, 1));
        assertThat(fineDetail(even)).isGreaterThan(0.6 * fineDetail(photo));
    }

    private static void assertGrows(DoubleFunction<Retouch> strength) {
        double last = 0;
        for (double s : new double[]{0.2, 0.5, 1}) {
            double change = change(strength.apply(s));
            assertThat(change).isGreaterThan(last * 1.3).isGreaterThan(1e-4);
            last = change;
        }
    }

    private static double change(Retouch retouch) {
        Raster done = retouched(retouch);
        double sum = 0;
        for (int i = 0; i < done.data().length; i++) {
            sum += Math.abs(done.data()[i] - photo.data()[i]);
        }
        return sum / done.data().length;
    }

    private static Raster retouched(Retouch retouch) {
        Raster copy = new Raster(photo.width(), photo.height(), 3, photo.data().clone());
        Raster everything = Raster.blank(photo.width(), photo.height(), 1);
        Arrays.fill(everything.data(), 1);
        Retoucher.apply(copy, everything, skin, face, retouch);
        return copy;
    }

    private static double fineDetail(Raster picture) {
        double sum = 0;
        double n = 0;
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int x = 1; x < picture.width() - 1; x++) {
                float m = skin.data()[y * picture.width() + x];
                if (m > 0.5f) {
                    int i = picture.at(x, y) + 1;
                    int row = 3 * picture.width();
                    float[] d = picture.data();
                    sum += Math.abs(4 * d[i] - d[i - 3] - d[i + 3] - d[i - row] - d[i + row]);
                    n++;
                }
            }
        }
        return sum / n;
    }

    private static float mask(double x, double y) {
        return skin.data()[(int) y * skin.width() + (int) x];
    }
}
