package dev.likeness.darkroom.matte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Photo;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.edge.ForegroundColour;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MattingTest {
    private static final Matting MATTING = new Matting();

    @Test
    void keepsFaceHairAndSuitAndDropsTheGround() {
        Matte matte = cut(Samples.astronaut());
        assertThat(at(matte, 225, 120)).as("face").isGreaterThan(0.98f);
        assertThat(at(matte, 225, 45)).as("hair").isGreaterThan(0.9f);
        assertThat(at(matte, 225, 320)).as("suit").isGreaterThan(0.95f);
        assertThat(at(matte, 330, 60)).as("wall").isLessThan(0.02f);
        assertThat(at(matte, 70, 60)).as("flag").isLessThan(0.02f);
        assertThat(at(matte, 415, 150)).as("rocket").isLessThan(0.02f);
    }

    /** Far below and beside the network's frame. */
    @Test
    void keepsArmsAndWhatTheyHold() {
        Matte matte = cut(Samples.astronaut());
        assertThat(at(matte, 330, 350)).as("arm").isGreaterThan(0.95f);
        assertThat(at(matte, 400, 430)).as("helmet").isGreaterThan(0.95f);
        assertThat(at(matte, 30, 420)).as("sleeve").isGreaterThan(0.95f);
        assertThat(matte.trust().isFirm()).isTrue();
    }

    @Test
    void keepsTheCapOfABespectacledSitter() {
        Matte matte = cut(Samples.graceHopper());
        assertThat(at(matte, 265, 60)).as("cap").isGreaterThan(0.9f);
        assertThat(at(matte, 265, 560)).as("jacket").isGreaterThan(0.95f);
        assertThat(at(matte, 460, 60)).as("wall").isLessThan(0.02f);
    }

    /** Cutting the same photo twice, and on one thread only, gives the same samples. */
    @Test
    void givesTheSameMatteEveryTime() {
        float[] first = cut(Samples.astronaut()).alpha().data();
        List<float[]> again = new ArrayList<>();
        Thread single = new Thread(() -> again.add(cut(Samples.astronaut()).alpha().data()));
        single.start();
        try {
            single.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(again.getFirst()).isEqualTo(first);
    }

    @Test
    void foregroundColoursLoseTheOldGround() {
        int side = 64;
        Raster picture = Raster.blank(side, side, 3);
        Raster alpha = Raster.blank(side, side, 1);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float a = Math.clamp((x - 24) / 16f, 0f, 1f);
                alpha.data()[y * side + x] = a;
                picture.data()[picture.at(x, y)] = 1 - a; // black person before a blue wall
            }
        }
        Raster colours = new Raster(picture.width(), picture.height(), 3, picture.data().clone());
        ForegroundColour.apply(colours, alpha, 160);
        assertThat(colours.data()[colours.at(32, 32)]).as("blue left at half alpha").isLessThan(0.12f);
        assertThat(picture.data()[picture.at(32, 32)]).isEqualTo(0.5f);
    }

    /** Hair lets a blue wall through in specks where alpha is one already. */
    @Test
    void theOldGroundsHueLeavesTheSittersEdge() {
        int side = 64;
        Raster picture = Raster.blank(side, side, 3);
        Raster alpha = Raster.blank(side, side, 1);
        for (int i = 0; i < side * side; i++) {
            boolean person = i % side >= 32;
            alpha.data()[i] = person ? 1 : 0;
            boolean speck = person && i % side < 34;
            picture.data()[3 * i] = person ? speck ? 0.4f : 0.05f : 0.8f;
            picture.data()[3 * i + 1] = person ? speck ? 0.2f : 0.05f : 0.3f;
            picture.data()[3 * i + 2] = 0.05f;
        }
        ForegroundColour.apply(picture, alpha, 160);
        int speck = picture.at(33, 32);
        assertThat(picture.data()[speck] - picture.data()[speck + 2]).as("blue beyond red in a speck, 0.35 before")
                .isLessThan(0.15f);
        int inside = picture.at(50, 32);
        assertThat(picture.data()[inside]).as("hair inside").isEqualTo(0.05f);
    }

    private static Matte cut(Photo photo) {
        try (NativePicture pixels = SitterAnalysis.pixels(photo)) {
            Face face = new FaceFinder().find(pixels);
            return MATTING.cut(pixels, face);
        }
    }

    private static float at(Matte matte, double photoX, double photoY) {
        int x = (int) matte.fromPhoto().x(photoX);
        int y = (int) matte.fromPhoto().y(photoY);
        return matte.alpha().data()[y * matte.alpha().width() + x];
    }
}
