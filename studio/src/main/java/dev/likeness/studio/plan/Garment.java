package dev.likeness.studio.plan;

import java.util.Locale;

/** A piece of clothing whose colour can be asked for. */
public enum Garment {
    /** What covers the shoulders: jacket, suit, coat, dress, pullover. */
    JACKET,
    /** What shows between lapels; where nothing lies over it, what covers the shoulders. */
    SHIRT,
    /** The strip down the shirt. */
    TIE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
