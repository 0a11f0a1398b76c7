package dev.likeness.studio.wardrobe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Connected pieces of sets of pixels. */
final class Regions {
    private Regions() {}

    /** The pieces connected along rows and columns, largest first. */
    static List<BitSet> of(BitSet inside, int width) {
        BitSet left = (BitSet) inside.clone();
        List<BitSet> pieces = new ArrayList<>();
        int[] reached = new int[inside.cardinality()];
        for (int start = left.nextSetBit(0); start >= 0; start = left.nextSetBit(start)) {
            BitSet piece = new BitSet();
            int end = 0;
            reached[end++] = start;
            left.clear(start);
            for (int at = 0; at < end; at++) {
                int i = reached[at];
                piece.set(i);
                int x = i % width;
                int[] around = {x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i, Math.max(0, i - width), i + width};
                for (int j : around) {
                    if (left.get(j)) {
                        left.clear(j);
                        reached[end++] = j;
                    }
                }
            }
            pieces.add(piece);
        }
        pieces.sort(Comparator.comparingInt(BitSet::cardinality).reversed());
        return pieces;
    }

    /** The same without pieces of fewer pixels than {@code least}. */
    static BitSet without(BitSet inside, int width, int least) {
        BitSet kept = new BitSet();
        of(inside, width).stream().filter(piece -> piece.cardinality() >= least).forEach(kept::or);
        return kept;
    }
}
