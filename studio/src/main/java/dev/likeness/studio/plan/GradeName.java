package dev.likeness.studio.plan;

import java.util.Locale;

/** The colours and contrast of the finished picture. */
public enum GradeName {
    /** As photographed. */
    NEUTRAL,
    /** A gentle negative film: lifted blacks, rolled-off whites, a little colour in the shadows. */
    FILM,
    /** Silver. */
    BLACK_AND_WHITE,
    /** Late sun. */
    WARM,
    /** Blue hour; skin keeps its warmth. */
    COOL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
