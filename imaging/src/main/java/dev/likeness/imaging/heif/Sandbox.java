package dev.likeness.imaging.heif;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a process gives up for good before it looks at a stranger's file (seccomp of Linux, in filter mode for all of its
 * threads): opening files, programs, connections, other processes. It goes on to read and write what is open and to take
 * memory and threads. Other systems, and kernels that refuse, have no sandbox.
 */
final class Sandbox {
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SET_MODE_FILTER = 1;
    private static final int ALL_THREADS = 1;
    private static final int CLONE_THREAD = 0x10000;
    private static final int CLONE3 = 435;
    /** Numbers that mean other calls of 32 bits. */
    private static final int X32 = 0x40000000;

    /** struct seccomp_data: the call's number, the machine, the first argument. */
    private static final int NUMBER = 0;
    private static final int MACHINE = 4;
    private static final int ARGUMENT = 16;
    /** Instructions of classic BPF (linux/filter.h). */
    private static final int LOAD = 0x20;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int IF_BIT = 0x45;
    private static final int RETURN = 0x06;
    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int NOT_PERMITTED = 0x00050001;
    private static final int NO_SUCH_CALL = 0x00050026;

    /**
     * A machine and its calls.
     *
     * @param name      as Java names it
     * @param audit     as the kernel does
     * @param seccomp   the number of the call that sets a filter
     * @param starting  of the call that starts threads and processes
     * @param forbidden of calls that open, change or reach something
     */
    private record Machine(String name, int audit, int seccomp, int starting, List<Integer> forbidden) {}

    /**
     * open, creat, openat, openat2, execve, execveat, fork, vfork, socket, connect, bind, ptrace, process_vm_readv and writev,
     * kill, tkill, pidfd_open, pidfd_send_signal, pidfd_getfd, io_uring_setup, bpf, keyctl, mount, chmod, chown, link, symlink,
     * unlink, rename, mkdir, rmdir, truncate and those of them with at, and prctl.
     */
    private static final List<Machine> MACHINES = List.of(
            new Machine("amd64", 0xc000003e, 317, 56,
                    List.of(2, 85, 257, 437, 59, 322, 57, 58, 41, 42, 49, 101, 310, 311, 62, 200, 434, 424, 438, 425,
                            321,
                            250, 165, 90, 92, 86, 88, 87, 82, 83, 84, 76, 268, 260, 265, 266, 263, 264, 316, 258, 157)),
            new Machine("aarch64", 0xc00000b7, 277, 220,
                    List.of(56, 437, 221, 281, 198, 203, 200, 117, 270, 271, 129, 130, 434, 424, 438, 425, 280, 219, 40,
                            53, 54, 37, 36, 35, 38, 276, 34, 45, 167)));

    private Sandbox() {}

    /** @return whether the process is in it now */
    static boolean enter() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return false;
        }
        return MACHINES.stream().filter(machine -> machine.name.equals(System.getProperty("os.arch", ""))).findFirst()
                .map(Sandbox::enter).orElse(false);
    }

    @SuppressWarnings("CatchingUnchecked") // a method handle declares Throwable
    private static boolean enter(Machine machine) {
        byte[] filter = filter(machine);
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment instructions = arena.allocate(filter.length, Long.BYTES);
            instructions.copyFrom(MemorySegment.ofArray(filter));
            MemorySegment program = arena.allocate(16, Long.BYTES);
            program.set(JAVA_SHORT, 0, (short) (filter.length / 8));
            program.set(ADDRESS, 8, instructions);
            int denied = (int) linker.downcallHandle(linker.defaultLookup().findOrThrow("prctl"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.firstVariadicArg(1)).invokeExact(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L);
            long refused = (long) linker.downcallHandle(linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS),
                    Linker.Option.firstVariadicArg(1))
                    .invokeExact((long) machine.seccomp, (long) SET_MODE_FILTER, (long) ALL_THREADS, program);
            return denied == 0 && refused == 0;
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of 8 bytes an instruction. */
    private static byte[] filter(Machine machine) {
        List<long[]> program = new ArrayList<>();
        int forbidden = machine.forbidden.size();
        // What a jump leads to: the four answers stand at the end, in this order.
        int end = 6 + forbidden + 2;
        program.add(new long[]{LOAD, 0, 0, MACHINE});
        program.add(new long[]{IF_EQUAL, 0, end + 3 - 2, machine.audit});
        program.add(new long[]{LOAD, 0, 0, NUMBER});
        program.add(new long[]{IF_AT_LEAST, end - 4 + 1, 0, X32});
        program.add(new long[]{IF_EQUAL, end + 2 - 5, 0, CLONE3});
        program.add(new long[]{IF_EQUAL, forbidden, 0, machine.starting});
        for (int i = 0; i < forbidden; i++) {
            boolean last = i == forbidden - 1;
            program.add(new long[]{IF_EQUAL, end + 1 - (7 + i), last ? end - (7 + i) : 0, machine.forbidden.get(i)});
        }
        program.add(new long[]{LOAD, 0, 0, ARGUMENT});
        program.add(new long[]{IF_BIT, 0, 1, CLONE_THREAD});
        program.add(new long[]{RETURN, 0, 0, ALLOW});
        program.add(new long[]{RETURN, 0, 0, NOT_PERMITTED});
        program.add(new long[]{RETURN, 0, 0, NO_SUCH_CALL}); // the C library then starts threads the older way
        program.add(new long[]{RETURN, 0, 0, KILL});
        ByteBuffer bytes = ByteBuffer.allocate(8 * program.size()).order(ByteOrder.nativeOrder());
        program.forEach(each -> bytes.putShort((short) each[0]).put((byte) each[1]).put((byte) each[2])
                .putInt((int) each[3]));
        return bytes.array();
    }
}
