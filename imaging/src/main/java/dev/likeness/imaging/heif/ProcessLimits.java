package dev.likeness.imaging.heif;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Limits that a process sets itself before it looks at a stranger's file (setrlimit, POSIX): memory, processor time, no
 * files, no core. Where the system has none of them (Windows), only the one who started it ends it.
 */
final class ProcessLimits {
    private static final int CPU = 0;
    private static final int FILE_SIZE = 1;
    private static final int CORE = 4;
    private static final int ADDRESS_SPACE = 9;

    private ProcessLimits() {}

    /**
     * @param memory  bytes of addresses beyond those that are taken now
     * @param seconds of processor time, of all threads together
     */
    static void set(long memory, int seconds) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return;
        }
        limit(CPU, seconds);
        limit(FILE_SIZE, 0);
        limit(CORE, 0);
        if (system.startsWith("linux")) {
            limit(ADDRESS_SPACE, addresses() + memory);
        }
    }

    /** Of this process, bytes. */
    private static long addresses() {
        try {
            return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", 2)[0]) * 4096;
        } catch (IOException unknown) {
            return 4L << 30;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a method handle declares Throwable
    private static void limit(int what, long most) {
        Linker linker = Linker.nativeLinker();
        MethodHandle setrlimit = linker.downcallHandle(linker.defaultLookup().findOrThrow("setrlimit"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(MemoryLayout.sequenceLayout(2, JAVA_LONG));
            both.setAtIndex(JAVA_LONG, 0, most);
            both.setAtIndex(JAVA_LONG, 1, most);
            int failed = (int) setrlimit.invokeExact(what, both);
            if (failed != 0) {
                throw new IllegalStateException("setrlimit " + what);
            }
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
