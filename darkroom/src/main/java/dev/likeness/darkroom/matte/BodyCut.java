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
 * Cuts out arms and body below the network's frame by {@link GrabCut}. Its colour models are learned where the network
 * is certain; elsewhere its initial labels are the segmentation's.
 */
final class BodyCut {
    /** Face width at which the cut is made, pixels. */
    static final double FACE = 48;
    private static final int ITERATIONS = 4;
    /** Least number of certain pixels of person and of background for learning colours. */
    private static final int LEAST_CERTAIN = 20;
    /** Thinner pieces and gaps are removed, pixels. */
    private static final StructuringElement THINNEST = StructuringElement.disc(5);
    /** Smoothing that removes the weave of cloth: diameter in pixels, 8-bit steps, pixels. */
    private static final int DIAMETER = 7;
    private static final double COLOURS = 25;
    private static final double DISTANCE = 5;

    /** From and up to these values the segmentation decides; between them, and near the body, colour does. */
    private static final float BODY = 0.9f;
    private static final float NOBODY = 0.1f;
    /** People farther beside the eyes than this are somebody else, face widths. */
    private static final double FURTHEST = 2.4;

    /** Alpha from which on the network is sure of the person, and up to which of the background. */
    private static final float PERSON = 0.95f;
    private static final float BACKGROUND = 0.05f;

    private BodyCut() {}

    /**
     * @param photo  the 8-bit photo
     * @param frame  the network's alpha in the canonical frame
     * @param person the segmentation's answer on {@code work}, 0 to 1
     * @param work   the picture on which the cut is made
     * @return 1 for the person, else 0; of the size of {@code work}
     */
    static Raster cut(NativePicture photo, Raster frame, Raster person, WorkPicture work) {
        int width = work.width();
        Placement toFrame = work.fromPhoto().inverse().then(CanonicalFrame.of(work.face(), frame.width()));
        Guess[] guesses = new Guess[width * work.height()];
        int certainPerson = 0;
        int certainBackground = 0;
        for (int i = 0; i < guesses.length; i++) {
            guesses[i] = guess(frame, toFrame, person.data()[i], work, i % width + 0.5, i / width + 0.5);
            certainPerson += guesses[i] == Guess.FOREGROUND ? 1 : 0;
            certainBackground += guesses[i] == Guess.BACKGROUND ? 1 : 0;
        }
        Raster cut = Raster.blank(width, work.height(), 1);
        if (certainPerson > LEAST_CERTAIN && certainBackground > LEAST_CERTAIN) {
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

    private static Guess guess(Raster frame, Placement toFrame, float person, WorkPicture work, double x, double y) {
        int side = frame.width();
        double fx = toFrame.x(x);
        double fy = toFrame.y(y);
        double margin = side * 0.03;
        if (fx >= margin && fx < side - margin && fy >= 0 && fy < side - margin) {
            return byAlpha(frame.data()[(int) fy * side + (int) fx]);
        }
        double u = Math.abs(x - work.eyesX()) / work.unit();
        double v = (y - work.eyesY()) / work.unit();
        if (v < 0 || u > FURTHEST || person < NOBODY) {
            return Guess.BACKGROUND;
        }
        if (person > BODY && u < 1.25 && v > 1) {
            return Guess.FOREGROUND;
        }
        return person > 0.5f ? Guess.PROBABLY_FOREGROUND : Guess.PROBABLY_BACKGROUND;
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
