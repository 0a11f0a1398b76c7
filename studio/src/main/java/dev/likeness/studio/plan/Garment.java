package dev.likeness.studio.plan;

/** A piece of clothing whose colour can be asked for. */
public enum Garment {
    /** What covers the shoulders: jacket, suit, coat, dress, pullover. */
    OUTER("outer garment"),
    /** What shows between lapels; where nothing lies over it, what covers the shoulders. */
    SHIRT("shirt"),
    /** The strip down the shirt. */
    TIE("tie");

    private final String text;

    Garment(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
