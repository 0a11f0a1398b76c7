package dev.likeness.diffusion.text;

import java.util.Arrays;

/**
 * Token ids of a prompt, padded on the right.
 *
 * @param ids    one a place
 * @param length number of tokens without padding
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PromptTokens(long[] ids, int length) {
    /** 1 for tokens of the prompt, 0 for padding. */
    public long[] mask() {
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 0, length, 1);
        return mask;
    }
}
