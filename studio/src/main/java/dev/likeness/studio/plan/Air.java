package dev.likeness.studio.plan;

import java.util.Locale;

/** The hour and the weather of a place in the open, where they are not those that it is painted in. */
public enum Air {
    /** As the place is painted. */
    CLEAR,
    /** A low sun from one side. */
    GOLDEN_HOUR,
    /** After sunset, in the light of the sky alone. */
    BLUE_HOUR,
    /** By the moon. */
    NIGHT,
    /** Fog, which takes the depth. */
    FOG,
    /** Falling snow. */
    SNOWFALL,
    /** Falling rain; seen from a room, rain on its window. */
    RAIN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
