package dev.likeness.service.moderation;

import dev.likeness.core.ErrorCode;
import java.util.Locale;

/** Where an order is looked at. */
public enum Point {
    /** What the portrait shall look like, the template's text included; before money is held. */
    PROMPT("prompt", ErrorCode.PROMPT_REJECTED),
    /** The photo, and the client's own picture behind the sitter; in the worker. */
    PHOTO("photo", ErrorCode.PHOTO_REJECTED),
    /** The finished portrait, before it is stored; in the worker. */
    OUTPUT("finished portrait", ErrorCode.OUTPUT_REJECTED),
    /** Words that are written onto the portrait or into its file; before money is held. */
    OUTPUT_TEXT("text on the portrait", ErrorCode.OUTPUT_TEXT_REJECTED);

    private final String title;
    private final ErrorCode refusal;

    Point(String title, ErrorCode refusal) {
        this.title = title;
        this.refusal = refusal;
    }

    /** For messages to clients. */
    public String title() {
        return title;
    }

    /** The error of an order that is refused here, unless a moderator has one of its own. */
    public ErrorCode refusal() {
        return refusal;
    }

    /** Whether text, rather than a picture, is looked at here. */
    public boolean ofText() {
        return this == PROMPT || this == OUTPUT_TEXT;
    }

    /** For the audit trail and for moderators over HTTP: {@code output_text}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
