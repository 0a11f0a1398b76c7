package dev.likeness.app.portraits;

import dev.likeness.imaging.Json;
import dev.likeness.app.console.ProgressLine;
import dev.likeness.app.engines.Engines;
import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Seed;
import dev.likeness.core.Template;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "looks", sortOptions = false, usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "Put every template, or every retouch strength, on one photo, on one labelled sheet.", footerHeading = "%nExample:%n", footer = "  likeness looks me.jpg -o sheet.jpg && likeness shoot me.jpg --template city-night")
public final class LooksCommand implements Callable<Integer> {
    private static final int SMALLEST_TILE = 160;
    private static final int LARGEST_TILE = 1024;

    private final Engines engines;

    @Parameters(paramLabel = "PHOTO", description = "JPEG, PNG or WebP of one person, face visible; up to 20 MB.")
    private Path photo = Path.of("");

    @Option(names = {"-o",
            "--output"}, paramLabel = "SHEET", description = "Where to put it; .jpg or .png (default ${DEFAULT-VALUE}).")
    private Path output = Path.of("sheet.jpg");

    @Option(names = "--size", paramLabel = "N", description = "Side of a tile, 160 to 1024 pixels (default ${DEFAULT-VALUE}).")
    private int size = 420;

    @Option(names = "--seed", paramLabel = "N", description = "One seed for all looks (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--face", paramLabel = "N", description = "Which of several faces, counted from 0 as the command check lists them.")
    private Optional<Integer> face = Optional.empty();

    @Option(names = "--strengths", description = "Show the retouch strengths instead: gpen, skin and skin_unifi, a row each, 0 to 1.")
    private boolean strengths;

    @Option(names = "--engine", paramLabel = "NAME", description = "Who renders (default ${DEFAULT-VALUE}).")
    private String engine = "studio";

    @Option(names = {"-q", "--quiet"}, description = "Print nothing but errors.")
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public LooksCommand(Engines engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() throws IOException {
        if (size < SMALLEST_TILE || size > LARGEST_TILE) {
            throw new IllegalArgumentException(
                    "size is " + size + ": it must be from " + SMALLEST_TILE + " to " + LARGEST_TILE + " pixels");
        }
        PictureFile file = PictureFile.beside(photo, output);
        Seed drawn = Seed.requested(seed);
        Photo source = PictureFile.read(photo);
        try (PortraitEngine chosen = engines.open(engine)) {
            OptionalInt sitter = face.map(OptionalInt::of).orElseGet(OptionalInt::empty);
            List<Tile> tiles = (strengths
                    ? RetouchSweep.tiles(drawn, side())
                    : templates(chosen.templates(), drawn, side())).stream()
                    .map(tile -> new Tile(tile.name(), tile.title(), tile.request().ofFace(sitter))).toList();
            ContactSheet paper = strengths
                    ? new ContactSheet(tiles.size(), size, RetouchSweep.STEPS.length)
                    : new ContactSheet(tiles.size(), size);
            Rendering sheet = ProgressLine.during("looks", !quiet, spec.commandLine().getErr(),
                    progress -> filled(paper, tiles, chosen, source, progress));
            String parameters = Json.of(Map.of("sheet", strengths ? "strengths" : "looks", "seed", drawn.value()));
            file.write(sheet, AigcLabel.of("looks-" + source.sha256().substring(0, 32), chosen.name(), parameters));
            if (!quiet) {
                spec.commandLine().getOut().println(output + "  " + sheet.width() + "x" + sheet.height() + "  "
                        + tiles.size() + " looks, seed " + drawn.value());
            }
        }
        return 0;
    }

    private int side() {
        return Math.max(FrameSize.MIN, size);
    }

    /** One picture of the sheet, and what stands below it. */
    record Tile(String name, String title, PortraitRequest request) {}

    private static List<Tile> templates(List<Template> templates, Seed seed, int side) {
        return templates.stream()
                .map(look -> new Tile(look.name(), look.title(), new PortraitRequest("",
                        new FrameSize(side, side), look.retouch(), look.mode(), seed).with(look)))
                .toList();
    }

    private static Rendering filled(ContactSheet paper, List<Tile> tiles, PortraitEngine chosen, Photo source,
            Progress progress) {
        for (int i = 0; i < tiles.size(); i++) {
            Tile tile = tiles.get(i);
            int before = i;
            Rendering rendering = chosen.render(tile.request(), source,
                    (fraction, stage) -> progress.report((before + fraction) / tiles.size(), tile.name()),
                    Cancellation.NEVER);
            paper.add(rendering, tile.name(), tile.title());
        }
        return paper.finish();
    }
}
