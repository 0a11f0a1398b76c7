package dev.likeness.imaging;

import dev.likeness.core.EngineProfile;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitRequest;

/**
 * How a picture was made, in the terms of the IPTC vocabulary <a
 * href="https://cv.iptc.org/newscodes/digitalsourcetype/">Digital Source Type</a>.
 */
public enum DigitalSource {
    /** A photo joined with parts that a program painted, such as a new background. */
    COMPOSITE_SYNTHETIC("compositeSynthetic"),
    /** A photo that a program improved, without adding anything. */
    ALGORITHMICALLY_ENHANCED("algorithmicallyEnhanced"),
    /** A picture that a trained model made. */
    TRAINED_ALGORITHMIC_MEDIA("trainedAlgorithmicMedia");

    private final String term;

    DigitalSource(String term) {
        this.term = term;
    }

    /** The term's URI, as it stands in files. */
    public String uri() {
        return "http://cv.iptc.org/newscodes/digitalsourcetype/" + term;
    }

    /** Of a portrait that an engine with this profile made in this mode. */
    public static DigitalSource of(EngineProfile engine, GenMode mode) {
        return engine.generative() ? TRAINED_ALGORITHMIC_MEDIA : ofPhoto(mode);
    }

    /** Of a portrait that an engine with this profile made of this order: what stands behind the sitter counts. */
    public static DigitalSource of(EngineProfile engine, PortraitRequest request) {
        boolean behind = request.setting().picture().isPresent() || request.setting().document().isPresent();
        return behind && !engine.generative() ? COMPOSITE_SYNTHETIC : of(engine, request.mode());
    }

    /** Of a portrait that keeps the photo's own pixels: only a new background makes it a composite. */
    public static DigitalSource ofPhoto(GenMode mode) {
        return switch (mode) {
            case REFERENCE -> ALGORITHMICALLY_ENHANCED;
            case CREATIVE, REFERENCE_CHAR -> COMPOSITE_SYNTHETIC;
        };
    }
}
