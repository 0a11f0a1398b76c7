package dev.likeness.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What this process holds of the machine's memory, as far as the system tells (Linux does). */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Most bytes that the process ever held. */
    static OptionalLong peak() throws IOException {
        return read("VmHWM:");
    }

    /** Bytes that it holds now, less those that Java keeps for its heap: natives, threads, code. */
    static OptionalLong outsideHeap() throws IOException {
        OptionalLong resident = resident();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return resident.isPresent() ? OptionalLong.of(resident.getAsLong() - heap.getCommitted()) : resident;
    }

    /** Bytes that it holds now. */
    static OptionalLong resident() throws IOException {
        return read("VmRSS:");
    }

    private static OptionalLong read(String name) throws IOException {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).findFirst();
        }
    }
}
