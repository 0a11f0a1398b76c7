package dev.likeness.core;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An order with every default resolved, so that a retry makes the same picture.
 *
 * @param prompt   the client's own words; empty for none; at most {@link #MAX_PROMPT} characters
 * @param template the template that was ordered, found once, where the order was taken: a prompt is never looked up again
 * @param face     which of several faces of the photo, by its place in the list that {@code several_faces} and the check of a
 *                 photo give; empty for the only one, or the one that is clearly the sitter's
 */
public record PortraitRequest(String prompt, Optional<OrderedTemplate> template, FrameSize size, Retouch retouch,
        GenMode mode, Seed seed, OptionalInt face) {
    /** Longest prompt accepted, in Unicode code points (the siblings of this API allow 800). */
    public static final int MAX_PROMPT = 2000;

    public PortraitRequest {
        prompt = prompt.strip();
        int length = prompt.codePointCount(0, prompt.length());
        if (length > MAX_PROMPT) {
            throw new PortraitException.InvalidRequest(ErrorCode.PROMPT_TOO_LONG,
                    "prompt has " + length + " characters: at most " + MAX_PROMPT + " are allowed");
        }
        if (face.isPresent() && face.getAsInt() < 0) {
            throw new PortraitException.InvalidRequest(ErrorCode.UNKNOWN_FACE, "face is " + face.getAsInt()
                    + ": it counts the faces of the photo from 0 on");
        }
    }

    /** An order that names no face. */
    public PortraitRequest(String prompt, Optional<OrderedTemplate> template, FrameSize size, Retouch retouch,
            GenMode mode, Seed seed) {
        this(prompt, template, size, retouch, mode, seed, OptionalInt.empty());
    }

    /** An order without a template that names no face. */
    public PortraitRequest(String prompt, FrameSize size, Retouch retouch, GenMode mode, Seed seed) {
        this(prompt, Optional.empty(), size, retouch, mode, seed);
    }

    /** An order whose mode follows the API's rule unless one is named: a prompt means creative, none reference. */
    public static PortraitRequest of(String prompt, FrameSize size, Retouch retouch, Optional<GenMode> mode,
            long seed) {
        return new PortraitRequest(prompt, size, retouch, mode.orElseGet(() -> GenMode.automatic(prompt)),
                Seed.requested(seed));
    }

    /**
     * All that is said of the portrait: the template's text, then the client's own words. Engines that read in order let
     * the later words win.
     */
    public String words() {
        return template.map(ordered -> prompt.isEmpty() ? ordered.text() : ordered.text() + ", " + prompt)
                .orElse(prompt);
    }

    /** This order with a template before the client's words. */
    public PortraitRequest with(Template ordered) {
        return new PortraitRequest(prompt, Optional.of(OrderedTemplate.of(ordered)), size, retouch, mode, seed, face);
    }

    /** This order where the prompt was only a call of the template: no words of the client's own are left. */
    public PortraitRequest calledBy(Template ordered) {
        return new PortraitRequest("", Optional.empty(), size, retouch, mode, seed, face).with(ordered);
    }

    public PortraitRequest with(FrameSize other) {
        return new PortraitRequest(prompt, template, other, retouch, mode, seed, face);
    }

    /** This order of one of several faces. */
    public PortraitRequest ofFace(OptionalInt one) {
        return new PortraitRequest(prompt, template, size, retouch, mode, seed, one);
    }

    public PortraitRequest with(Seed other) {
        return new PortraitRequest(prompt, template, size, retouch, mode, other, face);
    }
}
