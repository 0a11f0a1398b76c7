package dev.likeness.app.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.likeness.imaging.Json;
import dev.likeness.app.engines.Engines;
import dev.likeness.app.portraits.PictureFile;
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
import dev.likeness.imaging.Json;
import dev.likeness.imaging.PhotoDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times whole portraits in one warm process: from the bytes of the photo's file to the bytes of the portrait's. */
@Command(name = "bench", sortOptions = false, usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "Measure an engine on this machine: medians of whole portraits, and memory.", footerHeading = "%nExample:%n", footer = "  likeness bench studio --photo me.jpg --json")
public final class BenchCommand implements Callable<Integer> {
    private static final int WARM_UP = 6;
    private static final int PREVIEW = 512;
    private static final int LARGE = 2048;
    /** Large portraits that each of two threads makes at the same time as the other. */
    private static final int IN_FLIGHT = 4;
    private static final OperatingSystemMXBean PROCESS = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);

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

    @Option(names = "--endurance", paramLabel = "N", description = "Instead of times: memory at the start, the middle and the end of N portraits.")
    private int endurance;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public BenchCommand(Engines engines) {
        this.engines = engines;
    }

    /** Times of one kind of order, milliseconds, ascending; and those of all processors together. */
    private record Row(String name, double[] times, double[] processor) {
        double median() {
            return times[times.length / 2];
        }

        double slowest() {
            return times[times.length - 1];
        }

        double processorMedian() {
            return processor[processor.length / 2];
        }
    }

    @Override
    public Integer call() throws IOException {
        if (runs < 1) {
            throw new IllegalArgumentException("runs is " + runs + ": at least one is needed");
        }
        PictureFile.read(photo); // refuses what cannot be used before anything is timed
        byte[] file = Files.readAllBytes(photo);
        try (PortraitEngine chosen = engines.open(engine)) {
            if (endurance > 0) {
                printMarks(Endurance.run(endurance, () -> make(chosen, file, size, "")));
                return 0;
            }
            List<Row> rows = new ArrayList<>();
            rows.add(time("first look, " + size, chosen, file, size, true));
            rows.add(time("further look, " + size, chosen, file, size, false));
            rows.add(time("preview, " + PREVIEW, chosen, file, PREVIEW, false));
            rows.add(time("first look, " + LARGE, chosen, file, LARGE, true));
            twoAtATime(chosen, file);
            print(rows, ProcessMemory.peak());
        }
        return 0;
    }

    /** Two threads make large portraits at the same time: the most memory that a worker with two places takes. */
    private static void inTwo(Runnable work) {
        Thread other = Thread.ofPlatform().name("bench").start(work);
        work.run();
        try {
            other.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void twoAtATime(PortraitEngine chosen, byte[] file) {
        inTwo(() -> {
            for (int i = 0; i < IN_FLIGHT; i++) {
                make(chosen, file, LARGE, "bench-two-" + Thread.currentThread().threadId() + "-" + i);
            }
        });
    }

    /** @param unknown whether the engine sees the photo for the first time in every run */
    private Row time(String name, PortraitEngine chosen, byte[] file, int side, boolean unknown) {
        double[] times = new double[runs];
        double[] processor = new double[runs];
        for (int run = -WARM_UP; run < runs; run++) {
            long start = System.nanoTime();
            long used = PROCESS.getProcessCpuTime();
            make(chosen, file, side, unknown ? "bench-" + side + "-" + run : "");
            if (run >= 0) {
                times[run] = (System.nanoTime() - start) / 1e6;
                processor[run] = (PROCESS.getProcessCpuTime() - used) / 1e6;
            }
        }
        Arrays.sort(times);
        Arrays.sort(processor);
        return new Row(name, times, processor);
    }

    /** @param name another name for the photo, under which nothing is remembered of it; empty for its own */
    private void make(PortraitEngine chosen, byte[] file, int side, String name) {
        Photo decoded = PhotoDecoder.decode(file);
        Photo seen = name.isEmpty() ? decoded : renamed(decoded, name);
        PortraitRequest request = new PortraitRequest(prompt, new FrameSize(side, side), Retouch.DEFAULT,
                GenMode.CREATIVE, new Seed(1));
        Rendering portrait = chosen.render(request, seen, Progress.NONE, Cancellation.NEVER);
        JpegWriter.encode(portrait, AigcLabel.of("bench", chosen.name(), "{}"));
    }

    /** The same photo under another name: what is remembered of it is not found. */
    private static Photo renamed(Photo photo, String name) {
        return new Photo(photo.width(), photo.height(), photo.bgr(), name, photo.notes());
    }

    private void print(List<Row> rows, OptionalLong memory) {
        if (json) {
            printJson(rows, memory);
        } else {
            printTable(rows, memory);
        }
    }

    private void printTable(List<Row> rows, OptionalLong memory) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-20s %10s %10s %10s %6s%n", engine, "median ms", "slowest ms", "CPU ms", "runs");
        for (Row row : rows) {
            out.printf("%-20s %10.0f %10.0f %10.0f %6d%n", row.name, row.median(), row.slowest(),
                    row.processorMedian(), runs);
        }
        memory.ifPresent(bytes -> out.printf("%-20s %7d MB, with two portraits of %d at a time%n", "peak memory",
                bytes >> 20, LARGE));
        out.flush();
    }

    private void printMarks(List<Endurance.Mark> marks) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(Map.of("engine", engine, "marks", marks.stream().map(mark -> {
                Map<String, Object> cells = new LinkedHashMap<>();
                cells.put("portraits", mark.portraits());
                mark.resident().ifPresent(bytes -> cells.put("resident_bytes", bytes));
                mark.outside().ifPresent(bytes -> cells.put("outside_heap_bytes", bytes));
                return cells;
            }).toList())));
            return;
        }
        out.printf("%10s %12s %16s%n", "portraits", "resident MB", "outside heap MB");
        for (Endurance.Mark mark : marks) {
            out.printf("%10d %12s %16s%n", mark.portraits(), megabytes(mark.resident()), megabytes(mark.outside()));
        }
        out.flush();
    }

    private static String megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? Long.toString(bytes.getAsLong() >> 20) : "unknown";
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
            cells.put("processor_ms", Math.round(row.processorMedian() * 10) / 10.0);
            cells.put("runs", runs);
            return cells;
        }).toList());
        memory.ifPresent(bytes -> fields.put("peak_memory_bytes", bytes));
        spec.commandLine().getOut().println(Json.of(fields));
    }
}
