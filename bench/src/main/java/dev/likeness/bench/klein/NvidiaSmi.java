package dev.likeness.bench.klein;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What the driver's own program tells of the first card. */
final class NvidiaSmi {
    private static final long BETWEEN = 100;

    private NvidiaSmi() {}

    /** Driver, card, memory, capability; empty without a driver. */
    static Optional<String> card() {
        return ask("name,driver_version,memory.total,compute_cap");
    }

    /** MiB in use on the first card; 0 when nobody can tell. */
    static long used() {
        return ask("memory.used").map(text -> Long.parseLong(text.replaceAll("[^0-9]", ""))).orElse(0L);
    }

    private static Optional<String> ask(String fields) {
        try {
            Process process = new ProcessBuilder(List.of("nvidia-smi", "--query-gpu=" + fields, "--format=csv,noheader",
                    "-i", "0")).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (Stream<String> lines = process.inputReader().lines()) {
                Optional<String> first = lines.findFirst();
                return process.waitFor() == 0 ? first : Optional.empty();
            }
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The most memory that was in use while it was open. */
    static final class Peak implements AutoCloseable {
        private final AtomicLong most = new AtomicLong();
        private final Thread watch;

        Peak() {
            watch = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        most.accumulateAndGet(used(), Math::max);
                        TimeUnit.MILLISECONDS.sleep(BETWEEN);
                    }
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        long mebibytes() {
            return most.get();
        }

        @Override
        public void close() {
            watch.interrupt();
        }
    }
}
