package dev.likeness.bench.klein;

import dev.likeness.core.Cancellation;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.pipeline.KleinModel;
import dev.likeness.diffusion.pipeline.PictureRequest;
import dev.likeness.diffusion.pipeline.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** Medians of the stages of a picture, in milliseconds. A step is one of the sampler's. */
record StageTimes(double text, double encode, double step, double decode, double whole) {
    static final int STEPS = 4;

    /**
     * Makes pictures with prompts and references that were never seen before, so that nothing comes from a cache.
     *
     * @param side of the picture and its reference, pixels
     * @param warm runs that are not counted
     */
    static StageTimes of(KleinModel model, int side, int references, int warm, int runs) {
        List<double[]> all = new ArrayList<>();
        for (int run = 0; run < warm + runs; run++) {
            double[] times = once(model, side, references, run);
            if (run >= warm) {
                all.add(times);
            }
        }
        double[] medians = new double[5];
        Arrays.setAll(medians, stage -> {
            double[] sorted = all.stream().mapToDouble(times -> times[stage]).sorted().toArray();
            return sorted[sorted.length / 2];
        });
        return new StageTimes(medians[0], medians[1], medians[2], medians[3], medians[4]);
    }

    private static double[] once(KleinModel model, int side, int references, int run) {
        List<Rgb> shown = new ArrayList<>();
        for (int i = 0; i < references; i++) {
            byte[] noise = new byte[3 * side * side];
            new Random(31L * run + i).nextBytes(noise);
            shown.add(new Rgb(side, side, noise));
        }
        PictureRequest picture = new PictureRequest("a studio portrait, take " + run + " from " + references, shown,
                side, side,
                STEPS, 1,
                OptionalDouble.empty(), run, Optional.empty());
        List<Long> marks = new ArrayList<>();
        Rgb made = model.make(picture, (fraction, stage) -> marks.add(System.nanoTime()), Cancellation.NEVER,
                Probe.NONE);
        marks.add(System.nanoTime());
        if (made.width() != side || marks.size() != STEPS + 4) {
            throw new IllegalStateException("a picture of " + made.width() + " pixels in " + marks.size() + " stages");
        }
        return new double[]{between(marks, 0, 1), between(marks, 1, 2), between(marks, 2, 2 + STEPS) / STEPS,
                between(marks, 2 + STEPS, 3 + STEPS), between(marks, 0, 3 + STEPS)};
    }

    private static double between(List<Long> marks, int from, int to) {
        return (marks.get(to) - marks.get(from)) / 1e6;
    }

    /** A row of a table in Markdown. */
    String row(String name, String roofline, String memory) {
        return String.format(Locale.ROOT, "| %s | %.0f ms | %.0f ms | %.0f ms | %.0f ms | **%.0f ms** | %s | %s |",
                name,
                text, encode, step, decode, whole, roofline, memory);
    }
}
