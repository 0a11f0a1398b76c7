package dev.likeness.darkroom.face;

import dev.likeness.darkroom.face.FaceTexture.Measures;
import dev.likeness.darkroom.pixel.NativePicture;

/**
 * Tells a photo of a person from a picture of one: a portrait of a drawing, a statue or a doll is no portrait of anybody.
 *
 * <p>The thresholds of {@link Verdict#NOT_A_PHOTO} lie outside what 449 photos and 519 worse versions of 40 of them show
 * (blurred, grainy, black and white, dark, over-exposed, from tinted light); docs/performance.md has the table. The
 * traces of {@link Handiwork} add filters that paint and pencils. Fine brushwork, watercolour, wax and rendering look too much
 * like photos to be refused, and pass.
 */
public final class PhotoCheck {
    /** What a face looks like to be. */
    public enum Verdict {
        /** A photo, as far as can be told. */
        PHOTO,
        /** Perhaps a drawing, a painting, a statue or a doll, perhaps a photo that was much worked on. */
        DOUBTFUL,
        /** Surely no photo of a person. */
        NOT_A_PHOTO
    }

    /** Flat colours: share of skin in its three commonest tones, and of pixels equal to their neighbours. Photos: 0.48 at most. */
    private static final double FLAT = 0.54;
    private static final double PERHAPS_FLAT = 0.49;
    /** Less of the skin than this neither burnt out nor black says nothing about its tones. */
    private static final double LEGIBLE = 0.2;

    /** Eyes without iris and lashes: contrast inside the lids, and their darkest tone, both in tones of the skin. */
    private static final double BLANK_CONTRAST = 0.12;
    private static final double BLANK_DARKEST = 0.42;
    private static final double PERHAPS_BLANK_CONTRAST = 0.14;
    private static final double PERHAPS_BLANK_DARKEST = 0.40;
    /** Stone and bronze have one colour: spread of a* and b* on the skin. */
    private static final double ONE_COLOUR = 5;
    /** Detail of the skin (8-bit steps) below which the picture is blurred, and eyes look blank for that reason. */
    private static final double SHARP = 0.75;

    /** Hatching: skin of one colour, strong detail that alternates within two pixels, single strokes rather than even grain. */
    private static final double GREY = 2.8;
    private static final double HATCHED = 2.8;
    private static final double GRAINY = 6.5;
    private static final double ALTERNATING = 0.05;
    private static final double STROKES = 5;

    /** Blotted colour and paper grain of a watercolour: fine differences of colour and of brightness, alternating. */
    private static final double BLOTTED = 1.1;
    private static final double GRAINED = 3;
    private static final double PAPER = 0.01;
    private static final double BLOTS = 0.45;

    /** Painted plastic: more saturated than skin under white light is (photos: 49 at most), without its texture. */
    private static final double SATURATED = 50;
    private static final double POLISHED = 1.9;
    /**
     * Traces of a hand, log odds. Those photos whose traces set the weights reach 0.3, all others that were tried 1.7. They
     * say nothing of skin that is burnt out or black.
     */
    private static final double MADE = 2.2;
    private static final double PERHAPS_MADE = 1;
    private static final double WELL_LEGIBLE = 0.6;
    /** Skin darker than this (8-bit) shows too few tones to judge. */
    private static final double TOO_DARK = 50;

    private PhotoCheck() {}

    /** @param m of a face */
    static Verdict of(Measures m) {
        if (m.brightness() < TOO_DARK) {
            return Verdict.PHOTO;
        }
        double made = m.legible() < WELL_LEGIBLE ? 0 : HandiworkWeights.score(m.traces());
        if (made > MADE || isFlat(m, FLAT)
                || (isBlank(m, BLANK_CONTRAST, BLANK_DARKEST) && m.colourSpread() < ONE_COLOUR)) {
            return Verdict.NOT_A_PHOTO;
        }
        boolean doubtful = made > PERHAPS_MADE || isFlat(m, PERHAPS_FLAT)
                || isBlank(m, PERHAPS_BLANK_CONTRAST, PERHAPS_BLANK_DARKEST)
                || isHatched(m) || isWatercolour(m)
                || (m.chroma() > SATURATED && m.detail() < POLISHED);
        return doubtful ? Verdict.DOUBTFUL : Verdict.PHOTO;
    }

    /**
     * @param bgr  8-bit photo
     * @param face in its pixels
     */
    public static Verdict of(NativePicture bgr, Face face) {
        Verdict verdict = of(FaceTexture.of(bgr.mat(), face));
        // Few pixels show no texture: what is drawn from them looks flat and its eyes blank.
        return verdict == Verdict.NOT_A_PHOTO && face.width() < FaceFinder.SOFT_BELOW ? Verdict.DOUBTFUL : verdict;
    }

    private static boolean isFlat(Measures m, double least) {
        return m.legible() > LEGIBLE && m.commonTones() + m.level() > least;
    }

    private static boolean isBlank(Measures m, double contrast, double darkest) {
        return m.eyeContrast() < contrast && m.eyeDarkest() > darkest && m.detail() > SHARP;
    }

    private static boolean isHatched(Measures m) {
        return m.colourSpread() < GREY && m.detail() > HATCHED && m.detail() < GRAINY && m.alternation2() < ALTERNATING
                && m.peakedness() > STROKES;
    }

    private static boolean isWatercolour(Measures m) {
        return m.colourDetail() > BLOTTED && m.detail() > GRAINED && m.alternation3() < PAPER
                && m.alternation1() > BLOTS;
    }
}
