package dev.likeness.diffusion.check;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Progress;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.net.FloatTensor;
import dev.likeness.diffusion.net.Trace;
import dev.likeness.diffusion.pipeline.KleinModel;
import dev.likeness.diffusion.pipeline.PictureRequest;
import dev.likeness.diffusion.pipeline.Probe;
import dev.likeness.diffusion.pipeline.Setup;
import dev.likeness.diffusion.pipeline.TextTaps;
import dev.likeness.diffusion.weights.StoredTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs a golden case with a model folder and compares every intermediate tensor with the golden one, in the order of
 * computation. The first that differs shows where the error is.
 *
 * @param differences in that order
 * @param unseen      golden tensors that this engine does not compute
 */
public record GoldenCheck(List<Difference> differences, List<String> unseen) {
    /** Allowed difference of BF16 from the reference's F32, relative to the norm of the tensor. */
    private static final double ROUNDED = 0.02;
    /** Golden tensors that are inputs. */
    private static final Set<String> GIVEN = Set.of("noise_bchw");

    public GoldenCheck {
        differences = List.copyOf(differences);
        unseen = List.copyOf(unseen);
    }

    /** The first tensor beyond its tolerance. */
    public Optional<Difference> departure() {
        return differences.stream().filter(difference -> !difference.isWithin()).findFirst();
    }

    /**
     * Runs the case. If the model has a guidance input and the case does not say how it was guided, all ways are tried.
     *
     * @throws dev.likeness.diffusion.weights.BrokenCheckpoint when model or case are unusable
     */
    public static GoldenCheck run(Path model, Path caseFolder, Setup setup) {
        GoldenCase golden = GoldenCase.read(caseFolder);
        ModelConfig read = ModelConfig.read(model);
        ModelConfig config = golden.distilled().map(read::distilled).orElse(read);
        GoldenCheck check = run(golden, config, setup);
        PictureRequest picture = golden.picture();
        if (check.departure().isEmpty() || !config.transformer().guidance()) {
            return check;
        }
        OptionalDouble scale = OptionalDouble.of(picture.guidance());
        return Stream
                .of(golden.guided(1, scale), golden.guided(1, picture.embedded()),
                        golden.guided(1, OptionalDouble.empty()))
                .map(other -> run(other, config, setup)).filter(other -> other.departure().isEmpty()).findFirst()
                .orElse(check);
    }

    private static GoldenCheck run(GoldenCase golden, ModelConfig config, Setup wanted) {
        TextTaps taps = golden.taps().orElseGet(() -> TextTaps.of(config));
        boolean guided = config.transformer().guidance() && golden.picture().embedded().isPresent();
        Setup setup = new Setup(wanted.device(), wanted.budget(), golden.roundedTimes());
        Collector collector = new Collector(golden, setup.device().precision() == Precision.F32 ? 0 : ROUNDED);
        try (KleinModel open = KleinModel.open(config, taps, setup, guided,
                golden.hasInnerTensors() ? Trace.ON : Trace.OFF)) {
            open.make(golden.picture(), Progress.NONE, Cancellation.NEVER, collector);
        }
        return new GoldenCheck(collector.differences, collector.unseen());
    }

    private static final class Collector implements Probe {
        private final GoldenCase golden;
        private final List<Difference> differences = new ArrayList<>();
        private final Set<String> seen = new LinkedHashSet<>();
        private double allowed;

        /**
         * @param allowed relative difference
         */
        Collector(GoldenCase golden, double allowed) {
            this.golden = golden;
            this.allowed = allowed;
        }

        @Override
        public void record(String name, FloatTensor value) {
            StoredTensor wanted = golden.tensors().get(name);
            if (wanted != null && seen.add(name)) {
                differences.add(Difference.of(name, value, wanted, allowed));
            }
            if (name.equals("step0_velocity_uncond")) {
                // Guidance multiplies the difference of two nearly equal tensors, and with it their errors.
                allowed *= golden.picture().guidance();
            }
        }

        List<String> unseen() {
            Set<String> unseen = new TreeSet<>(golden.tensors().keySet());
            unseen.removeAll(seen);
            unseen.removeIf(name -> GIVEN.contains(name) || name.endsWith("_rgb_u8_hwc") || name.contains("guidance"));
            return List.copyOf(unseen);
        }
    }
}
