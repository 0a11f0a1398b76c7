package dev.likeness.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Whether memory grows with the number of portraits. */
final class Endurance {
    /** Portraits before the first look at the memory: pools fill and code is compiled. */
    private static final int WARM_UP = 20;

    private Endurance() {}

    /** One portrait. */
    @FunctionalInterface
    interface Portrait {
        void make() throws IOException;
    }

    /**
     * @param portraits made so far
     * @param resident  bytes held
     * @param outside   bytes held outside the Java heap
     */
    record Mark(int portraits, OptionalLong resident, OptionalLong outside) {}

    /** Memory at the start, in the middle and at the end of {@code portraits}, each after a collection. */
    static List<Mark> run(int portraits, Portrait portrait) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            portrait.make();
        }
        List<Mark> marks = new ArrayList<>();
        marks.add(mark(0));
        for (int i = 1; i <= portraits; i++) {
            portrait.make();
            if (i == portraits / 2 || i == portraits) {
                marks.add(mark(i));
            }
        }
        return marks;
    }

    @SuppressWarnings("SystemGc") // a measurement: what is garbage must not count
    private static Mark mark(int portraits) throws IOException {
        System.gc();
        return new Mark(portraits, ProcessMemory.resident(), ProcessMemory.outsideHeap());
    }
}
