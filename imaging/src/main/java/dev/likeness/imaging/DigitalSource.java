package dev.likeness.imaging;

import dev.likeness.core.GenMode;

/**
 * How a picture came about, in the words of the IPTC's vocabulary <a
 * href="https://cv.iptc.org/newscodes/digitalsourcetype/">Digital Source Type</a>.
 */
public enum DigitalSource {
    /** A photo joined with parts that a program painted, such as a new background. */
    COMPOSITE_SYNTHETIC("compositeSynthetic"),
    /** A photo that a program improved, without adding anything. */
    ALGORITHMICALLY_ENHANCED("algorithmicallyEnhanced"),
    /** A picture that a trained model made. */
    TRAINED_ALGORITHMIC_MEDIA("trainedAlgorithmicMedia");

    /** The engine that paints every pixel anew. */
    private static final String GENERATIVE = "klein";

    private final String term;

    DigitalSource(String term) {
        this.term = term;
    }

    /** The term's URI, as it stands in files. */
    public String uri() {
        return "http://cv.iptc.org/newscodes/digitalsourcetype/" + term;
    }

    /**
     * What an engine makes in a mode. The name tells, because files are labelled again by processes in which the engine is
     * not open.
     */
    public static DigitalSource of(String engine, GenMode mode) {
        return engine.equals(GENERATIVE) ? TRAINED_ALGORITHMIC_MEDIA : ofPhoto(mode);
    }

    /** What an engine that works on the photo itself makes in this mode: only a new background makes it a composite. */
    public static DigitalSource ofPhoto(GenMode mode) {
        return switch (mode) {
            case REFERENCE -> ALGORITHMICALLY_ENHANCED;
            case CREATIVE, REFERENCE_CHAR -> COMPOSITE_SYNTHETIC;
        };
    }
}
