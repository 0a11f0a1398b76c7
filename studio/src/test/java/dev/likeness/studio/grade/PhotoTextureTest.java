package dev.likeness.studio.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoTextureTest {
    private static final int SIDE = 384;
    private static final Face FACE = new Face(92, 92, 200, new Face.Point(150, 170), new Face.Point(234, 170),
            new Face.Point(192, 260), 1);

    @ParameterizedTest
    @CsvSource({"0.010,0.60", "0.020,0.60", "0.015,1.15", "0.020,1.15"})
    void findsTheNoiseThatWasAddedAndTheSizeOfItsGrains(double noise, double size) {
        PhotoTexture found = PhotoTexture.of(noisy(sitter(0), noise, size), full(), FACE);
        assertThat(found.noise()).isCloseTo(noise, within(0.2 * noise));
        assertThat(found.size()).isCloseTo(size, within(0.31));
    }

    @Test
    void cleanAndCrispPhotoLeavesTheBackgroundAsItIs() {
        Raster background = plain(0.3f);
        PhotoTexture found = PhotoTexture.of(sitter(0), full(), FACE);
        assertThat(found.noise()).isZero();
        assertThat(found.blur()).isZero();
        assertThat(found.lend(background, new Seed(1))).isSameAs(background);
    }

    @ParameterizedTest
    @CsvSource({"1.6", "2.5", "3.5"})
    void findsHowSoftTheFaceIs(double blur) {
        assertThat(PhotoTexture.of(sitter(blur), full(), FACE).blur()).isCloseTo(blur, within(0.3 * blur));
    }

    @Test
    void noiseOfTheBackgroundIsThatOfTheSitter() {
        PhotoTexture found = PhotoTexture.of(noisy(sitter(0), 0.02, 0.85), full(), FACE);
        Raster lent = found.lend(plain(0.3f), new Seed(7));
        Raster codes = Raster.blank(SIDE, SIDE, 3);
        for (int i = 0; i < codes.data().length; i++) {
            codes.data()[i] = dev.likeness.darkroom.pixel.Srgb.fromLinear(lent.data()[i]);
        }
        assertThat(PhotoTexture.of(codes, full(), FACE).noise()).isCloseTo(0.02, within(0.005));
        assertThat(found.lend(plain(0.3f), new Seed(7)).data()).isEqualTo(lent.data());
        assertThat(found.lend(plain(0.3f), new Seed(8)).data()).isNotEqualTo(lent.data());
    }

    @Test
    void noiseIsCapped() {
        assertThat(PhotoTexture.of(noisy(sitter(0), 0.08, 0.6), full(), FACE).noise()).isEqualTo(0.022);
    }

    /** Bars and a smooth slope, so that there are edges on the face and even places below. */
    private static Raster sitter(double blur) {
        Raster bgr = Raster.blank(SIDE, SIDE, 3);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float light = y > 120 && y < 240 && x / 24 % 2 == 0 ? 0.2f : 0.45f + 0.1f * x / SIDE;
                Arrays.fill(bgr.data(), bgr.at(x, y), bgr.at(x, y) + 3, light);
            }
        }
        return blur > 0 ? Filters.gauss(bgr, blur) : bgr;
    }

    private static Raster noisy(Raster bgr, double noise, double size) {
        Grain grain = Grain.of(new Seed(3), SIDE, SIDE, size);
        float[] row = new float[SIDE];
        for (int y = 0; y < SIDE; y++) {
            Arrays.fill(row, 0);
            grain.add(y, (float) noise, row);
            for (int x = 0; x < SIDE; x++) {
                for (int c = 0; c < 3; c++) {
                    bgr.data()[bgr.at(x, y) + c] += row[x];
                }
            }
        }
        return bgr;
    }

    private static Raster plain(float light) {
        Raster raster = Raster.blank(SIDE, SIDE, 3);
        Arrays.fill(raster.data(), light);
        return raster;
    }

    private static Raster full() {
        Raster alpha = Raster.blank(SIDE, SIDE, 1);
        Arrays.fill(alpha.data(), 1);
        return alpha;
    }
}
