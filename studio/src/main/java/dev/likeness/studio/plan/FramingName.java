package dev.likeness.studio.plan;

import java.util.Locale;

/** How much of the sitter the frame shows. */
public enum FramingName {
    /** Head and the top of the shoulders. */
    CLOSE,
    /** Head and chest. */
    BUST,
    /** Down to the waist, where the photo goes that far. */
    HALF,
    /** The proportions of an identity photo. */
    ID;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
