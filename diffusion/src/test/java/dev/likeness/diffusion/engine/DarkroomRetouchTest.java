package dev.likeness.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Photo;
import dev.likeness.core.Retouch;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.diffusion.Sitters;
import dev.likeness.diffusion.picture.Rgb;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is done to a made picture, on photos that stand for such pictures. */
class DarkroomRetouchTest {
    private static final SitterAnalysis ANALYSIS = new SitterAnalysis();
    private static final Photo PHOTO = Sitters.COLLINS;
    private static final Rgb PICTURE = Sitters.rgb(PHOTO);
    private static final Face FACE = ANALYSIS.glance(PHOTO.width(), PHOTO.height(), PHOTO.bgr()).orElseThrow();

    private static byte[] retouched(double gpen, double skin, double skinUnifi) {
        return DarkroomRetouch.retouched(PICTURE, Optional.of(FACE), new Retouch(gpen, skin, skinUnifi), ANALYSIS);
    }

    @Test
    void withoutStrengthsEveryByteStays() {
        assertThat(retouched(0, 0, 0)).containsExactly(PHOTO.bgr());
        assertThat(DarkroomRetouch.retouched(PICTURE, Optional.empty(), new Retouch(1, 1, 1), ANALYSIS))
                .as("nobody to retouch").containsExactly(PHOTO.bgr());
    }

    @Test
    void eachStrengthChangesTheFaceInItsOwnWayAndNothingFarFromIt() {
        byte[] clear = retouched(1, 0, 0);
        byte[] beautiful = retouched(0, 1, 0);
        byte[] even = retouched(0, 0, 1);
        for (byte[] each : new byte[][]{clear, beautiful, even}) {
            assertThat(change(each, true)).isGreaterThan(0.3);
            assertThat(change(each, false)).isZero();
        }
        assertThat(clear).isNotEqualTo(beautiful).isNotEqualTo(even);
        assertThat(beautiful).isNotEqualTo(even);
        assertThat(change(retouched(0, 0.3, 0), true)).isLessThan(change(beautiful, true));
    }

    /** Mean change of a sample on the face, or farther than any retouch reaches. */
    private static double change(byte[] bgr, boolean onFace) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < bgr.length / 3; i++) {
            double x = (i % PHOTO.width() - FACE.eyesX()) / FACE.width();
            double y = (i / PHOTO.width() - FACE.eyesY()) / FACE.width();
            boolean near = Math.abs(x) < 0.35 && y > -0.2 && y < 0.6;
            boolean far = Math.abs(x) > 1.55 || y < -1.55 || y > 2.05;
            if (onFace ? near : far) {
                for (int c = 0; c < 3; c++) {
                    sum += Math.abs((bgr[3 * i + c] & 0xff) - (PHOTO.bgr()[3 * i + c] & 0xff));
                    count++;
                }
            }
        }
        assertThat(count).isPositive();
        return sum / count;
    }

    @Test
    void nobodyIsFoundInNoise() {
        byte[] noise = new byte[512 * 512 * 3];
        new Random(3).nextBytes(noise);
        assertThat(ANALYSIS.glance(512, 512, noise)).isEmpty();
    }
}
