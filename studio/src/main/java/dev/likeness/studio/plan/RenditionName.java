package dev.likeness.studio.plan;

import java.util.Locale;

/** What the finished photograph is made over into, with the background that suits it unless told otherwise. */
public enum RenditionName {
    /** It stays a photograph. */
    NONE(BackdropName.CANVAS_WARM),
    /** Oil on canvas. */
    OIL(BackdropName.CANVAS_OLIVE),
    /** Transparent watercolour on rough paper. */
    WATERCOLOUR(BackdropName.PAPER_GREY),
    /** Graphite on white paper. */
    PENCIL(BackdropName.PAPER_GREY),
    /** Charcoal and chalk on toned paper. */
    CHARCOAL(BackdropName.PAPER_GREY),
    /** Chinese ink on rice paper. */
    INK_WASH(BackdropName.PAPER_GREY),
    /** Ink contours, flat colours, a printer's screen. */
    COMIC(BackdropName.CITY_NIGHT),
    /** A painted cel. */
    ANIME(BackdropName.BEACH_DUSK),
    /** A silk-screened poster in four inks. */
    POSTER(BackdropName.PAPER_GREY);

    private final BackdropName backdrop;

    RenditionName(BackdropName backdrop) {
        this.backdrop = backdrop;
    }

    /** The background that suits this rendition. */
    public BackdropName backdrop() {
        return backdrop;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
