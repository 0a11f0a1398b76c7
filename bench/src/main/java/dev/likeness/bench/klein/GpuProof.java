package dev.likeness.bench.klein;

import dev.likeness.diffusion.check.Difference;
import dev.likeness.diffusion.check.GoldenCheck;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.net.CudaDevices;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.pipeline.KleinModel;
import dev.likeness.diffusion.pipeline.Setup;
import dev.likeness.diffusion.weights.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says what the engine klein does on this machine, in minutes and without its weights: golden cases in F32 and in BF16,
 * then times of a random model, of the real size where there is an NVIDIA card. Run by {@code bench/gpu-proof.sh}, from
 * the repository's folder. Ends with 1 when a check fails.
 *
 * <p>Options: {@code --width N} of the transformer (3072 is the real one; default 3072 with a card, 512 without), {@code
 * --side N} of the pictures (1024; 512), {@code --runs N} (5; 3), {@code --folder DIR} for the random model, {@code
 * --keep} it.
 */
public final class GpuProof {
    private static final Path GOLDENS = Path.of("diffusion", "src", "test", "resources", "goldens");
    private static final int REAL = 3072;

    private final List<String> options;
    private final boolean card;
    private boolean failed;

    private GpuProof(List<String> options, boolean card) {
        this.options = options;
        this.card = card;
    }

    public static void main(String[] arguments) throws IOException {
        say("%s, %d processors, Java %s", LocalDate.now(), Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        Optional<String> objection = CudaDevices.objection(0);
        say("card, driver, memory, capability: %s", NvidiaSmi.card().orElse("none that nvidia-smi tells of"));
        say("%s", objection.map(why -> "NO CARD IS USED, only the processors are tried: " + why)
                .orElse("the build has CUDA kernels, and all libraries of CUDA 12 and cuDNN 9 are there"));
        GpuProof proof = new GpuProof(List.of(arguments), objection.isEmpty());
        proof.checks();
        proof.times();
        say("%s", proof.failed ? "FAILED: see BEYOND above" : "every check passed");
        System.exit(proof.failed ? 1 : 0);
    }

    private void checks() {
        check("F32 on the processors", new Device.Processors(0));
        check("BF16 as a card rounds, on the processors", new Device.RoundedProcessors(0));
        if (card) {
            check("F32 on the card", new Device.Card(0, 0, true));
            check("BF16 on the card", new Device.Card(0, 0, false));
        }
    }

    private void check(String title, Device device) {
        for (String name : List.of("a_text", "b_one_ref", "c_two_refs", "e_base_cfg")) {
            GoldenCheck check = GoldenCheck.run(GOLDENS.resolve("model"), GOLDENS.resolve(name),
                    new Setup(device, Long.MAX_VALUE, false));
            Comparator<Difference> relative = Comparator.comparingDouble(Difference::relative);
            Difference worst = check.differences().stream().max(relative).orElseThrow();
            Difference largest = check.differences().stream().filter(each -> each.tolerance() < 1)
                    .max(Comparator.comparingDouble(Difference::largest)).orElseThrow();
            say("%s, %s: %d tensors, largest difference %.1e (%s), largest relative %.2f %% (%s)%s", title, name,
                    check.differences().size(), largest.largest(), largest.name(), 100 * worst.relative(), worst.name(),
                    check.departure().map(first -> "  BEYOND first at " + first.name()).orElse(""));
            check.unseen().forEach(tensor -> say("  not compared: %s", tensor));
            failed |= check.departure().isPresent();
        }
    }

    private void times() throws IOException {
        int width = number("--width", card ? REAL : 512);
        int side = number("--side", card ? 1024 : 512);
        int runs = number("--runs", card ? 5 : 3);
        Path folder = value("--folder").map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "likeness-random-klein-" + width));
        if (Files.exists(folder)) {
            throw new IOException(folder + " is there already: delete it, or name another with --folder");
        }
        try {
            long start = System.nanoTime();
            long bytes = new RandomFolder(folder, ElementType.BF16).write(ModelSize.narrowed(width),
                    GOLDENS.resolve("model/tokenizer"));
            say("random model of width %d: %.2f GB in %s, written in %.1f s", width, bytes / 1e9, folder, since(start));
            Setup setup = card ? Setup.card(0, Long.MAX_VALUE) : Setup.processors();
            try (KleinModel model = KleinModel.open(ModelConfig.read(folder), setup)) {
                table(model, width, side, runs);
            }
        } finally {
            if (!options.contains("--keep") && Files.exists(folder)) {
                RandomFolder.delete(folder);
            }
        }
    }

    private void table(KleinModel model, int width, int side, int runs) {
        boolean real = width == REAL && side == 1024;
        say("%n| width %d, %s, medians of %d after a warm-up | text | encode | step | decode | picture | roofline of an H200 | "
                + "peak memory of the %s |%n|---|--:|--:|--:|--:|--:|--:|--:|", width,
                card ? "BF16 on the card" : "F32", runs,
                card ? "card" : "process");
        for (int references = 0; references <= 1; references++) {
            String roofline = !real ? "-" : references == 0 ? "193 ms" : "412 ms";
            String name = side + "x" + side + ", " + StageTimes.STEPS + " steps, "
                    + (references == 0 ? "no reference" : "one reference of the same size");
            try (NvidiaSmi.Peak peak = new NvidiaSmi.Peak()) {
                StageTimes times = StageTimes.of(model, side, references, card ? 2 : 1, runs);
                say("%s", times.row(name, roofline,
                        (card ? peak.mebibytes() : ResidentMemory.peak() >> 20) + " MiB"));
            }
        }
        say("");
    }

    private int number(String option, int otherwise) {
        return value(option).map(Integer::parseInt).orElse(otherwise);
    }

    private Optional<String> value(String option) {
        int at = options.indexOf(option);
        return at < 0 || at + 1 >= options.size() ? Optional.empty() : Optional.of(options.get(at + 1));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
