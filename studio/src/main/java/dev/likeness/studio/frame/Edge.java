package dev.likeness.studio.frame;

/**
 * One edge of the photo, and where along it the sitter is cut. Photo pixels.
 *
 * @param at   the place of the edge: x of a side, y of the top
 * @param cuts running count of cut places along the edge; one entry more than places
 * @param from place along the edge where {@code cuts} begins
 * @param step length of a place
 */
@SuppressWarnings("ArrayRecordComponent") // counts: never compared
record Edge(double at, int[] cuts, double from, double step) {
    /** @param cut whether the sitter is cut at each place */
    static Edge of(double at, boolean[] cut, double from, double step) {
        int[] counts = new int[cut.length + 1];
        for (int i = 0; i < cut.length; i++) {
            counts[i + 1] = counts[i] + (cut[i] ? 1 : 0);
        }
        return new Edge(at, counts, from, step);
    }

    /** Whether the edge cuts the sitter between two places along it. */
    boolean cutsBetween(double first, double last) {
        int a = (int) Math.clamp(Math.floor((first - from) / step), 0, cuts.length - 1);
        int b = (int) Math.clamp(Math.ceil((last - from) / step), a, cuts.length - 1);
        return cuts[b] > cuts[a];
    }

    /** The first place at or after {@code place} where the edge cuts the sitter; infinity when there is none. */
    double firstCut(double place) {
        for (int i = (int) Math.clamp(Math.floor((place - from) / step), 0, cuts.length - 1); i < cuts.length
                - 1; i++) {
            if (cuts[i + 1] > cuts[i]) {
                return from + i * step;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
