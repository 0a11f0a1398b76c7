package dev.likeness.diffusion.net;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Returns freed memory that the C library still holds to the operating system. Only glibc holds much of it, and it has
 * a function for this ({@code malloc_trim}); on other systems this does nothing.
 */
final class NativeHeap {
    @SuppressWarnings("restricted")
    private static final Optional<MethodHandle> TRIM = Linker.nativeLinker().defaultLookup().find("malloc_trim")
            .map(address -> Linker.nativeLinker().downcallHandle(address,
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));

    private NativeHeap() {}

    static void trim() {
        TRIM.ifPresent(trim -> {
            try {
                int _ = (int) trim.invokeExact(0L);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
