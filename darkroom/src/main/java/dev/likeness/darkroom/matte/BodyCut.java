package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.GrabCut;
import dev.likeness.darkroom.pixel.GrabCut.Guess;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.StructuringElement;

/**
 * Arms and body below the network's frame: {@link GrabCut}, its colour models learned where the network is sure. Cloth
 * against background is the easy part of a portrait; colour is enough for it.
 */
final class BodyCut {
    /** Face width at which the cut is made, pixels. */
    static final double FACE = 48;
    private static final int ITERATIONS = 4;
    /** Pixels that must be certain of either kind before colours can be learned from them. */
    private static final int LEAST_CERTAIN = 20;
    /** What is thinner is neither arm nor gap, pixels. */
    private static final StructuringElement THINNEST = StructuringElement.disc(5);
    /** Smoothing that takes the weave from cloth: diameter in pixels, 8-bit steps, pixels. */
    private static final int DIAMETER = 7;
    private static final double COLOURS = 25;
    private static final double DISTANCE = 5;

    /** Alpha from which on the network is sure of the person, and up to which of the background. */
    private static final float PERSON = 0.95f;
    private static final float BACKGROUND = 0.05f;

    private BodyCut() {}

    /**
     * @param photo the 8-bit photo
     * @param frame the network's alpha in the canonical frame
     * @param work  the picture on which the cut is made
     * @return 1 for the person, else 0; of the size of {@code work}
     */
    static Raster cut(NativePicture photo, Raster frame, WorkPicture work) {
        int width = work.width();
        Placement toFrame = work.fromPhoto().inverse().then(CanonicalFrame.of(work.face(), frame.width()));
        Guess[] guesses = new Guess[width * work.height()];
        int person = 0;
        int background = 0;
        for (int i = 0; i < guesses.length; i++) {
            guesses[i] = guess(frame, toFrame, work, i % width + 0.5, i / width + 0.5);
            person += guesses[i] == Guess.FOREGROUND ? 1 : 0;
            background += guesses[i] == Guess.BACKGROUND ? 1 : 0;
        }
        Raster cut = Raster.blank(width, work.height(), 1);
        if (person > LEAST_CERTAIN && background > LEAST_CERTAIN) {
            Mask mask = byColour(photo, work, guesses);
            for (int i = 0; i < guesses.length; i++) {
                cut.data()[i] = mask.isSet(i) ? 1 : 0;
            }
        } else {
            for (int i = 0; i < guesses.length; i++) {
                cut.data()[i] = guesses[i].isForeground() ? 1 : 0;
            }
        }
        return cut;
    }

    private static Mask byColour(NativePicture photo, WorkPicture work, Guess[] guesses) {
        try (NativePicture small = photo.draw(work.fromPhoto(), work.width(), work.height(), Interpolation.LINEAR,
                Border.REPEATED); NativePicture smooth = small.smoothed(DIAMETER, COLOURS, DISTANCE)) {
            return GrabCut.cut(smooth, guesses, ITERATIONS).opened(THINNEST).closed(THINNEST);
        }
    }

    private static Guess guess(Raster frame, Placement toFrame, WorkPicture work, double x, double y) {
        int side = frame.width();
        double fx = toFrame.x(x);
        double fy = toFrame.y(y);
        double margin = side * 0.03;
        if (fx >= margin && fx < side - margin && fy >= 0 && fy < side - margin) {
            return byAlpha(frame.data()[(int) fy * side + (int) fx]);
        }
        double u = Math.abs(x - work.eyesX()) / work.unit();
        double v = (y - work.eyesY()) / work.unit();
        if (v < 1 || u > 2.1) {
            return Guess.BACKGROUND;
        }
        if (u < 0.35) {
            return Guess.FOREGROUND;
        }
        return u < 1.25 ? Guess.PROBABLY_FOREGROUND : Guess.PROBABLY_BACKGROUND;
    }

    private static Guess byAlpha(float alpha) {
        if (alpha > PERSON) {
            return Guess.FOREGROUND;
        }
        if (alpha < BACKGROUND) {
            return Guess.BACKGROUND;
        }
        return alpha > 0.5f ? Guess.PROBABLY_FOREGROUND : Guess.PROBABLY_BACKGROUND;
    }
}
