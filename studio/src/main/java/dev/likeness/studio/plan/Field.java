package dev.likeness.studio.plan;

/** The six independent decisions of a {@link Plan}. */
enum Field {
    BACKDROP, LIGHT, GRADE, FRAMING, RENDITION, AIR;

    /** How a value of this field reads in a note, for example {@code rembrandt light}. */
    String describe(String value) {
        return switch (this) {
            case BACKDROP -> "backdrop " + BackdropName.valueOf(value);
            case LIGHT -> LightName.valueOf(value) + " light";
            case GRADE -> "grade " + GradeName.valueOf(value);
            case FRAMING -> "framing " + FramingName.valueOf(value);
            case RENDITION -> "rendition " + RenditionName.valueOf(value);
            case AIR -> "air " + Air.valueOf(value);
        };
    }
}
