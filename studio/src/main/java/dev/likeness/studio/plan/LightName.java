package dev.likeness.studio.plan;

import java.util.Locale;

/** The key light, by the names photographers give it. */
public enum LightName {
    /** The light of the photo, unchanged. */
    NONE,
    /** The light of the photo, a little shaped: before a plain background, where nobody asked for another. */
    GENTLE,
    /** From above the lens: a small shadow under the nose; beauty and glamour. */
    BUTTERFLY,
    /** From a little aside: the nose's shadow loops towards the cheek; suits almost everybody. */
    LOOP,
    /** From aside and above: a triangle of light on the shaded cheek. */
    REMBRANDT,
    /** From the side: half the face in shadow. */
    SPLIT,
    /** A large source close by: gentle gradations. */
    SOFT,
    /** A tall window at the side: large and close, so that light falls off over face and body. */
    WINDOW,
    /** One hard source, hardly any fill. */
    LOW,
    /** A bare flash beside the lens: white, frontal, with a small hard shadow, whatever the colour of the scene. */
    FLASH,
    /** From behind: a bright contour, and a weak key from the other side. */
    RIM,
    /** Even frontal light, as identity photos ask for. */
    FLAT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
