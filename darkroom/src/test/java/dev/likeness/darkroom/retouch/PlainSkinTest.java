package dev.likeness.darkroom.retouch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Retouch;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Retouching on skin of one colour, where everything that can be seen afterwards was put there by it. */
class PlainSkinTest {
    private static final int SIDE = 600;
    private static final double BW = 300;
    private static final Face FACE = new Face(150, 120, BW, new Face.Point(235, 250), new Face.Point(365, 250),
            new Face.Point(300, 390), 5);
    private static final float[] SKIN = {0.52f, 0.60f, 0.76f};

    /** A tone that ends at the brows is seen as an arc on the forehead. */
    @Test
    void fullBeautyLeavesNoEdgeOnForeheadOrLids() {
        Raster picture = plain();
        retouch(picture, new Retouch(0, 1, 0));
        for (int x : new int[]{200, 235, 270, 330, 365, 400}) {
            for (int y = 140; y < 240; y++) {
                assertThat(Math.abs(green(picture, x, y + 1) - green(picture, x, y))).as("step at %d, %d", x, y)
                        .isLessThan(0.005f);
            }
        }
        assertThat(green(picture, 300, 170)).as("the forehead is lifted").isGreaterThan(SKIN[1] + 0.02f);
    }

    /** The tone of the forehead differs from that of the chin, and is drawn to it without an edge. */
    @Test
    void fullEvennessLeavesNoEdgeAtTheBrows() {
        Raster picture = plain();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                picture.data()[picture.at(x, y)] += 0.3f * (y - 300) / SIDE;
            }
        }
        Raster before = new Raster(SIDE, SIDE, 3, picture.data().clone());
        retouch(picture, new Retouch(0, 0, 1));
        for (int y = 140; y < 240; y++) {
            float here = blue(picture, 235, y) - blue(before, 235, y);
            float next = blue(picture, 235, y + 1) - blue(before, 235, y + 1);
            assertThat(Math.abs(next - here)).as("step at %d", y).isLessThan(0.0022f);
        }
    }

    @Test
    void fullBeautyLeavesIrisesTheirColour() {
        Raster picture = plain();
        for (Face.Point eye : new Face.Point[]{FACE.leftEye(), FACE.rightEye()}) {
            disc(picture, eye.x(), eye.y(), 12, new float[]{0.45f, 0.36f, 0.30f});
        }
        retouch(picture, new Retouch(0, 1, 0));
        for (int y = 242; y <= 258; y++) {
            for (int x = 227; x <= 243; x++) {
                int i = picture.at(x, y);
                assertThat(picture.data()[i + 1]).as("as bright as before").isBetween(0.345f, 0.44f);
                assertThat(picture.data()[i] - picture.data()[i + 2]).as("blue over red").isGreaterThan(0.1f);
            }
        }
    }

    @Test
    void nothingIsLiftedWhereThePhotoIsBurnt() {
        Raster picture = plain();
        disc(picture, 300, 150, 30, new float[]{0.96f, 0.985f, 1f});
        Raster before = new Raster(SIDE, SIDE, 3, picture.data().clone());
        retouch(picture, new Retouch(1, 1, 1));
        for (int y = 130; y < 170; y++) {
            for (int x = 280; x < 320; x++) {
                assertThat(green(picture, x, y)).isLessThanOrEqualTo(green(before, x, y) + 0.004f);
            }
        }
    }

    /** The mesh has eyes behind a patch, too: they were drawn on it. */
    @Test
    void fullBeautyDrawsNoEyeOnAPatch() {
        Raster picture = plain();
        disc(picture, 235, 250, 60, new float[]{0.17f, 0.16f, 0.15f});
        Raster before = new Raster(SIDE, SIDE, 3, picture.data().clone());
        retouch(picture, new Retouch(0, 1, 0));
        float most = 0;
        for (int y = 235; y < 265; y++) {
            for (int x = 210; x < 260; x++) {
                most = Math.max(most, Math.abs(green(picture, x, y) - green(before, x, y)));
            }
        }
        assertThat(most).isLessThan(0.006f);
    }

    /** What is lifted between light hairs makes stubble grey. */
    @Test
    void stubbleStaysWhereSkinIsEvened() {
        Raster picture = plain();
        Random dots = new Random(4);
        for (int n = 0; n < 1400; n++) {
            disc(picture, 240 + dots.nextInt(120), 420 + dots.nextInt(50), 1,
                    dots.nextBoolean() ? new float[]{0.25f, 0.30f, 0.40f} : new float[]{0.60f, 0.68f, 0.84f});
        }
        for (int n = 0; n < 300; n++) {
            disc(picture, 180 + dots.nextInt(240), 290 + dots.nextInt(60), 1, new float[]{0.45f, 0.53f, 0.69f});
        }
        Raster before = new Raster(SIDE, SIDE, 3, picture.data().clone());
        retouch(picture, new Retouch(0, 0, 1));
        assertThat(mean(picture, 425, 465) - mean(before, 425, 465)).isLessThan(0.015);
        assertThat(contrast(picture, 425, 465) / contrast(before, 425, 465)).as("hairs").isGreaterThan(0.85);
        assertThat(contrast(picture, 300, 340) / contrast(before, 300, 340)).as("spots").isLessThan(0.85);
    }

    @Test
    void clarityDoesNotSharpenTheGrainOfSkin() {
        Raster lab = Raster.blank(SIDE, SIDE, 3);
        Random grain = new Random(5);
        for (int i = 0; i < SIDE * SIDE; i++) {
            lab.data()[3 * i] = 66;
            lab.data()[3 * i + 1] = (float) grain.nextGaussian();
        }
        Raster noise = Filters.gauss(lab, 0.8);
        for (int i = 0; i < SIDE * SIDE; i++) {
            lab.data()[3 * i] += 3 * noise.data()[3 * i + 1];
        }
        Raster before = new Raster(SIDE, SIDE, 3, lab.data().clone());
        Raster all = Raster.blank(SIDE, SIDE, 1);
        Arrays.fill(all.data(), 1);
        Clarity.apply(lab, all, all, FACE, 1);
        assertThat(contrast(lab, 300, 340) / contrast(before, 300, 340)).isLessThan(1.05);
    }

    private static double mean(Raster picture, int top, int bottom) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = 245; x < 355; x++) {
                sum += picture.data()[picture.at(x, y) + (picture.data()[0] > 1 ? 0 : 1)];
            }
        }
        return sum / (bottom - top) / 110;
    }

    /** Standard deviation of green, or of lightness. */
    private static double contrast(Raster picture, int top, int bottom) {
        double mean = mean(picture, top, bottom);
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = 245; x < 355; x++) {
                double away = picture.data()[picture.at(x, y) + (picture.data()[0] > 1 ? 0 : 1)] - mean;
                sum += away * away;
            }
        }
        return Math.sqrt(sum / (bottom - top) / 110);
    }

    private static void retouch(Raster picture, Retouch retouch) {
        Raster everybody = Raster.blank(SIDE, SIDE, 1);
        Arrays.fill(everybody.data(), 1);
        Retoucher.apply(picture, everybody, SkinMask.of(picture, FACE), FACE, retouch);
    }

    private static Raster plain() {
        Raster picture = Raster.blank(SIDE, SIDE, 3);
        for (int i = 0; i < picture.data().length; i++) {
            picture.data()[i] = SKIN[i % 3];
        }
        return picture;
    }

    private static void disc(Raster picture, double cx, double cy, double radius, float[] colour) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float share = (float) Math.clamp(radius + 0.5 - Math.hypot(x - cx, y - cy), 0, 1);
                for (int c = 0; c < 3; c++) {
                    int i = picture.at(x, y) + c;
                    picture.data()[i] += share * (colour[c] - picture.data()[i]);
                }
            }
        }
    }

    private static float green(Raster picture, int x, int y) {
        return picture.data()[picture.at(x, y) + 1];
    }

    private static float blue(Raster picture, int x, int y) {
        return picture.data()[picture.at(x, y)];
    }
}
