package dev.likeness.app;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.JpegWriter;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times whole portraits in one warm process: from the bytes of the photo's file to the bytes of the portrait's. */
@Command(name = "bench", sortOptions = false, usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "Measure an engine on this machine: medians of whole portraits, and memory.", footerHeading = "%nExample:%n", footer = "  likeness bench studio --photo me.jpg --json")
final class BenchCommand implements Callable<Integer> {
    private static final int WARM_UP = 6;
    private static final int PREVIEW = 512;
    private static final int LARGE = 2048;

    private final Engines engines;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ENGINE", description = "Who renders (default ${DEFAULT-VALUE}).", defaultValue = "studio")
    private String engine = "studio";

    @Option(names = "--photo", paramLabel = "PHOTO", description = "Photo of one person (default: the sample portrait of the repository).")
    private Path photo = Path.of(System.getProperty("likeness.home", ""), "samples", "astronaut.png");

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What is ordered (default \"${DEFAULT-VALUE}\").")
    private String prompt = "warm library, Rembrandt light";

    @Option(names = "--size", paramLabel = "N", description = "Side of the portraits, 512 to 2048 pixels (default ${DEFAULT-VALUE}).")
    private int size = FrameSize.DEFAULT.width();

    @Option(names = "--runs", paramLabel = "N", description = "Portraits a row, after warming up (default ${DEFAULT-VALUE}).")
    private int runs = 20;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    BenchCommand(Engines engines) {
        this.engines = engines;
    }

    /** Times of one kind of order, milliseconds, ascending. */
    private record Row(String name, double[] times) {
        double median() {
            return times[times.length / 2];
        }

        double slowest() {
            return times[times.length - 1];
        }
    }

    @Override
    public Integer call() throws IOException {
        if (runs < 1) {
            throw new IllegalArgumentException("runs is " + runs + ": at least one is needed");
        }
        PictureFile.read(photo); // refuses what cannot be used before anything is timed
        byte[] file = Files.readAllBytes(photo);
        List<Row> rows = new ArrayList<>();
        try (PortraitEngine chosen = engines.open(engine)) {
            rows.add(time("first look, " + size, chosen, file, size, true));
            rows.add(time("further look, " + size, chosen, file, size, false));
            rows.add(time("preview, " + PREVIEW, chosen, file, PREVIEW, false));
            rows.add(time("first look, " + LARGE, chosen, file, LARGE, true));
        }
        OptionalLong memory = peakMemory();
        if (json) {
            printJson(rows, memory);
        } else {
            printTable(rows, memory);
        }
        return 0;
    }

    /** @param unknown whether the engine sees the photo for the first time in every run */
    private Row time(String name, PortraitEngine chosen, byte[] file, int side, boolean unknown) throws IOException {
        double[] times = new double[runs];
        for (int run = -WARM_UP; run < runs; run++) {
            long start = System.nanoTime();
            Photo decoded = PhotoDecoder.decode(file);
            Photo seen = unknown ? renamed(decoded, "bench-" + side + "-" + run) : decoded;
            PortraitRequest request = new PortraitRequest(prompt, new FrameSize(side, side), Retouch.DEFAULT,
                    GenMode.CREATIVE, new Seed(1));
            Rendering portrait = chosen.render(request, seen, Progress.NONE, Cancellation.NEVER);
            JpegWriter.encode(portrait, AigcLabel.of("bench", chosen.name(), "{}"));
            if (run >= 0) {
                times[run] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        return new Row(name, times);
    }

    /** The same photo under another name: what is remembered of it is not found. */
    private static Photo renamed(Photo photo, String name) {
        return new Photo(photo.width(), photo.height(), photo.bgr(), name, photo.notes());
    }

    /** Most memory that the process ever held, bytes, where the system tells. */
    private static OptionalLong peakMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).findFirst();
        }
    }

    private void printTable(List<Row> rows, OptionalLong memory) {
        spec.commandLine().getOut().printf("%-20s %10s %10s %6s%n", engine, "median ms", "slowest ms", "runs");
        for (Row row : rows) {
            spec.commandLine().getOut().printf("%-20s %10.0f %10.0f %6d%n", row.name, row.median(), row.slowest(),
                    runs);
        }
        memory.ifPresent(bytes -> spec.commandLine().getOut().printf("%-20s %7d MB%n", "peak memory", bytes >> 20));
        spec.commandLine().getOut().flush();
    }

    private void printJson(List<Row> rows, OptionalLong memory) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("engine", engine);
        fields.put("processors", Runtime.getRuntime().availableProcessors());
        fields.put("rows", rows.stream().map(row -> {
            Map<String, Object> cells = new LinkedHashMap<>();
            cells.put("name", row.name);
            cells.put("median_ms", Math.round(row.median() * 10) / 10.0);
            cells.put("slowest_ms", Math.round(row.slowest() * 10) / 10.0);
            cells.put("runs", runs);
            return cells;
        }).toList());
        memory.ifPresent(bytes -> fields.put("peak_memory_bytes", bytes));
        spec.commandLine().getOut().println(Json.of(fields));
    }
}
