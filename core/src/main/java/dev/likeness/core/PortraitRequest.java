package dev.likeness.core;

import java.util.Optional;

/**
 * An order with every default resolved, so that a retry makes the same picture.
 *
 * @param prompt what the portrait should look like; empty for none; at most {@link #MAX_PROMPT} characters
 */
public record PortraitRequest(String prompt, FrameSize size, Retouch retouch, GenMode mode, Seed seed) {
    /** Longest prompt accepted, in Unicode code points (the siblings of this API allow 800). */
    public static final int MAX_PROMPT = 2000;

    public PortraitRequest {
        prompt = prompt.strip();
        int length = prompt.codePointCount(0, prompt.length());
        if (length > MAX_PROMPT) {
            throw new PortraitException.InvalidRequest(ErrorCode.PROMPT_TOO_LONG,
                    "prompt has " + length + " characters: at most " + MAX_PROMPT + " are allowed");
        }
    }

    /** An order whose mode follows the API's rule unless one is named: a prompt means creative, none reference. */
    public static PortraitRequest of(String prompt, FrameSize size, Retouch retouch, Optional<GenMode> mode,
            long seed) {
        return new PortraitRequest(prompt, size, retouch, mode.orElseGet(() -> GenMode.automatic(prompt)),
                Seed.requested(seed));
    }
}
