package dev.likeness.app.engines;

import dev.likeness.app.console.Failures;
import dev.likeness.app.console.ProgressLine;
import dev.likeness.diffusion.check.Difference;
import dev.likeness.diffusion.check.GoldenCheck;
import dev.likeness.diffusion.hub.CatalogModel;
import dev.likeness.diffusion.hub.DownloadFailed;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "models", usageHelpAutoWidth = true, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "The weights of the engine klein: what there is, getting it, proving it.", footerHeading = "%nExamples:%n", footer = {
        "  likeness models pull klein-4b", "  likeness models check ~/.likeness/models/klein-4b",
        "  likeness models check MODEL_DIR --goldens CASE_DIR", "", "Environment:",
        "  HF_ENDPOINT       a mirror of the hub", "  HF_TOKEN          for models behind a licence page",
        "  LIKENESS_KLEIN    the folder of the model that the engine uses",
        "  LIKENESS_KLEIN_DEVICE, _MEMORY, _STEPS, _GUIDANCE, _MAX_PIXELS, _BEST_OF, LIKENESS_FACE_EMBEDDING:",
        "                    see docs/gpu.md"})
public final class ModelsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(description = "List the models that the engine runs.", mixinStandardHelpOptions = true)
    int list() {
        for (CatalogModel model : CatalogModel.ALL) {
            Path folder = Models.folder(System.getenv(), model.name());
            out().printf(Locale.ROOT, "%-14s %-40s %5.0f GB  %s; %s%s%n", model.name(), model.repository(),
                    model.gigabytes(), model.licence(), model.about(),
                    Files.isDirectory(folder) ? "; in " + folder : "");
        }
        return 0;
    }

    @Command(description = "Download a model; a stopped download goes on where it was.", mixinStandardHelpOptions = true)
    int pull(
            @Parameters(paramLabel = "MODEL", description = "A name of the list, or a repository OWNER/NAME.") String model,
            @Option(names = "--to", paramLabel = "DIR", description = "Where to put it (default: models/MODEL in LIKENESS_DATA).") Optional<Path> to,
            @Option(names = "--from", paramLabel = "DIR", description = "Copy it from a folder instead of the hub: a disk, or a cache's snapshot.") Optional<Path> from,
            @Option(names = "--revision", paramLabel = "REV", defaultValue = "main", description = "Branch, tag or commit (default ${DEFAULT-VALUE}).") String revision) {
        Optional<CatalogModel> known = CatalogModel.named(model);
        if (known.isEmpty() && !model.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("model \"" + model + "\" is unknown: use "
                    + CatalogModel.ALL.stream().map(CatalogModel::name).collect(Collectors.joining(", "))
                    + " or a repository OWNER/NAME");
        }
        String repository = known.map(CatalogModel::repository).orElse(model);
        Path folder = to.orElseGet(
                () -> Models.folder(System.getenv(), model.substring(model.lastIndexOf('/') + 1)));
        return told(() -> {
            ProgressLine.during("pull", true, spec.commandLine().getErr(), progress -> {
                Models.pull(repository, revision, from, folder, (done, total, file) -> progress.report(
                        total == 0 ? 1 : (double) done / total,
                        String.format(Locale.ROOT, "%.1f of %.1f GB, %s", done / 1e9, total / 1e9, file)));
                return folder;
            });
            out().println(folder + "  " + Models.check(folder));
            return 0;
        });
    }

    @Command(description = "Check a model's folder: every tensor's name, shape and type; with --goldens every number on the way to a picture.", mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "DIR", description = "The folder that holds model_index.json.") Path folder,
            @Option(names = "--goldens", paramLabel = "CASE_DIR", description = "A folder with case.json and golden.safetensors.") Optional<Path> goldens) {
        return told(() -> {
            if (goldens.isEmpty()) {
                out().println(folder + "  whole: " + Models.check(folder));
                return 0;
            }
            return print(Models.check(folder, goldens.get()));
        });
    }

    private int print(GoldenCheck check) {
        for (Difference difference : check.differences()) {
            out().printf(Locale.ROOT, "%-32s largest difference %.2e  relative %.2e  %s%n", difference.name(),
                    difference.largest(), difference.relative(),
                    difference.isWithin() ? "ok" : "BEYOND " + difference.tolerance() + " " + difference.remark());
        }
        check.unseen().forEach(name -> out().println(name + "  not compared: this engine computes nothing like it"));
        Optional<Difference> departure = check.departure();
        if (check.differences().isEmpty()) {
            out().println("nothing could be compared");
            return 1;
        }
        out().println(departure.map(first -> "departs first at " + first.name())
                .orElse("all " + check.differences().size() + " tensors within tolerance"));
        return departure.isPresent() ? 1 : 0;
    }

    /** What is wrong with a folder or a download, in one line. */
    private int told(IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (BrokenCheckpoint | DownloadFailed wrong) {
            spec.commandLine().getErr().println("likeness: " + wrong.getMessage() + " [model]");
            return Failures.OTHER;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
