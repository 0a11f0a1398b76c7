package dev.likeness.diffusion.text;

import java.util.Arrays;

/**
 * A prompt as numbers, padded on the right.
 *
 * @param ids    one a place
 * @param length how many of them are words; the others are padding
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PromptTokens(long[] ids, int length) {
    /** 1 for words, 0 for padding. */
    public long[] mask() {
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 0, length, 1);
        return mask;
    }
}
