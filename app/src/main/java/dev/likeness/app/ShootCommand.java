package dev.likeness.app;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.studio.plan.Look;
import dev.likeness.studio.plan.Looks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "shoot", sortOptions = false, usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "Make a portrait from a photo of one person.", footerHeading = "%nExamples:%n", footer = {
        "  likeness shoot me.jpg --prompt \"warm library, Rembrandt light\" -o library.jpg",
        "  likeness shoot me.jpg --template city-night --seed 7 -o night.png",
        "  likeness shoot me.jpg --gen-mode reference --gpen 0.6 --skin 0.2     retouch only",
        "  likeness shoot me.jpg --json | jq .notes"})
final class ShootCommand implements Callable<Integer> {
    private final Engines engines;

    @Parameters(paramLabel = "PHOTO", description = "JPEG, PNG or WebP of one person, face visible; up to 20 MB.")
    private Path photo = Path.of("");

    @Option(names = {"-p", "--prompt"}, paramLabel = "TEXT", description = "What the portrait should look like.")
    private String prompt = "";

    @Option(names = {"-t",
            "--template"}, paramLabel = "NAME", description = "A look instead of a prompt, or before it; see the command looks.")
    private Optional<String> template = Optional.empty();

    @Option(names = "--width", paramLabel = "N", description = "512 to 2048 pixels (default ${DEFAULT-VALUE}).")
    private int width = FrameSize.DEFAULT.width();

    @Option(names = "--height", paramLabel = "N", description = "512 to 2048 pixels (default ${DEFAULT-VALUE}).")
    private int height = FrameSize.DEFAULT.height();

    @Option(names = "--gpen", paramLabel = "F", description = "Clarity of the face, 0 to 1 in steps of 0.1 (default ${DEFAULT-VALUE}).")
    private double gpen = Retouch.DEFAULT.gpen();

    @Option(names = "--skin", paramLabel = "F", description = "Beautifying, likewise (default ${DEFAULT-VALUE}).")
    private double skin = Retouch.DEFAULT.skin();

    @Option(names = "--skin-unifi", paramLabel = "F", description = "Evenness of the skin, likewise (default ${DEFAULT-VALUE}).")
    private double skinUnifi = Retouch.DEFAULT.skinUnifi();

    @Option(names = "--gen-mode", paramLabel = "MODE", description = "creative (the prompt decides), reference (clothes, hair and background stay) or "
            + "reference_char (the person stays). Default: creative with a prompt, else reference.")
    private Optional<String> mode = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "The same seed gives the same picture; -1 draws one (default).")
    private long seed = -1;

    @Option(names = "--engine", paramLabel = "NAME", description = "Who renders (default ${DEFAULT-VALUE}).")
    private String engine = "studio";

    @Option(names = {"-o",
            "--output"}, paramLabel = "FILE", description = "Where to put it; .jpg or .png (default ${DEFAULT-VALUE}).")
    private Path output = Path.of("portrait.jpg");

    @Option(names = {"-q", "--quiet"}, description = "Print nothing but errors.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the outcome and the notes as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ShootCommand(Engines engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() throws IOException {
        PortraitRequest request = request();
        PictureFile file = PictureFile.beside(photo, output);
        Photo source = PictureFile.read(photo);
        try (PortraitEngine chosen = engines.open(engine)) {
            Rendering rendering = ProgressLine.during("portrait", !quiet && !json, spec.commandLine().getErr(),
                    progress -> chosen.render(request, source, progress, Cancellation.NEVER));
            Outcome outcome = new Outcome(request, source, chosen.name(), rendering);
            file.write(rendering, outcome.label());
            tell(outcome);
        }
        return 0;
    }

    private PortraitRequest request() {
        Optional<Look> look = template.map(ShootCommand::look);
        String words = Stream.concat(look.map(Look::prompt).stream(), Stream.of(prompt))
                .filter(text -> !text.isBlank()).collect(Collectors.joining(", "));
        Optional<GenMode> wanted = mode.map(GenMode::ofWireName).or(() -> look.map(Look::mode));
        return PortraitRequest.of(words, new FrameSize(width, height), new Retouch(gpen, skin, skinUnifi), wanted,
                seed);
    }

    private static Look look(String name) {
        return Looks.find(name).orElseThrow(() -> new InvalidRequest(ErrorCode.UNKNOWN_TEMPLATE,
                "template \"" + name + "\" is unknown: use one of "
                        + Looks.all().stream().map(Look::name).collect(Collectors.joining(", "))));
    }

    private void tell(Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(outcome.json(output));
        } else if (!quiet) {
            outcome.lines(output).forEach(out::println);
        }
    }
}
